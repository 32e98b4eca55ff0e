import type { DBSchema, IDBPDatabase, OpenDBCallbacks } from 'idb';
import type { Draft, OutboxItem } from './outbox-item.ts';
import type { Kept } from './phone-store.ts';

export const DATABASE_NAME = 'desk-phone';

/**
 * A later version only adds: an older page may still be open beside a newer one, and what it stored must go on being
 * sent. No store and no field is ever renamed or given another meaning.
 */
export const DATABASE_VERSION = 1;

/** Items are keyed by a running number, so their order is that of saving whatever the clock of the phone did. */
export interface PhoneSchema extends DBSchema {
  items: { key: number; value: OutboxItem; indexes: { id: string } };
  drafts: { key: string; value: Draft };
  photos: { key: string; value: Uint8Array<ArrayBuffer> };
  cache: { key: string; value: Kept };
}

export const upgradeDatabase: NonNullable<OpenDBCallbacks<PhoneSchema>['upgrade']> = (
  database: IDBPDatabase<PhoneSchema>,
  from: number,
) => {
  if (from < 1) {
    database.createObjectStore('items', { autoIncrement: true }).createIndex('id', 'id', { unique: true });
    database.createObjectStore('drafts', { keyPath: 'key' });
    database.createObjectStore('photos');
    database.createObjectStore('cache');
  }
};

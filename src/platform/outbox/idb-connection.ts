import { type IDBPDatabase, openDB } from 'idb';
import { DATABASE_NAME, DATABASE_VERSION, type PhoneSchema, upgradeDatabase } from './idb-schema.ts';

export type Connection = {
  /** The open database; opened anew after the browser had dropped it. */
  database(): Promise<IDBPDatabase<PhoneSchema>>;
  /** Forgets a database that turned out to be closed. */
  drop(database: IDBPDatabase<PhoneSchema>): void;
  close(): Promise<void>;
};

/** Another tab still holds an older version open, and did not close it when asked. */
export class StoreBlocked extends Error {}

type Settings = {
  readonly name?: string;
  readonly version?: number;
  /** A newer version of the application opened in another tab; this page has to be loaded again. */
  readonly onNewer: () => void;
};

export function connectDatabase({ name = DATABASE_NAME, version = DATABASE_VERSION, onNewer }: Settings): Connection {
  let opened: Promise<IDBPDatabase<PhoneSchema>> | null = null;

  function forget(): void {
    opened = null;
  }

  function open(): Promise<IDBPDatabase<PhoneSchema>> {
    return new Promise((resolve, reject) => {
      let isBlocked = false;
      openDB<PhoneSchema>(name, version, {
        upgrade: upgradeDatabase,
        blocked() {
          isBlocked = true;
          reject(new StoreBlocked());
        },
        // An old page must let go, or the new version could not start. What it was just writing is finished first.
        blocking(_current, _wanted, event) {
          (event.target as unknown as { close(): void }).close();
          forget();
          onNewer();
        },
        terminated: forget,
        // It may open after all once the other tab is closed; by then nobody waits for it.
      }).then((database) => (isBlocked ? database.close() : resolve(database)), reject);
    });
  }

  return {
    database() {
      opened ??= open().catch((defect: unknown) => {
        forget();
        throw defect;
      });
      return opened;
    },
    drop(database) {
      database.close();
      forget();
    },
    async close() {
      const closing = opened;
      forget();
      (await closing)?.close();
    },
  };
}

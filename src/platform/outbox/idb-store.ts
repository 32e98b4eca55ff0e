import type { IDBPTransaction, StoreNames } from 'idb';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { type Connection, connectDatabase, StoreBlocked } from './idb-connection.ts';
import type { PhoneSchema } from './idb-schema.ts';
import type { Draft, OutboxItem } from './outbox-item.ts';
import type { PhoneStore } from './phone-store.ts';
import { outboxProblem } from './problems.ts';
import { unheldPhotos } from './unheld-photos.ts';

type Settings = Parameters<typeof connectDatabase>[0];
export type IdbStore = PhoneStore & { close(): Promise<void> };

/** Opens the storage of the phone; refuses with words for the person where the browser gives none. */
export async function openIdbStore(settings: Settings): Promise<Result<IdbStore, Problem>> {
  if (!('indexedDB' in globalThis)) return refuse(outboxProblem('store-missing'));
  const connection = connectDatabase(settings);
  try {
    await connection.database();
    return accept(idbStore(connection));
  } catch (defect) {
    return refuse(openProblem(defect));
  }
}

/** What to tell the person when saving threw. */
export function storageProblem(defect: unknown): Problem {
  if (defect instanceof StoreBlocked) return outboxProblem('store-blocked');
  const name = nameOf(defect);
  if (name === 'QuotaExceededError') return outboxProblem('store-full');
  return outboxProblem(name === 'VersionError' ? 'store-newer' : 'store-trouble');
}

function openProblem(defect: unknown): Problem {
  const problem = storageProblem(defect);
  return problem.code === 'outbox.store-trouble' ? outboxProblem('store-missing') : problem;
}

function nameOf(defect: unknown): string {
  return typeof defect === 'object' && defect !== null && 'name' in defect ? String(defect.name) : '';
}

type Name = StoreNames<PhoneSchema>;
type Writing = IDBPTransaction<PhoneSchema, Name[], 'readwrite'>;

function idbStore(connection: Connection): IdbStore {
  const write = <Value>(names: Name[], work: (tx: Writing) => Promise<Value>) => writeDurably(connection, names, work);
  const read = <Value>(work: (database: Awaited<ReturnType<Connection['database']>>) => Promise<Value>) =>
    onOpenDatabase(connection, work);

  return {
    listItems: () => read((database) => database.getAll('items')),
    readItem: (id) => read(async (database) => (await database.getFromIndex('items', 'id', id)) ?? null),
    addItem: (item, draftKey) =>
      write(['items', 'drafts'], async (tx) => {
        const items = tx.objectStore('items');
        if ((await items.index('id').getKey(item.id)) !== undefined) return false;
        await items.add(item);
        if (draftKey !== null) await tx.objectStore('drafts').delete(draftKey);
        return true;
      }),
    changeItem: (id, change, droppedPhoto) =>
      write(['items', 'drafts', 'photos'], async (tx) => {
        const changed = await changeStored(tx, id, change);
        if (changed !== null && droppedPhoto !== undefined) await dropPhotos(tx, [droppedPhoto]);
        return changed;
      }),
    changeItems: (ids, change) =>
      write(['items'], async (tx) => {
        const changed: (OutboxItem | null)[] = [];
        for (const id of ids) changed.push(await changeStored(tx, id, change));
        return changed;
      }),
    recallItem: (id, may, draft) =>
      write(['items', 'drafts'], async (tx) => {
        const found = await findStored(tx, id);
        const drafts = tx.objectStore('drafts');
        if (found === null || !may(found.item) || (await drafts.getKey(draft.key)) !== undefined) return false;
        await tx.objectStore('items').delete(found.key);
        await drafts.add(draft);
        return true;
      }),
    removeItem: (id, may) =>
      write(['items', 'drafts', 'photos'], async (tx) => {
        const found = await findStored(tx, id);
        if (found === null || !may(found.item)) return false;
        await tx.objectStore('items').delete(found.key);
        await dropPhotos(tx, idsOf(found.item));
        return true;
      }),

    listDrafts: () => read((database) => database.getAll('drafts')),
    readDraft: (key) => read(async (database) => (await database.get('drafts', key)) ?? null),
    putDraft: (draft, seen) =>
      write(['drafts'], async (tx) => {
        const drafts = tx.objectStore('drafts');
        if (seen !== undefined && changeOf(await drafts.get(draft.key)) !== seen) return false;
        await drafts.put(draft);
        return true;
      }),
    removeDraft: (key) => write(['items', 'drafts', 'photos'], (tx) => removeStoredDraft(tx, key)),

    putPhoto: (id, bytes) => write(['photos'], async (tx) => void (await tx.objectStore('photos').put(bytes, id))),
    readPhoto: (id) => read(async (database) => (await database.get('photos', id)) ?? null),
    removePhoto: (id) => write(['items', 'drafts', 'photos'], (tx) => dropPhotos(tx, [id])),

    readCache: (key) => read(async (database) => (await database.get('cache', key)) ?? null),
    listCache: (prefix) =>
      read(async (database) => {
        const { store } = database.transaction('cache');
        const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
        return values.map((kept, at) => ({ key: keys[at] ?? '', ...kept })).filter(({ key }) => key.startsWith(prefix));
      }),
    putCache: (key, value, at) =>
      write(['cache'], async (tx) => void (await tx.objectStore('cache').put({ value, at }, key))),
    close: () => connection.close(),
  };
}

/** Strict: the promise is kept only when the bytes are on the disk, not when the system has merely heard of them. */
function writeDurably<Value>(
  connection: Connection,
  names: Name[],
  work: (tx: Writing) => Promise<Value>,
): Promise<Value> {
  return onOpenDatabase(connection, async (database) => {
    const tx: Writing = database.transaction(names, 'readwrite', { durability: 'strict' });
    // Heard from the start, so that a broken transaction is this promise's failure and nobody else's.
    const done = tx.done.then(
      () => null,
      (defect: unknown) => ({ defect }),
    );
    let value: Value;
    try {
      value = await work(tx);
    } catch (defect) {
      abortIfOpen(tx);
      await done;
      // A request cut off by the end of its transaction says so only; the reason (a full storage) is the transaction's.
      throw nameOf(defect) === 'AbortError' ? (tx.error ?? defect) : defect;
    }
    const broken = await done;
    if (broken !== null) throw tx.error ?? broken.defect;
    return value;
  });
}

function abortIfOpen(tx: Writing): void {
  try {
    tx.abort();
  } catch {
    // It has ended by itself.
  }
}

/** A phone in the background may have dropped the connection; nothing was begun then, so it is opened once more. */
async function onOpenDatabase<Value>(
  connection: Connection,
  work: (database: Awaited<ReturnType<Connection['database']>>) => Promise<Value>,
): Promise<Value> {
  const database = await connection.database();
  try {
    database.transaction('cache');
  } catch (defect) {
    if (nameOf(defect) !== 'InvalidStateError') throw defect;
    connection.drop(database);
    return work(await connection.database());
  }
  return work(database);
}

async function findStored(tx: Writing, id: string): Promise<{ key: number; item: OutboxItem } | null> {
  const items = tx.objectStore('items');
  const key = await items.index('id').getKey(id);
  const item = key === undefined ? undefined : await items.get(key);
  return key === undefined || item === undefined ? null : { key, item };
}

async function changeStored(tx: Writing, id: string, change: (item: OutboxItem) => OutboxItem) {
  const found = await findStored(tx, id);
  if (found === null) return null;
  const changed = change(found.item);
  await tx.objectStore('items').put(changed, found.key);
  return changed;
}

async function removeStoredDraft(tx: Writing, key: string): Promise<void> {
  const drafts = tx.objectStore('drafts');
  const draft = await drafts.get(key);
  if (draft === undefined) return;
  await drafts.delete(key);
  await dropPhotos(tx, idsOf(draft));
}

async function dropPhotos(tx: Writing, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const unheld = unheldPhotos(ids, await tx.objectStore('drafts').getAll(), await tx.objectStore('items').getAll());
  for (const id of unheld) await tx.objectStore('photos').delete(id);
}

function changeOf(draft: Draft | undefined): string | null {
  return draft?.changedAt ?? null;
}

function idsOf({ photos }: Pick<Draft, 'photos'>): string[] {
  return photos.map(({ id }) => id);
}

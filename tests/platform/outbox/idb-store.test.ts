import 'fake-indexeddb/auto';
import { IDBDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectDatabase } from '#platform/outbox/idb-connection.ts';
import { DATABASE_NAME, DATABASE_VERSION } from '#platform/outbox/idb-schema.ts';
import { openIdbStore, storageProblem } from '#platform/outbox/idb-store.ts';
import { draftOf, photoBytes, waitingItem } from './items.ts';

const put = IDBObjectStore.prototype.put;
const transaction = IDBDatabase.prototype.transaction;
const noNews = { onNewer: () => undefined };

beforeEach(() => void Object.assign(globalThis, { indexedDB: new IDBFactory() }));
afterEach(() => {
  IDBObjectStore.prototype.put = put;
  IDBDatabase.prototype.transaction = transaction;
});

async function openStore(settings: Parameters<typeof openIdbStore>[0] = noNews) {
  const opened = await openIdbStore(settings);
  if (!opened.ok) throw new Error(opened.problem.code);
  return opened.value;
}

async function problemOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (defect: unknown) => storageProblem(defect).code,
  );
}

describe('the storage of the phone in IndexedDB', () => {
  it('asks for strict durability with every write, and with no read', async () => {
    const modes: [mode: unknown, durability: unknown][] = [];
    IDBDatabase.prototype.transaction = function (...[names, mode, options]: Parameters<typeof transaction>) {
      modes.push([mode, (options as { durability?: string } | undefined)?.durability]);
      return transaction.call(this, names, mode, options);
    };
    const store = await openStore();
    await store.addItem(waitingItem('a'), null);
    await store.changeItem('a', (item) => item);
    await store.changeItems(['a'], (item) => item);
    await store.recallItem('a', () => true, draftOf('d'));
    await store.removeItem('a', () => true);
    await store.putDraft(draftOf('d'));
    await store.removeDraft('d');
    await store.putPhoto('p', photoBytes('p', 3));
    await store.removePhoto('p');
    await store.putCache('c', 1, '');
    const writes = modes.filter(([mode]) => mode === 'readwrite');
    expect(writes).toEqual(Array.from({ length: 10 }, () => ['readwrite', 'strict']));
  });

  it('keeps everything when the application is opened again', async () => {
    const first = await openStore();
    await first.addItem(waitingItem('a'), null);
    await first.putPhoto('p', photoBytes('p', 40_000));
    await first.close();
    const second = await openStore();
    expect(await second.listItems()).toEqual([waitingItem('a')]);
    expect(await second.readPhoto('p')).toEqual(photoBytes('p', 40_000));
  });

  it('opens again by itself after the browser dropped it in the background', async () => {
    const opened: { close(): void }[] = [];
    const open = indexedDBOpen();
    Object.assign(globalThis, {
      indexedDB: {
        open: (name: string, version?: number) => {
          const request = open(name, version);
          request.addEventListener('success', () => opened.push(request.result as { close(): void }));
          return request;
        },
      },
    });
    const store = await openStore();
    await store.addItem(waitingItem('a'), null);
    opened.at(-1)?.close();
    await store.addItem(waitingItem('b'), null);
    opened.at(-1)?.close();
    expect((await store.listItems()).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(opened).toHaveLength(3);
  });

  it('says that the phone is full, and changes nothing', async () => {
    const store = await openStore();
    await store.addItem(waitingItem('a'), null);
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    expect(await problemOf(store.changeItem('a', (item) => ({ ...item, tries: 3 })))).toBe('outbox.store-full');
    IDBObjectStore.prototype.put = put;
    expect(await store.readItem('a')).toEqual(waitingItem('a'));
  });

  it('says that the phone is full also when only the end of the transaction finds out', async () => {
    const store = await openStore();
    IDBObjectStore.prototype.put = function (...[value, key]: Parameters<typeof put>) {
      const request = put.call(this, value, key);
      Object.defineProperty(this.transaction, 'error', { value: new DOMException('no room', 'QuotaExceededError') });
      this.transaction.abort();
      return request;
    };
    expect(await problemOf(store.putCache('c', 1, ''))).toBe('outbox.store-full');
  });

  it('has words for a phone whose storage breaks in another way', () => {
    const problem = storageProblem(new Error('anything'));
    expect(problem.code).toBe('outbox.store-trouble');
    expect(problem.message.id).not.toContain('anything');
  });
});

describe('two versions of the application on one phone', () => {
  it('the older lets go when a newer opens, says so, and keeps nothing from it', async () => {
    let toldOnce = 0;
    const old = await openStore({
      onNewer: () => {
        toldOnce += 1;
      },
    });
    await old.addItem(waitingItem('a'), null);
    const newer = await openStore({ ...noNews, version: DATABASE_VERSION + 1 });
    expect(toldOnce).toBe(1);
    expect(await newer.listItems()).toEqual([waitingItem('a')]);
    expect(await problemOf(old.addItem(waitingItem('b'), null))).toBe('outbox.store-newer');
    expect((await newer.listItems()).map(({ id }) => id)).toEqual(['a']);
  });

  it('an older that does not let go is named to the person, and once it is closed the newer opens', async () => {
    const stubborn = await new Promise<{ close(): void }>((resolve) => {
      const request = indexedDBOpen()(DATABASE_NAME, 1);
      request.addEventListener('success', () => resolve(request.result as { close(): void }));
    });
    const settings = { ...noNews, version: DATABASE_VERSION + 1 };
    const refused = await openIdbStore(settings);
    expect(refused.ok ? '' : refused.problem.code).toBe('outbox.store-blocked');
    stubborn.close();
    expect((await openIdbStore(settings)).ok).toBe(true);
  });
});

describe('a browser that allows no storage', () => {
  it.each([
    ['has none at all', undefined],
    [
      'refuses to open it (a private window)',
      {
        open() {
          throw new DOMException('denied', 'SecurityError');
        },
      },
    ],
  ])('is named to the person in Indonesian: it %s', async (_, factory) => {
    if (factory === undefined) Reflect.deleteProperty(globalThis, 'indexedDB');
    else Object.assign(globalThis, { indexedDB: factory });
    const opened = await openIdbStore(noNews);
    expect(opened.ok ? '' : opened.problem.code).toBe('outbox.store-missing');
    expect(opened.ok ? '' : opened.problem.message.id).toContain('Buka aplikasi di jendela biasa');
  });

  it('is asked again at the next try', async () => {
    const good = new IDBFactory();
    Object.assign(globalThis, {
      indexedDB: {
        open() {
          throw new DOMException('denied', 'SecurityError');
        },
      },
    });
    const connection = connectDatabase(noNews);
    await expect(connection.database()).rejects.toThrow('denied');
    Object.assign(globalThis, { indexedDB: good });
    expect((await connection.database()).name).toBe(DATABASE_NAME);
  });
});

function indexedDBOpen() {
  const factory = Reflect.get(globalThis, 'indexedDB') as InstanceType<typeof IDBFactory>;
  return factory.open.bind(factory);
}

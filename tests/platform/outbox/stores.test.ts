import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStore } from '#platform/outbox/fixtures.ts';
import { openIdbStore } from '#platform/outbox/idb-store.ts';
import type { PhoneStore } from '#platform/outbox/phone-store.ts';
import { draftOf, photoBytes, waitingItem, waitingPhoto } from './items.ts';

const STORES = {
  'in IndexedDB': async (): Promise<PhoneStore> => {
    const opened = await openIdbStore({ onNewer: () => undefined });
    if (!opened.ok) throw new Error(opened.problem.code);
    return opened.value;
  },
  'in memory': async (): Promise<PhoneStore> => memoryStore(),
};

describe.each(Object.entries(STORES))('the storage of the phone %s', (_name, open) => {
  let store: PhoneStore;
  beforeEach(async () => {
    Object.assign(globalThis, { indexedDB: new IDBFactory() });
    store = await open();
  });

  it('lists items in the order of saving, whatever the clock of the phone said', async () => {
    await store.addItem(waitingItem('b', { savedAt: '2034-01-01T00:00:00.000Z' }), null);
    await store.addItem(waitingItem('a', { savedAt: '2014-01-01T00:00:00.000Z' }), null);
    await store.changeItem('b', (item) => ({ ...item, tries: 1 }));
    expect((await store.listItems()).map(({ id, tries }) => [id, tries])).toEqual([
      ['b', 1],
      ['a', 0],
    ]);
  });

  it('saves an item and forgets its draft in one step, and only once', async () => {
    await store.putDraft(draftOf('d'));
    expect(await store.addItem(waitingItem('a'), 'd')).toBe(true);
    expect(await store.readDraft('d')).toBeNull();
    await store.putDraft(draftOf('d'));
    expect(await store.addItem(waitingItem('a', { body: 'other' }), 'd')).toBe(false);
    expect(await store.readDraft('d')).toEqual(draftOf('d'));
    expect((await store.readItem('a'))?.body).toEqual({ figure: 'a' });
  });

  it('keeps a draft only over the one that its writer has seen', async () => {
    const at = (changedAt: string) => ({ ...draftOf('d'), changedAt });
    expect(await store.putDraft(at('2024-11-27T06:00:00.000Z'), null)).toBe(true);
    expect(await store.putDraft(at('2024-11-27T07:00:00.000Z'), null)).toBe(false);
    expect(await store.putDraft(at('2024-11-27T07:00:00.000Z'), '2024-11-27T06:00:00.000Z')).toBe(true);
    expect(await store.putDraft(at('2024-11-27T08:00:00.000Z'), '2024-11-27T06:00:00.000Z')).toBe(false);
    expect((await store.readDraft('d'))?.changedAt).toBe('2024-11-27T07:00:00.000Z');
    await store.addItem(waitingItem('a'), 'd');
    expect(await store.putDraft(at('2024-11-27T09:00:00.000Z'), '2024-11-27T07:00:00.000Z')).toBe(false);
    expect(await store.readDraft('d')).toBeNull();
    expect(await store.putDraft(at('2024-11-27T09:00:00.000Z'))).toBe(true);
  });

  it('forgets the bytes of a photo only where nothing needs them', async () => {
    await store.putPhoto('p', photoBytes('p', 3));
    await store.addItem(waitingItem('a', { photos: [waitingPhoto('p', 1, 3)] }), null);
    await store.removePhoto('p');
    expect(await store.readPhoto('p')).toEqual(photoBytes('p', 3));
    await store.removeItem('a', () => true);
    expect(await store.readPhoto('p')).toBeNull();
  });

  it('changes several in one step: a change that throws leaves all as they were', async () => {
    await store.addItem(waitingItem('a'), null);
    await store.addItem(waitingItem('b'), null);
    const breaking = store.changeItems(['a', 'b'], (item) => {
      if (item.id === 'b') throw new Error('broken change');
      return { ...item, tries: 7 };
    });
    await expect(breaking).rejects.toThrow('broken change');
    expect((await store.listItems()).map(({ tries }) => tries)).toEqual([0, 0]);
    expect(await store.changeItems(['gone', 'a'], (item) => ({ ...item, tries: 1 }))).toEqual([
      null,
      waitingItem('a', { tries: 1 }),
    ]);
  });

  it('takes an item back only when it may, and never over another draft', async () => {
    await store.addItem(waitingItem('a'), null);
    expect(await store.recallItem('a', () => false, draftOf('d'))).toBe(false);
    await store.putDraft(draftOf('d'));
    expect(await store.recallItem('a', () => true, draftOf('d'))).toBe(false);
    expect(await store.recallItem('a', () => true, draftOf('e'))).toBe(true);
    expect(await store.readItem('a')).toBeNull();
    expect((await store.listDrafts()).map(({ key }) => key).sort()).toEqual(['d', 'e']);
  });

  it('forgets an item with its photos only when it may', async () => {
    await store.putPhoto('p', photoBytes('p', 10));
    await store.addItem(waitingItem('a', { photos: [waitingPhoto('p', 1, 10)] }), null);
    expect(await store.removeItem('a', () => false)).toBe(false);
    expect(await store.readPhoto('p')).toEqual(photoBytes('p', 10));
    expect(await store.removeItem('a', () => true)).toBe(true);
    expect(await store.readPhoto('p')).toBeNull();
  });

  it('drops the bytes of a photo in the same step as its item says that it is done', async () => {
    await store.putPhoto('p', photoBytes('p', 10));
    await store.addItem(waitingItem('a'), null);
    expect(await store.changeItem('gone', (item) => item, 'p')).toBeNull();
    expect(await store.readPhoto('p')).not.toBeNull();
    await store.changeItem('a', (item) => ({ ...item, tries: 2 }), 'p');
    expect(await store.readPhoto('p')).toBeNull();
  });

  it('keeps the bytes of a done photo while a correction or a draft still needs them', async () => {
    await store.putPhoto('p', photoBytes('p', 10));
    const photos = [waitingPhoto('p', 1, 10)];
    const done = [{ ...waitingPhoto('p', 1, 10), state: 'done' as const }];
    await store.addItem(waitingItem('first', { photos }), null);
    await store.addItem(waitingItem('second', { photos }), null);
    await store.putDraft(draftOf('d', photos));
    await store.changeItem('first', (item) => ({ ...item, photos: done }), 'p');
    await store.changeItem('second', (item) => ({ ...item, photos: done }), 'p');
    expect(await store.removeItem('first', () => true)).toBe(true);
    expect(await store.readPhoto('p')).not.toBeNull();
    await store.removeDraft('d');
    expect(await store.readPhoto('p')).toBeNull();
  });

  it('forgets a draft with its photos, but none that moved into another draft or an item', async () => {
    for (const id of ['own', 'moved', 'sent']) await store.putPhoto(id, photoBytes(id, 5));
    const page = (id: string) => ({ id: waitingPhoto(id, 1, 5).id, page: 1, bytes: 5, sha256: 'x' });
    await store.putDraft(draftOf('old', [page('own'), page('moved'), page('sent')]));
    await store.putDraft(draftOf('new', [page('moved')]));
    await store.addItem(waitingItem('a', { photos: [waitingPhoto('sent', 1, 5)] }), null);
    await store.removeDraft('old');
    expect(await store.readDraft('old')).toBeNull();
    expect(await store.readPhoto('own')).toBeNull();
    expect(await store.readPhoto('moved')).not.toBeNull();
    expect(await store.readPhoto('sent')).not.toBeNull();
    await store.removeDraft('never there');
  });

  it('keeps answers of the server by key', async () => {
    await store.putCache('log:2', 'second', '2024-11-27T06:00:00.000Z');
    await store.putCache('log:1', 'first', '2024-11-27T06:00:00.000Z');
    await store.putCache('other', 'x', '2024-11-27T06:00:00.000Z');
    expect((await store.listCache('log:')).map(({ key, value }) => [key, value])).toEqual([
      ['log:1', 'first'],
      ['log:2', 'second'],
    ]);
    expect(await store.readCache('other')).toEqual({ value: 'x', at: '2024-11-27T06:00:00.000Z' });
    expect(await store.readCache('none')).toBeNull();
    await store.putPhoto('p', photoBytes('p', 3));
    await store.removePhoto('p');
    expect(await store.readPhoto('p')).toBeNull();
  });
});

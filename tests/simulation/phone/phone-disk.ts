import type { Json } from '#kernel/canonical-json.ts';
import type { Draft, OutboxItem } from '#platform/outbox/outbox-item.ts';
import type { Kept, PhoneStore } from '#platform/outbox/phone-store.ts';

/** What a phone keeps when its app is gone. Values go in and out as copies, as they do in a browser's database. */
export type PhoneDisk = {
  readonly items: Map<string, OutboxItem>;
  readonly drafts: Map<string, Draft>;
  readonly photos: Map<string, Uint8Array<ArrayBuffer>>;
  readonly cache: Map<string, Kept>;
};

export function emptyDisk(): PhoneDisk {
  return { items: new Map(), drafts: new Map(), photos: new Map(), cache: new Map() };
}

/** Does one thing to the disk, in one step; may never answer, when the app dies before or after it. */
export type DiskStep = <Value>(writes: boolean, step: () => Value) => Promise<Value>;

/** The phone's store on a disk. `step` decides when each thing happens, and whether the app lives to see it. */
export function diskStore(disk: PhoneDisk, step: DiskStep, added: (id: string) => void): PhoneStore {
  const read = <Value>(work: () => Value) => step(false, () => structuredClone(work()));
  const write = <Value>(work: () => Value) => step(true, () => structuredClone(work()));

  function change(id: string, edit: (item: OutboxItem) => OutboxItem): OutboxItem | null {
    const item = disk.items.get(id);
    if (!item) return null;
    const next = structuredClone(edit(structuredClone(item)));
    disk.items.set(id, next);
    return next;
  }

  function isUsed(photo: string): boolean {
    const holders = [...disk.drafts.values(), ...disk.items.values()];
    return holders.some(({ photos }) => photos.some(({ id }) => id === photo));
  }

  return {
    listItems: () => read(() => [...disk.items.values()]),
    readItem: (id) => read(() => disk.items.get(id) ?? null),
    addItem: (item, draftKey) =>
      write(() => {
        if (disk.items.has(item.id)) return false;
        disk.items.set(item.id, structuredClone(item));
        added(item.id);
        if (draftKey !== null) disk.drafts.delete(draftKey);
        return true;
      }),
    changeItem: (id, edit, droppedPhoto) =>
      write(() => {
        const next = change(id, edit);
        if (next && droppedPhoto !== undefined) disk.photos.delete(droppedPhoto);
        return next;
      }),
    changeItems: (ids, edit) => write(() => ids.map((id) => change(id, edit))),
    recallItem: (id, may, draft) =>
      write(() => {
        const item = disk.items.get(id);
        if (!item || disk.drafts.has(draft.key) || !may(structuredClone(item))) return false;
        disk.items.delete(id);
        disk.drafts.set(draft.key, structuredClone(draft));
        return true;
      }),
    removeItem: (id, may) =>
      write(() => {
        const item = disk.items.get(id);
        if (!item || !may(structuredClone(item))) return false;
        disk.items.delete(id);
        for (const photo of item.photos) if (!isUsed(photo.id)) disk.photos.delete(photo.id);
        return true;
      }),
    listDrafts: () => read(() => [...disk.drafts.values()]),
    readDraft: (key) => read(() => disk.drafts.get(key) ?? null),
    putDraft: (draft, seen) =>
      write(() => {
        if (seen !== undefined && (disk.drafts.get(draft.key)?.changedAt ?? null) !== seen) return false;
        disk.drafts.set(draft.key, structuredClone(draft));
        return true;
      }),
    removeDraft: (key) =>
      write(() => {
        const draft = disk.drafts.get(key);
        disk.drafts.delete(key);
        for (const photo of draft?.photos ?? []) if (!isUsed(photo.id)) disk.photos.delete(photo.id);
      }),
    putPhoto: (id, bytes) => write(() => void disk.photos.set(id, bytes.slice())),
    readPhoto: (id) => read(() => disk.photos.get(id) ?? null),
    removePhoto: (id) => write(() => void (isUsed(id) || disk.photos.delete(id))),
    readCache: (key) => read(() => disk.cache.get(key) ?? null),
    listCache: (prefix) =>
      read(() =>
        [...disk.cache]
          .filter(([key]) => key.startsWith(prefix))
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, kept]) => ({ key, ...kept })),
      ),
    putCache: (key: string, value: Json, at: string) =>
      write(() => void disk.cache.set(key, { value: structuredClone(value), at })),
  };
}

import type { Draft, OutboxItem } from './outbox-item.ts';
import type { Kept, PhoneStore } from './phone-store.ts';
import type { TabChannel, TabNews, Triggers } from './surroundings.ts';
import { unheldPhotos } from './unheld-photos.ts';

export { memoryLock } from './memory-lock.ts';

/** What survives the death of the process. Two stores on one disk are two tabs, or one phone before and after a kill. */
export type PhoneDisk = {
  readonly items: Map<string, OutboxItem>;
  readonly drafts: Map<string, Draft>;
  readonly photos: Map<string, Uint8Array<ArrayBuffer>>;
  readonly cache: Map<string, Kept>;
};

export function emptyDisk(): PhoneDisk {
  return { items: new Map(), drafts: new Map(), photos: new Map(), cache: new Map() };
}

/**
 * Called around every access; a promise that never ends, or a throw, is the death of the process before or after what
 * was to be written is on the disk.
 */
export type DiskHooks = {
  readonly before?: (access: DiskAccess) => Promise<void> | void;
  readonly after?: (access: DiskAccess) => Promise<void> | void;
};
export type DiskAccess = { readonly name: keyof PhoneStore; readonly writes: boolean };

/** A phone's storage in memory: what goes in and out is copied, each change is one step. */
export function memoryStore(disk: PhoneDisk = emptyDisk(), hooks: DiskHooks = {}): PhoneStore {
  const { items, drafts, photos, cache } = disk;

  async function access<Value>(name: keyof PhoneStore, writes: boolean, work: () => Value): Promise<Value> {
    await hooks.before?.({ name, writes });
    const value = structuredClone(work());
    await hooks.after?.({ name, writes });
    return value;
  }
  const read = <Value>(name: keyof PhoneStore, work: () => Value) => access(name, false, work);
  const write = <Value>(name: keyof PhoneStore, work: () => Value) => access(name, true, work);

  function change(ids: readonly string[], to: (item: OutboxItem) => OutboxItem): (OutboxItem | null)[] {
    const changed = ids.map((id) => {
      const item = items.get(id);
      return item === undefined ? null : structuredClone(to(structuredClone(item)));
    });
    for (const item of changed) if (item !== null) items.set(item.id, item);
    return changed;
  }

  function drop(gone: readonly { readonly id: string }[]): void {
    const ids = gone.map(({ id }) => id);
    for (const id of unheldPhotos(ids, [...drafts.values()], [...items.values()])) photos.delete(id);
  }

  return {
    listItems: () => read('listItems', () => [...items.values()]),
    readItem: (id) => read('readItem', () => items.get(id) ?? null),
    addItem: (item, draftKey) =>
      write('addItem', () => {
        if (items.has(item.id)) return false;
        items.set(item.id, structuredClone(item));
        if (draftKey !== null) drafts.delete(draftKey);
        return true;
      }),
    changeItem: (id, to, droppedPhoto) =>
      write('changeItem', () => {
        const changed = change([id], to)[0] ?? null;
        if (changed !== null && droppedPhoto !== undefined) drop([{ id: droppedPhoto }]);
        return changed;
      }),
    changeItems: (ids, to) => write('changeItems', () => change(ids, to)),
    recallItem: (id, may, draft) =>
      write('recallItem', () => {
        const item = items.get(id);
        if (item === undefined || !may(structuredClone(item)) || drafts.has(draft.key)) return false;
        items.delete(id);
        drafts.set(draft.key, structuredClone(draft));
        return true;
      }),
    removeItem: (id, may) =>
      write('removeItem', () => {
        const item = items.get(id);
        if (item === undefined || !may(structuredClone(item))) return false;
        items.delete(id);
        drop(item.photos);
        return true;
      }),

    listDrafts: () => read('listDrafts', () => [...drafts.values()]),
    readDraft: (key) => read('readDraft', () => drafts.get(key) ?? null),
    putDraft: (draft, seen) =>
      write('putDraft', () => {
        if (seen !== undefined && (drafts.get(draft.key)?.changedAt ?? null) !== seen) return false;
        drafts.set(draft.key, structuredClone(draft));
        return true;
      }),
    removeDraft: (key) =>
      write('removeDraft', () => {
        const draft = drafts.get(key);
        drafts.delete(key);
        drop(draft?.photos ?? []);
      }),

    putPhoto: (id, bytes) => write('putPhoto', () => void photos.set(id, bytes.slice())),
    readPhoto: (id) => read('readPhoto', () => photos.get(id) ?? null),
    removePhoto: (id) => write('removePhoto', () => drop([{ id }])),

    readCache: (key) => read('readCache', () => cache.get(key) ?? null),
    listCache: (prefix) =>
      read('listCache', () =>
        [...cache]
          .filter(([key]) => key.startsWith(prefix))
          .map(([key, kept]) => ({ key, ...kept }))
          .sort((a, b) => (a.key < b.key ? -1 : 1)),
      ),
    putCache: (key, value, at) => write('putCache', () => void cache.set(key, structuredClone({ value, at }))),
  };
}

/** One phone's channel; `tab()` gives each tab its end. News arrives at once. */
export function memoryChannel(): { readonly tab: () => TabChannel } {
  const ends = new Set<(news: TabNews) => void>();
  return {
    tab() {
      const own = new Set<(news: TabNews) => void>();
      return {
        tell(news) {
          for (const heard of ends) if (!own.has(heard)) heard(news);
        },
        listen(heard) {
          ends.add(heard);
          own.add(heard);
          return () => {
            ends.delete(heard);
            own.delete(heard);
          };
        },
      };
    },
  };
}

/** Triggers that the test fires itself. */
export function manualTriggers(): Triggers & { readonly fire: () => void } {
  const starts = new Set<() => void>();
  return {
    start(fire) {
      starts.add(fire);
      return () => starts.delete(fire);
    },
    fire() {
      for (const start of starts) start();
    },
  };
}

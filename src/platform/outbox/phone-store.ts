import type { Json } from '#kernel/canonical-json.ts';
import type { Draft, OutboxItem } from './outbox-item.ts';

/**
 * What the phone keeps. Every method that changes something resolves only when the change would survive the death of the
 * process, and changes all it names or nothing. IndexedDB in the browser; the simulation brings its own.
 */
export type PhoneStore = {
  /** Items in the order in which they were saved, whatever the phone's clock said. */
  listItems(): Promise<readonly OutboxItem[]>;
  readItem(id: string): Promise<OutboxItem | null>;
  /** Saves a new item and removes the draft it was made from, in one step; false when the id is already there. */
  addItem(item: OutboxItem, draftKey: string | null): Promise<boolean>;
  /** Reads, changes and writes one item in one step; null when it is gone. */
  changeItem(
    id: string,
    change: (item: OutboxItem) => OutboxItem,
    /** the bytes of this photo go in the same step, unless a draft or another item still needs them */
    droppedPhoto?: string,
  ): Promise<OutboxItem | null>;
  /** The same for several in one step, answered in the order of the ids. */
  changeItems(
    ids: readonly string[],
    change: (item: OutboxItem) => OutboxItem,
  ): Promise<readonly (OutboxItem | null)[]>;
  /**
   * Takes an item back: it becomes the draft given, in one step; only when `may` holds for what is stored then and no
   * draft has that key.
   */
  recallItem(id: string, may: (item: OutboxItem) => boolean, draft: Draft): Promise<boolean>;
  /** Forgets an item with its photos (but none that a draft or another item needs); only when `may` holds for what is stored then. */
  removeItem(id: string, may: (item: OutboxItem) => boolean): Promise<boolean>;

  listDrafts(): Promise<readonly Draft[]>;
  readDraft(key: string): Promise<Draft | null>;
  /**
   * Keeps a draft. With `seen`, only over what was last changed at that time (null: over nothing); false where another
   * tab has written or sent it since.
   */
  putDraft(draft: Draft, seen?: string | null): Promise<boolean>;
  /** Forgets a draft with its photos (but none that another draft or an item needs). */
  removeDraft(key: string): Promise<void>;

  putPhoto(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  readPhoto(id: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Forgets the bytes, unless a draft or an item still needs them. */
  removePhoto(id: string): Promise<void>;

  /** Answers of the server kept for reading without signal. */
  readCache(key: string): Promise<Kept | null>;
  /** Entries whose key begins so, in the order of the keys. */
  listCache(prefix: string): Promise<readonly (Kept & { readonly key: string })[]>;
  putCache(key: string, value: Json, at: string): Promise<void>;
};

export type Kept = { readonly value: Json; readonly at: string };

import type { SheetDraft } from './sheet-draft.ts';

export type DraftSaver = {
  /** Keeps the newest state; it is written within a moment, also while keys never pause, or at once by `flush`. */
  change(draft: SheetDraft): void;
  /** Resolves when everything changed so far is safe; rejects when the phone could not keep it. */
  flush(): Promise<void>;
  /** Writes nothing more. */
  close(): void;
};

/** So long after a key the draft is written, with the keys that came meanwhile. */
const WRITE_AFTER_MS = 250;

/** Writes one state after another, never two at once, and skips those that were overtaken. */
export function draftSaver(write: (draft: SheetDraft) => Promise<void>, onfail: (error: unknown) => void): DraftSaver {
  let waiting: SheetDraft | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();
  let closed = false;

  async function writeWaiting(): Promise<void> {
    const draft = waiting;
    waiting = null;
    if (draft === null || closed) return;
    try {
      await write(draft);
    } catch (error) {
      // Nothing is forgotten: the state stays the newest until a write succeeds.
      waiting ??= draft;
      throw error;
    }
  }

  function flush(): Promise<void> {
    forgetTimer();
    writing = writing.catch(() => undefined).then(writeWaiting);
    return writing;
  }

  function forgetTimer(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  return {
    change(draft) {
      waiting = draft;
      if (!closed) timer ??= setTimeout(() => flush().catch(onfail), WRITE_AFTER_MS);
    },
    flush,
    close() {
      closed = true;
      forgetTimer();
    },
  };
}

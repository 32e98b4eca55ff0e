import type { Draft, OutboxItem } from './outbox-item.ts';

/** What the screens see of the outbox. Made by `createOutbox` (create-outbox.ts). */
export type Outbox = {
  /** Saves durably; the draft it came from is gone in the same step. Flushing is started, not awaited. */
  save(item: OutboxItem, draftKey: string | null): Promise<void>;
  /** Sends what waits, numbers before photos. One flush at a time, over all tabs; a second call joins the first. */
  flush(): Promise<FlushReport>;
  /** Takes an item that was never on its way back into a draft; false when it was, or when such a draft exists. */
  recall(id: string, toDraft: (item: OutboxItem) => Draft): Promise<boolean>;
  /** Sends a refused item, or refused photos of an item, once more: a refusal is judged by what is true then. */
  retryRefused(id: string): Promise<boolean>;
  /** Gives up a refused item, or refused photos of an item; what it was and why stays in the log. */
  discardRefused(id: string, reason: string): Promise<boolean>;
  /** Called after every change of any item, also one that another tab made. The answer ends it. */
  watch(listener: () => void): () => void;
  /** Ends timers and listeners. */
  close(): void;
};

/** How a flush ended: everything went, the server could not be reached, or the session is no longer good. */
export type FlushReport = {
  readonly ended: 'empty' | 'unreachable' | 'log-in-needed' | 'held-by-other-tab';
  readonly sent: number;
  readonly photosSent: number;
};

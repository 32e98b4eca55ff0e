import type { OutboxItem } from './outbox-item.ts';

/** What the screens see of the outbox. Made by `createOutbox` (create-outbox.ts). */
export type Outbox = {
  /** Saves durably and returns the item; the draft it came from is gone in the same step. Flushing is started, not awaited. */
  save(item: OutboxItem, draftKey: string | null): Promise<void>;
  /** Sends what waits, numbers before photos. One flush at a time, over all tabs; a second call joins the first. */
  flush(): Promise<FlushReport>;
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

import type { OutboxItem } from '../outbox-item.ts';

/** What the screen may do with an item; its words and its forms are the feature's. Each act says whether it worked. */
export type QueueActs = {
  titleOf(item: OutboxItem): string;
  /** what a person can show to prove the sending; null when there is no receipt */
  receiptText(item: OutboxItem): string | null;
  copy(text: string): Promise<boolean>;
  /** an item that never left, or was refused, becomes a draft and is opened */
  mend(item: OutboxItem): Promise<boolean>;
  /** what was refused, number or photos, goes once more */
  retry(item: OutboxItem): Promise<boolean>;
  /** a refused number with all that belongs to it; of a number that has its receipt only the refused photos */
  discard(item: OutboxItem, reason: string): Promise<boolean>;
};

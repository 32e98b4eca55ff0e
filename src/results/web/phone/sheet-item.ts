import type { Json } from '#kernel/canonical-json.ts';
import type { OutboxItem } from '#platform/outbox/outbox-item.ts';
import type { ReceiptAnswer } from '../../contract/intake.ts';
import type { Submission } from '../../domain/submission.ts';

/** What the outbox keeps of one result: the submission as it is sent, and the hash of its content for the receipt. */
export type SheetBody = { readonly submission: Submission; readonly contentHash: string };

/** The body of an item of this kind; it was written by this file's caller and is never anything else. */
export function bodyOf(item: OutboxItem): SheetBody {
  return item.body as unknown as SheetBody;
}

export function receiptOf(item: OutboxItem): ReceiptAnswer | null {
  return isReceipt(item.receipt, item.id) ? item.receipt : null;
}

/** How often the server has finished with something of these: once with the figures, once with the last of their photos. */
export function countFinished(items: readonly OutboxItem[]): number {
  const done = items.filter(({ state }) => state === 'done');
  return done.length + done.filter((item) => item.photos.length > 0 && photosDone(item) === item.photos.length).length;
}

/** The photos of which the server has told this phone that it has them whole. */
export function photosDone({ photos }: OutboxItem): number {
  return photos.filter(({ state }) => state === 'done').length;
}

export function isReceipt(value: unknown, submission: string): value is Json & ReceiptAnswer {
  if (!isRecord(value)) return false;
  return value.submission === submission && typeof value.outcome === 'string' && typeof value.contentHash === 'string';
}

export function isRecord(value: unknown): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

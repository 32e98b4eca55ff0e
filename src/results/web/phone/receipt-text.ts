import type { OutboxItem } from '#platform/outbox/outbox-item.ts';
import type { Language } from '#platform/web/language.ts';
import { text } from '#platform/web/language.ts';
import { formatMoment } from '#platform/web/moments.ts';
import { receiptOf } from './sheet-item.ts';

/** How the desk's answer is told to whom the receipt is shown. */
const OUTCOMES = {
  accepted: text('diterima', 'received'),
  corrected: text('perbaikan diterima', 'correction received'),
  unchanged: text('diterima, sama dengan yang sudah ada', 'received, the same as before'),
  conflict: text(
    'diterima, berbeda dari isian lain dan menunggu keputusan',
    'received, differs and waits for a decision',
  ),
  held: text('diterima dan dikarantina', 'received and held'),
  refused: text('ditolak', 'refused'),
} as const;

export type ReceiptPlace = { readonly title: string; readonly timeZone: string; readonly timeZoneName: string };

/** A receipt to keep or to pass on: what was sent, when it arrived, and the numbers by which the desk finds it. */
export function receiptText(item: OutboxItem, place: ReceiptPlace, language: Language): string | null {
  const receipt = receiptOf(item);
  if (!receipt) return null;
  const moment = `${formatMoment(new Date(receipt.receivedAt), place.timeZone, language)} ${place.timeZoneName}`;
  const words = language === 'id' ? ID : EN;
  const revision = receipt.revision === null ? '' : ` · ${words.revision} ${receipt.revision}`;
  return [
    `${words.title}: ${place.title}`,
    `${OUTCOMES[receipt.outcome][language]}, ${moment}${revision}`,
    `${words.submission}: ${receipt.submission}`,
    `SHA-256: ${receipt.contentHash}`,
  ].join('\n');
}

const ID = { title: 'Tanda terima Desk', revision: 'revisi', submission: 'Nomor kiriman' };
const EN = { title: 'Receipt of the Desk', revision: 'revision', submission: 'Submission' };

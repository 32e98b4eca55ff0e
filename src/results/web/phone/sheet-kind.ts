import type { Json } from '#kernel/canonical-json.ts';
import type { Text } from '#kernel/problem.ts';
import type { OutboxItem, Trouble } from '#platform/outbox/outbox-item.ts';
import type { OutboxKind, Verdict } from '#platform/outbox/outbox-kind.ts';
import type { ReceiptAnswer } from '../../contract/intake.ts';
import { SHEET_KIND } from './form/sheet-draft.ts';
import { bodyOf, isReceipt, isRecord } from './sheet-item.ts';

/** @source contracts 7: an envelope holds at most so many */
const BATCH_MAX = 20;

const DONE = ['accepted', 'corrected', 'unchanged', 'conflict', 'held'];

/**
 * How result sheets travel. A receipt ends an item only when it names exactly the content that this phone holds.
 * @param isLater the outbox's one predicate over an HTTP status
 */
export function sheetKind(isLater: (status: number) => boolean): OutboxKind {
  return {
    kind: SHEET_KIND,
    batchMax: BATCH_MAX,
    request: (items) => ({
      method: 'POST',
      path: '/api/v1/sheets',
      body: { submissions: items.map((item) => bodyOf(item).submission) } as unknown as Json,
    }),
    receipts,
    judge: (item, receipt) => judge(item, receipt as unknown as ReceiptAnswer, isLater),
    photos: {
      path: '/api/v1/photos',
      announce(item, page) {
        const photo = item.photos.find((one) => one.page === page);
        return { submission: item.id, page, length: photo?.bytes ?? 0, sha256: photo?.sha256 ?? '' };
      },
    },
  };
}

/** A page of some other network (a log-in of a hotspot) may answer 200 too: then it is no answer of the desk. */
function receipts(answer: Json, items: readonly OutboxItem[]): readonly Json[] | null {
  const list = isRecord(answer) ? answer.receipts : null;
  if (!Array.isArray(list) || list.length !== items.length) return null;
  return list.every((receipt, at) => isReceipt(receipt, items[at]?.id ?? '')) ? list : null;
}

function judge(item: OutboxItem, receipt: ReceiptAnswer, isLater: (status: number) => boolean): Verdict {
  const { outcome, problem } = receipt;
  if (outcome === 'refused') {
    const trouble = { code: problem?.code ?? 'results.refused', message: reasonOf(receipt) };
    return problem && isLater(problem.status) ? { verdict: 'later', trouble } : { verdict: 'no', trouble };
  }
  if (!DONE.includes(outcome)) return { verdict: 'later', trouble: UNKNOWN_OUTCOME };
  return receipt.contentHash === bodyOf(item).contentHash ? { verdict: 'done' } : { verdict: 'no', trouble: DIFFERS };
}

function reasonOf({ problem }: ReceiptAnswer): Text {
  return problem
    ? { id: problem.detail, en: problem.detail_en }
    : { id: 'Ditolak server.', en: 'The server refused it.' };
}

const DIFFERS: Trouble = {
  code: 'results.receipt-differs',
  message: {
    id: 'Isi tanda terima berbeda dari isi di HP ini. Hubungi desk dan bacakan angkanya; jangan hapus kiriman ini.',
    en: 'The receipt names another content than this phone holds. Read the figures to the desk; do not delete this item.',
  },
};

const UNKNOWN_OUTCOME: Trouble = {
  code: 'results.unknown-outcome',
  message: {
    id: 'Server menjawab dengan cara yang belum dikenal aplikasi ini. Buka lagi aplikasi saat ada sinyal.',
    en: 'The server answers in a way this version does not know. Open the application again with a signal.',
  },
};

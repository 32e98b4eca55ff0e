import type { Json } from '#kernel/canonical-json.ts';
import type { OutboxItem, Trouble } from './outbox-item.ts';
import type { TransportRequest } from './transport.ts';

/** What became of one item in the feature's own judgement of the server's answer. */
export type Verdict =
  | { readonly verdict: 'done' }
  | { readonly verdict: 'later'; readonly trouble: Trouble }
  | { readonly verdict: 'no'; readonly trouble: Trouble };

/** How a feature's items travel. The outbox knows nothing else of them. */
export type OutboxKind = {
  readonly kind: string;
  readonly batchMax: number;
  request(items: readonly OutboxItem[]): TransportRequest;
  /** One receipt per item from a 200 answer, in the order of the items; null when the answer is not what was agreed. */
  receipts(answer: Json, items: readonly OutboxItem[]): readonly Json[] | null;
  judge(item: OutboxItem, receipt: Json): Verdict;
  /** Where the photos of an item go (tus semantics), null when it has none to send. */
  readonly photos: { readonly path: string; announce(item: OutboxItem, page: number): Record<string, Json> } | null;
};

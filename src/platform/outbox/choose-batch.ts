import type { OutboxItem } from './outbox-item.ts';
import type { OutboxKind } from './outbox-kind.ts';

export type Batch = { readonly kind: OutboxKind; readonly items: readonly OutboxItem[] };

type Choice = {
  readonly owner: string;
  readonly kinds: ReadonlyMap<string, OutboxKind>;
  /** items that this flush has dealt with already */
  readonly aside: ReadonlySet<string>;
  /** how often the server broke on an item */
  readonly strikes: ReadonlyMap<string, number>;
  /** how often the server put a single item off */
  readonly putOff: ReadonlyMap<string, number>;
  /** bound of this flush, smaller after the server refused an envelope as a whole */
  readonly itemsMax: number;
};

/** From so many strikes on, an item goes alone and after all others: it can hold nobody else up. */
export const STRIKES_ALONE = 5;

/**
 * The next items to send together: the oldest, of one kind, at most one for each subject, so that what was said later
 * about a subject never overtakes what was said before. After a strike the batch is half as large, until the one item
 * that breaks the server stands alone.
 */
export function chooseBatch(items: readonly OutboxItem[], choice: Choice): Batch | null {
  const ready = nextOfEachSubject(items, choice)
    .filter((item) => !choice.aside.has(item.id))
    .sort((a, b) => lateness(a, choice) - lateness(b, choice));
  const head = ready[0];
  const kind = head && choice.kinds.get(head.kind);
  if (!head || !kind) return null;
  if (lateness(head, choice) > 0) return { kind, items: [head] };
  const strikes = choice.strikes.get(head.id) ?? 0;
  const size = Math.max(1, Math.min(kind.batchMax >> strikes, choice.itemsMax));
  const together = ready.filter((item) => item.kind === head.kind && lateness(item, choice) === 0);
  return { kind, items: together.slice(0, size) };
}

/**
 * Whether numbers are still to go, so that photos wait. One that the server has put off or broken on many times is left
 * out: it waits for somebody to mend the server, and photos need not wait with it.
 */
export function numbersComeFirst(items: readonly OutboxItem[], choice: Choice): boolean {
  return nextOfEachSubject(items, choice).some(
    ({ id }) => (choice.strikes.get(id) ?? 0) + (choice.putOff.get(id) ?? 0) < STRIKES_ALONE,
  );
}

function nextOfEachSubject(items: readonly OutboxItem[], { owner, kinds }: Choice): OutboxItem[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    if (item.owner !== owner || item.state !== 'waiting' || !kinds.has(item.kind)) return false;
    const subject = JSON.stringify([item.kind, item.subject]);
    return !seen.has(subject) && seen.add(subject);
  });
}

function lateness(item: OutboxItem, { strikes }: Choice): number {
  const count = strikes.get(item.id) ?? 0;
  return count < STRIKES_ALONE ? 0 : count;
}

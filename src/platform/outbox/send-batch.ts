import { type Batch, STRIKES_ALONE } from './choose-batch.ts';
import { type Flight, type Step, stepAfterTrouble } from './flight.ts';
import { laterOrNo } from './later-or-no.ts';
import type { OutboxItem } from './outbox-item.ts';
import type { OutboxKind } from './outbox-kind.ts';
import type { TransportReply } from './transport.ts';
import { outboxTrouble, troubleOf } from './troubles.ts';

const LOG_IN = outboxTrouble('log-in').code;

/** Sends one batch and keeps what became of each item, durably, before it returns. */
export async function sendBatch(flight: Flight, { kind, items: chosen }: Batch): Promise<Step> {
  const items = await markTried(flight, chosen);
  if (items.length === 0) return 'on';
  const reply = await flight.ask(kind.request(items));
  const answer = laterOrNo(reply);
  const tooLarge = reply?.status === 413 && items.length > 1;
  if (reply !== null && (answer === 'no' || tooLarge)) return refuseEnvelope(flight, items, reply);
  const receipts = reply !== null && answer === 'yes' ? kind.receipts(reply.json, items) : null;
  if (receipts === null || receipts.length !== items.length) return keepAll(flight, items, reply);
  await settle(flight, kind, items, receipts);
  flight.itemsMax *= 2;
  return 'on';
}

/**
 * Says on the phone that an item is on its way before it is: from then on it cannot be taken back, whatever happens to
 * the answer. An item taken back or sent by another tab meanwhile drops out here.
 */
async function markTried({ store, clock, changed }: Flight, chosen: readonly OutboxItem[]): Promise<OutboxItem[]> {
  const triedAt = clock.now().toISOString();
  const marked = await store.changeItems(
    chosen.map(({ id }) => id),
    (item) => (item.state === 'waiting' ? { ...item, tries: item.tries + 1, triedAt, trouble: standing(item) } : item),
  );
  changed();
  return marked.filter((item) => item !== null && item.state === 'waiting') as OutboxItem[];
}

/** It goes under a session, so that it once lacked one is over; other troubles stand until the next answer. */
function standing({ trouble }: OutboxItem): OutboxItem['trouble'] {
  return trouble?.code === LOG_IN ? null : trouble;
}

/** One bad item may spoil an envelope for the others: it is looked for by halves, and only it is parked. */
async function refuseEnvelope(flight: Flight, items: readonly OutboxItem[], reply: TransportReply): Promise<Step> {
  if (items.length > 1) {
    flight.itemsMax = Math.ceil(items.length / 2);
    return 'on';
  }
  await changeWaiting(flight, items, (item) => ({
    ...item,
    state: 'refused',
    trouble: troubleOf(reply),
    receipt: reply.json,
    answeredAt: flight.clock.now().toISOString(),
  }));
  return 'on';
}

async function keepAll(flight: Flight, items: readonly OutboxItem[], reply: TransportReply | null): Promise<Step> {
  const trouble = laterOrNo(reply) === 'yes' ? outboxTrouble('not-the-desk') : troubleOf(reply);
  if (items.some((item) => item.trouble?.code !== trouble.code))
    await changeWaiting(flight, items, (item) => ({ ...item, trouble }));
  return stepAfterTrouble(flight, { reply, ids: items.map(({ id }) => id), aloneFrom: STRIKES_ALONE });
}

async function settle(
  flight: Flight,
  kind: OutboxKind,
  items: readonly OutboxItem[],
  receipts: readonly OutboxItem['receipt'][],
): Promise<void> {
  const answeredAt = flight.clock.now().toISOString();
  const ends = new Map<string, Partial<OutboxItem>>();
  for (const [at, item] of items.entries()) {
    const receipt = receipts[at] ?? null;
    const judged = kind.judge(item, receipt);
    flight.strikes.delete(item.id);
    if (judged.verdict === 'done') ends.set(item.id, { state: 'done', trouble: null, receipt, answeredAt });
    else if (judged.verdict === 'no')
      ends.set(item.id, { state: 'refused', trouble: judged.trouble, receipt, answeredAt });
    else {
      flight.aside.add(item.id);
      flight.putOff.set(item.id, (flight.putOff.get(item.id) ?? 0) + 1);
      ends.set(item.id, { trouble: judged.trouble });
    }
  }
  const stored = await changeWaiting(flight, items, (item) => ({ ...item, ...ends.get(item.id) }));
  flight.sent += stored.filter((item) => item?.state === 'done').length;
}

/** What another tab has brought to an end meanwhile stays as it is. */
async function changeWaiting(
  { store, changed }: Flight,
  items: readonly OutboxItem[],
  change: (item: OutboxItem) => OutboxItem,
): Promise<readonly (OutboxItem | null)[]> {
  const stored = await store.changeItems(
    items.map(({ id }) => id),
    (item) => (item.state === 'waiting' ? change(item) : item),
  );
  changed();
  return stored;
}

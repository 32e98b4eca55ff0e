import { type Flight, type Step, stepAfterTrouble } from './flight.ts';
import type { OutboxItem } from './outbox-item.ts';

/** What would be lost with the phone, as one person's part of it. */
export type Pending = { readonly count: number; readonly bytes: number; readonly oldestAt?: string };

/** how the desk answers when it has heard: without a word */
const HEARD = 204;

/** What was last said to the desk, as it was said. */
export type Said = { said: string | null };

/**
 * Tells the desk what the phone holds, where that is news. Before a flight it is also the knock at the door: while
 * nobody answers, items that were never on their way stay so and can still be taken back. A server that does not care
 * to hear it keeps nothing from being sent.
 */
export async function announcePending(
  flight: Flight,
  { path, memory, when }: { path: string | null; memory: Said; when: 'before' | 'after' },
): Promise<Step> {
  if (path === null) return 'on';
  const items = await flight.store.listItems();
  const own = items.filter(({ owner }) => owner === flight.owner);
  const isFresh = own.some(({ state, tries }) => state === 'waiting' && tries === 0);
  if (when === 'before' && !isFresh) return 'on';
  const pending = pendingOf(own);
  const text = JSON.stringify([flight.owner, pending]);
  if (text === memory.said) return 'on';
  const lastOrder = await readOrder(flight);
  // What was said before the app died may be out of date though nothing is left here: only the silent stay silent.
  if (own.length === 0 && lastOrder === null) return 'on';
  const order = await nextOrder(flight, lastOrder ?? 0);
  const reply = await flight.ask({ method: 'PUT', path, body: { ...pending, order } });
  // A page that something on the way puts in its place answers 200: then the desk has heard nothing.
  if (reply?.status === HEARD) memory.said = text;
  return reply === null || reply.status === 401 ? stepAfterTrouble(flight, { reply, ids: [], aloneFrom: 1 }) : 'on';
}

/**
 * Numbers what is said, so that a late copy of earlier words does not stand as the last. It counts on over a restart and
 * begins with the time, so that a phone whose storage was cleared is still heard.
 */
async function nextOrder({ store, owner, clock }: Flight, last: number): Promise<number> {
  const now = clock.now();
  const order = Math.max(last + 1, now.getTime());
  await store.putCache(orderKey(owner), order, now.toISOString());
  return order;
}

/** Null where this person has never said anything on this phone. */
async function readOrder({ store, owner }: Flight): Promise<number | null> {
  const kept = (await store.readCache(orderKey(owner)))?.value;
  return typeof kept === 'number' ? kept : null;
}

function orderKey(owner: string): string {
  return `pending-order:${owner}`;
}

/** Counts what the server has no receipt for, refused things too: nobody else has them. Photos add their bytes. */
export function pendingOf(own: readonly OutboxItem[]): Pending {
  const held = own.filter(isHeld);
  const oldestAt = held.map(({ savedAt }) => savedAt).sort()[0];
  const bytes = held.reduce((sum, item) => sum + bytesHeld(item), 0);
  return { count: held.length, bytes, ...(oldestAt === undefined ? {} : { oldestAt }) };
}

function isHeld(item: OutboxItem): boolean {
  return item.state !== 'done' || item.photos.some(({ state }) => state !== 'done');
}

function bytesHeld(item: OutboxItem): number {
  const photos = item.photos.filter(({ state }) => state !== 'done').reduce((sum, { bytes }) => sum + bytes, 0);
  return photos + (item.state === 'done' ? 0 : item.bytes);
}

import { type Flight, type Step, stepAfterTrouble } from './flight.ts';
import type { OutboxItem } from './outbox-item.ts';

/** What would be lost with the phone, as one person's part of it. */
export type Pending = { readonly count: number; readonly bytes: number; readonly oldestAt?: string };

/** how the desk answers when it has heard: without a word */
const HEARD = 204;

/** Whether the desk has heard anything from this run of the app; a device may be a new one since the last. */
export type Spoken = { hasSpoken: boolean };

/** The last words of one person's part of the phone: their number, and as what the desk has heard them. */
type Words = { readonly order: number; readonly heard: string | null };

/**
 * Tells the desk what the phone holds, where that is news. Before a flight it is also the knock at the door: while
 * nobody answers, items that were never on their way stay so and can still be taken back. A server that does not care
 * to hear it keeps nothing from being sent.
 */
export async function announcePending(
  flight: Flight,
  { path, memory, when }: { path: string | null; memory: Spoken; when: 'before' | 'after' },
): Promise<Step> {
  if (path === null) return 'on';
  const items = await flight.store.listItems();
  const own = items.filter(({ owner }) => owner === flight.owner);
  const isFresh = own.some(({ state, tries }) => state === 'waiting' && tries === 0);
  if (when === 'before' && !isFresh) return 'on';
  const pending = pendingOf(own);
  const text = JSON.stringify(pending);
  const last = await readWords(flight);
  if (memory.hasSpoken && last?.heard === text) return 'on';
  // What was said before the app died may be out of date though nothing is left here: only the silent stay silent.
  if (own.length === 0 && last === null) return 'on';
  const order = nextOrder(flight, last);
  await keepWords(flight, { order, heard: null });
  const reply = await flight.ask({ method: 'PUT', path, body: { ...pending, order } });
  // A page that something on the way puts in its place answers 200: then the desk has heard nothing.
  if (reply?.status === HEARD) {
    await keepWords(flight, { order, heard: text });
    memory.hasSpoken = true;
  }
  return reply === null || reply.status === 401 ? stepAfterTrouble(flight, { reply, ids: [], aloneFrom: 1 }) : 'on';
}

/**
 * Numbers what is said, so that a late copy of earlier words does not stand as the last. It counts on over a restart and
 * begins with the time, so that a phone whose storage was cleared is still heard.
 */
function nextOrder({ clock }: Flight, last: Words | null): number {
  return Math.max((last?.order ?? 0) + 1, clock.now().getTime());
}

/** On the phone, not in a tab: another tab may be the one that was heard, or that was not. */
async function keepWords({ store, owner, clock }: Flight, words: Words): Promise<void> {
  await store.putCache(wordsKey(owner), words, clock.now().toISOString());
}

/** Null where this person has never said anything on this phone. */
async function readWords({ store, owner }: Flight): Promise<Words | null> {
  const kept = (await store.readCache(wordsKey(owner)))?.value;
  if (typeof kept !== 'object' || kept === null || !('order' in kept)) return null;
  const { order, heard } = kept;
  return typeof order === 'number' ? { order, heard: typeof heard === 'string' ? heard : null } : null;
}

function wordsKey(owner: string): string {
  return `pending-words:${owner}`;
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

import type { OutboxItem } from '../outbox-item.ts';

/** the outbox's word for a photo whose bytes are no longer on the phone */
const PHOTO_MISSING = 'outbox.photo-missing';

/**
 * What a person calls the state of an item: the numbers may have arrived while photos still wait. A refused photo is the
 * person's to deal with like a refused number, whatever else of the item goes on by itself.
 */
export type QueueState = 'refused' | 'waiting' | 'photos' | 'done';

export function queueState({ state, photos }: OutboxItem): QueueState {
  if (state !== 'done') return state;
  if (photos.some((photo) => photo.state === 'refused')) return 'refused';
  return photos.some((photo) => photo.state === 'waiting') ? 'photos' : 'done';
}

/** Whether sending now can bring any of it further: what is refused waits for the person. */
export function isSendable({ state, photos }: OutboxItem): boolean {
  return state === 'waiting' || (state === 'done' && photos.some((photo) => photo.state === 'waiting'));
}

/** Whether sending it once more can end otherwise: a photo whose bytes have left the phone stays refused. */
export function isWorthRetrying({ state, photos }: OutboxItem): boolean {
  if (state === 'refused') return true;
  return photos.some((photo) => photo.state === 'refused' && photo.trouble?.code !== PHOTO_MISSING);
}

/** Not wholly at the server: what would be lost with this phone. */
export function isOnlyHere(item: OutboxItem): boolean {
  return queueState(item) !== 'done';
}

/** Bytes that still have to travel. */
export function bytesLeft({ state, bytes, photos }: OutboxItem): number {
  const pictures = photos.filter((photo) => photo.state !== 'done').reduce((sum, one) => sum + one.bytes - one.sent, 0);
  return (state === 'done' ? 0 : bytes) + pictures;
}

/** Refused first, then what waits with the oldest first, then what arrived with the newest first. */
export function inQueueOrder(items: readonly OutboxItem[]): OutboxItem[] {
  const order: Readonly<Record<QueueState, number>> = { refused: 0, waiting: 1, photos: 2, done: 3 };
  return [...items].sort((a, b) => {
    const [ofA, ofB] = [queueState(a), queueState(b)];
    const byAge = a.savedAt < b.savedAt ? -1 : 1;
    return order[ofA] - order[ofB] || (ofA === 'done' ? -byAge : byAge);
  });
}

/** How many items of others wait on this phone, by their account. */
export function waitingOfOthers(items: readonly OutboxItem[], me: string | null): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items)
    if (item.owner !== me && isOnlyHere(item)) counts.set(item.owner, (counts.get(item.owner) ?? 0) + 1);
  return counts;
}

import type { OutboxItem } from '../outbox-item.ts';

/** What a person calls the state of an item: the numbers may have arrived while photos still wait. */
export type QueueState = 'refused' | 'waiting' | 'photos' | 'done';

export function queueState({ state, photos }: OutboxItem): QueueState {
  if (state !== 'done') return state;
  return photos.some((photo) => photo.state === 'waiting') ? 'photos' : 'done';
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

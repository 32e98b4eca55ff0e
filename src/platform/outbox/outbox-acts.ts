import type { Clock } from '#kernel/clock.ts';
import type { Draft, OutboxItem, OutboxPhoto } from './outbox-item.ts';
import type { PhoneStore } from './phone-store.ts';

const DISCARDED = 'outbox.discarded:';
const DONE_DAYS_MAX = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Takes an item back. What was never on its way (`tries` is written before a request) is known to this phone alone, so
 * the store's own step decides and no flight need be waited for.
 */
export async function recallItem(
  store: PhoneStore,
  id: string,
  toDraft: (item: OutboxItem) => Draft,
): Promise<boolean> {
  const item = await store.readItem(id);
  return item !== null && store.recallItem(id, isNeverTried, toDraft(item));
}

export async function retryRefused(store: PhoneStore, id: string): Promise<boolean> {
  const before = await store.readItem(id);
  if (before === null || !isRefused(before)) return false;
  await store.changeItem(id, (item) => ({
    ...item,
    ...(item.state === 'refused' ? { state: 'waiting', trouble: null } : {}),
    photos: item.photos.map((photo) =>
      photo.state === 'refused' ? { ...photo, state: 'waiting', remote: null, sent: 0, trouble: null } : photo,
    ),
  }));
  return true;
}

/**
 * The log is written first: when the phone dies in between, the log names a thing that is still here, never the other
 * way round. Of an item with a receipt only the refused photos go.
 */
export async function discardRefused(
  { store, clock }: { store: PhoneStore; clock: Clock },
  id: string,
  reason: string,
): Promise<boolean> {
  const item = await store.readItem(id);
  if (item === null || !isRefused(item)) return false;
  const at = clock.now().toISOString();
  await store.putCache(`${DISCARDED}${at}:${id}`, { item, reason, at }, at);
  if (item.state === 'refused') return store.removeItem(id, ({ state }) => state === 'refused');
  for (const photo of item.photos.filter(({ state }) => state === 'refused'))
    await store.changeItem(id, (stored) => ({ ...stored, photos: withoutPhoto(stored, photo) }), photo.id);
  return true;
}

/** What was given up on this phone, with its reason, oldest first. */
export async function listDiscarded(store: PhoneStore) {
  return (await store.listCache(DISCARDED)).map(({ value, at }) => ({ value, at }));
}

/** Receipts stay long enough for every dispute about the count; then the rows go, so that the phone does not fill. */
export async function pruneDone(store: PhoneStore, now: Date): Promise<void> {
  const before = new Date(now.getTime() - DONE_DAYS_MAX * DAY_MS).toISOString();
  const isOld = (item: OutboxItem) => isAllDone(item) && item.answeredAt !== null && item.answeredAt < before;
  for (const item of await store.listItems()) if (isOld(item)) await store.removeItem(item.id, isOld);
}

function isNeverTried({ state, tries }: OutboxItem): boolean {
  return state === 'waiting' && tries === 0;
}

function isRefused({ state, photos }: OutboxItem): boolean {
  return state === 'refused' || (state === 'done' && photos.some((photo) => photo.state === 'refused'));
}

function isAllDone({ state, photos }: OutboxItem): boolean {
  return state === 'done' && photos.every((photo) => photo.state === 'done');
}

function withoutPhoto({ photos }: OutboxItem, { id }: OutboxPhoto): OutboxPhoto[] {
  return photos.filter((photo) => photo.id !== id);
}

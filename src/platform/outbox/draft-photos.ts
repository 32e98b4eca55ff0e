import type { Draft, OutboxItem } from './outbox-item.ts';

/** The photos of a draft that has gone, without those that moved with it into another draft or an item. */
export function photosHeldByNobody(
  gone: Draft,
  drafts: readonly Draft[],
  items: readonly OutboxItem[],
): readonly string[] {
  const held = new Set([...drafts, ...items].flatMap(({ photos }) => photos.map(({ id }) => id)));
  return gone.photos.map(({ id }) => id).filter((id) => !held.has(id));
}

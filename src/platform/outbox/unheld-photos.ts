import type { Draft, OutboxItem } from './outbox-item.ts';

/**
 * Which of these photos nobody needs any more. A draft and an item, or two of either, may share one: a correction goes
 * on with the pictures of what it corrects. An item needs a photo until the server has it.
 */
export function unheldPhotos(
  ids: readonly string[],
  drafts: readonly Draft[],
  items: readonly OutboxItem[],
): readonly string[] {
  const sending = items.flatMap(({ photos }) => photos.filter(({ state }) => state !== 'done'));
  const held = new Set<string>([...drafts.flatMap(({ photos }) => photos), ...sending].map(({ id }) => id));
  return ids.filter((id) => !held.has(id));
}

import type { OutboxItem } from '#platform/outbox/outbox-item.ts';

/** The outbox's word for an answer 401. */
const LOG_IN_TROUBLE = 'outbox.log-in';

/**
 * Whether an answer to something sent in this session says that the session is no longer good. An item keeps its trouble
 * until its next answer, so one that was last tried before the log-in tells of the session before.
 * @param openedAt when the server last took this session
 */
export function hasSessionEnded(items: readonly OutboxItem[], owner: string | undefined, openedAt: string): boolean {
  return items.some(
    (item) => item.owner === owner && item.trouble?.code === LOG_IN_TROUBLE && (item.triedAt ?? '') >= openedAt,
  );
}

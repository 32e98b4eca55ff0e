import type { OutboxItem } from '#platform/outbox/outbox-item.ts';
import type { Tasks } from '../../contract/tasks.ts';

/** What the desk has put aside of this person's own entries, and what became of it. */
export type HeldEntry = Tasks['held'][number];

/**
 * The last of them of each sheet, where it still is the person's last word there: waiting, or turned down and not
 * entered anew. What was let in is the sheet itself by now.
 */
export function standingHeld(
  { held, tasks }: Pick<Tasks, 'held' | 'tasks'>,
  items: readonly OutboxItem[],
): ReadonlyMap<string, HeldEntry> {
  const latest = new Map<string, HeldEntry>();
  // The list has the latest first.
  for (const entry of held) if (!latest.has(entry.sheet)) latest.set(entry.sheet, entry);
  const entered = new Set(tasks.filter(({ status }) => status !== 'missing' && status !== 'void').map(({ id }) => id));
  return new Map([...latest].filter(([sheet, entry]) => stands(entry, items, entered.has(sheet))));
}

function stands(entry: HeldEntry, items: readonly OutboxItem[], isEntered: boolean): boolean {
  if (entry.fate === 'admitted' || (entry.fate === 'refused' && isEntered)) return false;
  return !hasEnteredAnew(entry, items);
}

/** By the order of saving; one that this phone does not have is compared by the time in its id. */
function hasEnteredAnew({ sheet, submission }: HeldEntry, items: readonly OutboxItem[]): boolean {
  const own = items.filter(({ subject }) => subject === sheet);
  const place = own.findIndex(({ id }) => id === submission);
  return own.some(({ id }, at) => (place < 0 ? id > submission : at > place));
}

/** How far back failures count. @source quality A-4 */
export const WINDOW_MS = 15 * 60_000;
/** Failures on one name from unknown devices, or from one known device, within the window. @source quality A-4 */
export const NAME_FAILURES_MAX = 10;
/** Failures from one address within the window. @source quality A-4 */
export const ADDRESS_FAILURES_MAX = 100;

/** What the next try waits after so many failures; the first slips of a tired thumb cost nothing. */
const DELAYS_MS: readonly number[] = [0, 0, 0, 2, 4, 8, 15, 30, 60, 60].map((seconds) => seconds * 1000);

/**
 * How long a name (or a known device of it) must wait before its password is compared again.
 * @param failures the latest within the window, newest first, tries under way among them; more than the limit are not needed
 * @unit milliseconds
 */
export function nameWaitMs(failures: readonly Date[], at: Date): number {
  const [newest] = failures;
  if (!newest) return 0;
  const oldestThatCounts = failures[NAME_FAILURES_MAX - 1];
  const until = oldestThatCounts
    ? oldestThatCounts.getTime() + WINDOW_MS
    : newest.getTime() + (DELAYS_MS[failures.length] ?? 0);
  return Math.max(0, until - at.getTime());
}

/**
 * How long an address must wait.
 * @param oldestThatCounts the time of its failure that fills the limit, counted back from the newest; null while it is not full
 * @unit milliseconds
 */
export function addressWaitMs(oldestThatCounts: Date | null, at: Date): number {
  return oldestThatCounts === null ? 0 : Math.max(0, oldestThatCounts.getTime() + WINDOW_MS - at.getTime());
}

/** What failures are counted under: one household has a whole /64 of IPv6 to guess from. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=[0-9]+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = (plain.split('%', 1)[0] as string).toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === '' ? [] : tail.split(':');
  const groups = plain.includes('::')
    ? [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back]
    : front;
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

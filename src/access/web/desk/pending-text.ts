import type { AccountAnswer } from '#access/contract/accounts.ts';
import type { Text } from '#kernel/problem.ts';
import { filled, type Language, text } from '#platform/web/language.ts';
import { formatClock, formatMoment } from '#platform/web/moments.ts';
import { formatCount } from '#platform/web/numbers.ts';

const STILL = text('{count} kiriman masih di HP', '{count} still on the phone');
const STILL_SINCE = text('{count} kiriman masih di HP, terlama {at}', '{count} still on the phone, oldest {at}');
const DAY_MS = 86_400_000;

/** "3 kiriman masih di HP, terlama 14.02"; with the day once it is older than one. Null where nothing is left. */
export function pendingText(pending: AccountAnswer['pending'], now: number, timeZone: string): Text | null {
  if (pending.count === 0) return null;
  const count = both((language) => formatCount(pending.count, language));
  if (pending.oldestAt === null) return filled(STILL, { count });
  const oldest = new Date(pending.oldestAt);
  const format = now - oldest.getTime() < DAY_MS ? formatClock : formatMoment;
  return filled(STILL_SINCE, { count, at: both((language) => format(oldest, timeZone, language)) });
}

function both(say: (language: Language) => string): Text {
  return { id: say('id'), en: say('en') };
}

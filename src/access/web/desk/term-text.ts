import type { AssignmentAnswer } from '#access/contract/shapes.ts';
import { dayBeginningAt, dayEndingAt, yearAt, zoneOfTerm } from '#access/domain/term.ts';
import type { Text } from '#kernel/problem.ts';
import { type Area, NATIONAL, parseArea } from '#kernel/region-code.ts';
import { filled, type Language } from '#platform/web/language.ts';
import { formatDate, formatFullMoment, formatMoment } from '#platform/web/moments.ts';
import { ACCOUNT_TEXTS as T } from './account-texts.ts';

type TermOf = Pick<AssignmentAnswer, 'region' | 'startsAt' | 'endsAt'>;

/** From when until when a role holds, by the clock of its region; a role given in whole days is told in days, both included. */
export function termText({ region, startsAt, endsAt }: TermOf, now: Date): Text {
  const area = parseArea(region) ?? NATIONAL;
  const from = filled(T.from, { day: startText(new Date(startsAt), area, now) });
  if (endsAt === null) return from;
  const until = filled(T.until, { day: endText(new Date(endsAt), area) });
  return { id: `${from.id}, ${until.id}`, en: `${from.en}, ${until.en}` };
}

function startText(at: Date, area: Area, now: Date): Text {
  const day = dayBeginningAt(at, area);
  if (day !== null) return inBoth((language) => formatDate(day, language));
  const format = yearAt(at, area) === yearAt(now, area) ? formatMoment : formatFullMoment;
  return inBoth((language) => format(at, zoneOfTerm(area), language));
}

/** `endsAt` is the first moment at which the role no longer holds, so a midnight is the end of the day before. */
function endText(at: Date, area: Area): Text {
  const day = dayEndingAt(at, area);
  return inBoth((language) =>
    day === null ? formatFullMoment(at, zoneOfTerm(area), language) : formatDate(day, language),
  );
}

function inBoth(say: (language: Language) => string): Text {
  return { id: say('id'), en: say('en') };
}

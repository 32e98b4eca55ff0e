import type { AssignmentAnswer } from '#access/contract/shapes.ts';
import type { Text } from '#kernel/problem.ts';
import { filled, type Language } from '#platform/web/language.ts';
import { formatMoment } from '#platform/web/moments.ts';
import { ACCOUNT_TEXTS as T } from './account-texts.ts';

/** From when until when a role holds, as far as an end is set. */
export function termText({ startsAt, endsAt }: Pick<AssignmentAnswer, 'startsAt' | 'endsAt'>, timeZone: string): Text {
  const from = filled(T.from, { day: momentText(startsAt, timeZone) });
  if (endsAt === null) return from;
  const until = filled(T.until, { day: momentText(endsAt, timeZone) });
  return { id: `${from.id}, ${until.id}`, en: `${from.en}, ${until.en}` };
}

function momentText(at: string, timeZone: string): Text {
  const say = (language: Language) => formatMoment(new Date(at), timeZone, language);
  return { id: say('id'), en: say('en') };
}

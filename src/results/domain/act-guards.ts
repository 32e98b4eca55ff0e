import { isAbove } from '#access/domain/role.ts';
import type { Problem } from '#kernel/problem.ts';
import { resultsProblem } from '../problems.ts';
import type { Situation } from './sheet-facts.ts';

/** A condition that an act must meet; null when it does. */
export type Guard = (at: Situation) => Problem | null;

/** The conditions that the transition table names, in words of the rule they hold. */
export const guards = {
  reason: (at) =>
    'reason' in at.act && at.act.reason?.trim() ? null : resultsProblem('reason-needed', { act: at.act.act }),

  /** Nobody judges what he entered himself, whatever second role he holds. */
  noAuthor: (at) => (at.sheet.authors.has(at.actor.id) ? resultsProblem('own-work') : null),

  above: (at) => (at.sheet.author && isAbove(at.actor, at.sheet.author) ? null : resultsProblem('not-above')),

  /** Above the authors of every side of the conflict. */
  aboveAll: (at) => {
    const sides = [at.sheet.author, ...at.sheet.rivals.map((rival) => rival.author)];
    return sides.every((author) => author && isAbove(at.actor, author)) ? null : resultsProblem('not-above');
  },

  noRival: (at) =>
    at.sheet.rivals.length === 0 ? null : resultsProblem('rivals-waiting', { rivals: at.sheet.rivals.length }),

  photoWhereAsked: (at) => (at.photoAsked && !at.sheet.hasPhoto ? resultsProblem('photo-needed') : null),

  noErrorUnlessAsWritten: (at) => {
    const asWritten = at.act.act === 'verify' && at.act.asWritten;
    return at.sheet.hasOpenError && !asWritten ? resultsProblem('errors-open') : null;
  },

  /** The decider names exactly the rivals that wait now, and takes one of them. */
  rivalsSeen: (at) => {
    if (at.act.act !== 'decide') return null;
    const waiting = at.sheet.rivals.map(({ rival }) => rival).sort((a, b) => a - b);
    const seen = [...new Set(at.act.rivals)].sort((a, b) => a - b);
    const takes = at.act.choice !== 'take' || (at.act.take !== null && waiting.includes(at.act.take));
    if (takes && waiting.length === seen.length && waiting.every((rival, i) => rival === seen[i])) return null;
    return resultsProblem('stale', { seen: at.act.revision, current: at.sheet.revision, rivals: waiting.join(', ') });
  },

  secondPerson: (at) => (at.sheet.voidRequest?.by === at.actor.id ? resultsProblem('second-person') : null),
} as const satisfies Readonly<Record<string, Guard>>;

export function checkAct(list: readonly Guard[], at: Situation): Problem | null {
  for (const guard of list) {
    const problem = guard(at);
    if (problem) return problem;
  }
  return null;
}

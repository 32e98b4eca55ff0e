import type { Actor } from '#access/domain/actor.ts';
import { isInScope } from '#access/domain/rights.ts';
import type { Contest, Election } from '#elections/domain/election.ts';
import type { Problem } from '#kernel/problem.ts';
import { type Area, isWithin, parseArea } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { unknownRegion } from '#regions/problems.ts';
import { requireArea } from '#regions/require-region.ts';
import { nameOf } from './tally-scope.ts';

/** Whose eyes an answer is for; the answer names it, so that an empty list is never mistaken for an empty desk. */
export type SeenScope = { readonly region: Area; readonly name: string };

export function seenScope(election: Election, actor: Actor): SeenScope {
  return { region: actor.region, name: nameOf(election, actor.region) };
}

/**
 * The region that a question is about: the one named, or the contest's own area as far as the person sees it. A region
 * outside one's own is answered like one that does not exist.
 */
export function regionAsked(
  actor: Actor,
  election: Election,
  contest: Contest,
  text: string | undefined,
): Result<Area, Problem> {
  if (text === undefined) return accept(isWithin(contest.area, actor.region) ? contest.area : actor.region);
  const area = parseArea(text);
  if (area !== null && !isInScope(actor, area)) return refuse(unknownRegion(area, election.regionEdition));
  return requireArea(text, election.regionEdition);
}

import type { Actor } from '#access/domain/actor.ts';
import { enteringActors } from '#access/domain/rights.ts';
import { shorten } from '#kernel/count.ts';
import type { Problem } from '#kernel/problem.ts';
import { type Area, isWithin, NATIONAL, parseArea } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { EDITION_TODAY } from '#regions/domain/region.ts';
import { regionTree } from '#regions/load-regions.ts';
import { regionsProblem, unknownRegion } from '#regions/problems.ts';

/**
 * The part of the actor's regions that a list of tasks is asked for, or null for all of them; what lies outside is
 * answered like what is not there.
 */
export function taskRegion(actor: Actor, text: string | undefined): Result<Area | null, Problem> {
  if (text === undefined) return accept(null);
  const area = parseArea(text);
  if (area === null) return refuse(regionsProblem('not-a-code', { region: shorten(text.trim()) }));
  // Elections keep the codes of their own edition, so any edition's will do.
  const isKnown = area === NATIONAL || regionTree().find(area) !== null;
  const own = [actor, ...enteringActors(actor)];
  if (!isKnown || !own.some(({ region }) => isWithin(area, region))) return refuse(unknownRegion(area, EDITION_TODAY));
  return accept(area);
}

/** The name of a region in whatever edition knows it. */
export function placeName(area: Area): string {
  return area === NATIONAL ? 'Indonesia' : (regionTree().find(area)?.name ?? area);
}

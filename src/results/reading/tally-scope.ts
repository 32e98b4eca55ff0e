import { type Contest, contestRegions, type Election } from '#elections/domain/election.ts';
import type { Problem } from '#kernel/problem.ts';
import { type Area, isWithin, levelOf, NATIONAL, type RegionCode } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { regionTree } from '#regions/load-regions.ts';
import { requireArea } from '#regions/require-region.ts';
import { resultsProblem } from '../problems.ts';

/** A region as a contest sees it: the parts of it that vote, and what lies directly below. */
export type TallyScope = {
  readonly region: Area;
  readonly name: string;
  /** the region itself, or, where it contains the contest's regions, those of them that lie inside */
  readonly parts: readonly RegionCode[];
};

/** Reads the region of a question about a contest; no region means the contest's own area. */
export function tallyScope(
  election: Election,
  contest: Contest,
  region: string | undefined,
): Result<TallyScope, Problem> {
  const area = region === undefined ? accept(contest.area) : requireArea(region, election.regionEdition);
  if (!area.ok) return area;
  const parts = partsOf(area.value, contestRegions(election, contest));
  if (parts.length === 0)
    return refuse(resultsProblem('outside-contest', { region: area.value, contest: contest.id, area: contest.area }));
  return accept({ region: area.value, name: nameOf(election, area.value), parts });
}

/** The regions directly below that are in, or above, the contest's regions; the empty ones too. */
export function childScopes(election: Election, contest: Contest, region: Area): readonly TallyScope[] {
  const regions = contestRegions(election, contest);
  return regionTree()
    .in(election.regionEdition)
    .children(region)
    .map((child) => ({ region: child.code, name: child.name, parts: partsOf(child.code, regions) }))
    .filter((scope) => scope.parts.length > 0);
}

export function nameOf(election: Election, area: Area): string {
  return area === NATIONAL ? 'Indonesia' : (regionTree().in(election.regionEdition).find(area)?.name ?? area);
}

function partsOf(area: Area, regions: readonly RegionCode[]): readonly RegionCode[] {
  if (area !== NATIONAL && regions.some((region) => isWithin(area, region))) return [area];
  return regions.filter((region) => isWithin(region, area));
}

/** Whether a region's totals are stored, or summed from its kabupaten at reading. */
export function isStored(area: Area): area is RegionCode {
  return area !== NATIONAL && levelOf(area) !== 'province';
}

import { shorten } from '#kernel/count.ts';
import type { Problem } from '#kernel/problem.ts';
import { type Area, NATIONAL, parseRegionCode } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { EDITION_TODAY, type Edition, type Region } from './domain/region.ts';
import { regionTree } from './load-regions.ts';
import { regionsProblem, unknownRegion } from './problems.ts';

/** The region that a text names by its code, dotted or not, in one edition of the list. */
export function requireRegion(text: string, edition: Edition = EDITION_TODAY): Result<Region, Problem> {
  const code = parseRegionCode(text);
  if (code === null) return refuse(regionsProblem('not-a-code', { region: shorten(text.trim()) }));
  const region = regionTree().in(edition).find(code);
  return region === null ? refuse(unknownRegion(code, edition)) : accept(region);
}

/** Like requireRegion; `national` names the whole country. */
export function requireArea(text: string, edition: Edition = EDITION_TODAY): Result<Area, Problem> {
  if (text.trim() === NATIONAL) return accept(NATIONAL);
  const region = requireRegion(text, edition);
  return region.ok ? accept(region.value.code) : region;
}

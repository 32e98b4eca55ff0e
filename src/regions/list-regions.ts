import type { Problem } from '#kernel/problem.ts';
import { type Level, NATIONAL, parentOf } from '#kernel/region-code.ts';
import { accept, type Result } from '#kernel/result.ts';
import { LIST_LIMIT_DEFAULT } from './contract.ts';
import { EDITION_TODAY, type Edition, type Region } from './domain/region.ts';
import type { EditionTree } from './domain/region-tree.ts';
import { loadedRegionSearch, regionTree } from './load-regions.ts';
import { requireArea } from './require-region.ts';

/** What a list may be asked: a text to search, or else a parent, or else everything of a level within an area. */
export type RegionListQuery = {
  readonly q?: string;
  readonly within?: string;
  readonly parent?: string;
  readonly level?: Level;
  readonly edition?: Edition;
  readonly limit?: number;
};
/** `above` (of a search only): the names of the two levels that a region lies in, the nearest first. */
export type ListedRegion = Region & { readonly above?: readonly string[] };
export type RegionList = {
  readonly edition: Edition;
  readonly total: number;
  readonly regions: readonly ListedRegion[];
};

export function listRegions(query: RegionListQuery): Result<RegionList, Problem> {
  const { q, level, edition = EDITION_TODAY, limit = LIST_LIMIT_DEFAULT } = query;
  // A search has no use for the difference between "below" and "directly below", so a parent narrows it like an area.
  const asked = requireArea(query.parent ?? query.within ?? NATIONAL, edition);
  if (!asked.ok) return asked;
  const area = asked.value;
  const tree = regionTree().in(edition);
  if (q !== undefined && q.trim() !== '') {
    const { total, regions } = loadedRegionSearch()({ text: q, edition, within: area, level, limit });
    return accept({ edition, total, regions: regions.map((region) => ({ ...region, above: aboveOf(tree, region) })) });
  }
  const wantsAll = query.parent === undefined && level !== undefined;
  const found = wantsAll ? tree.within(area, level) : tree.children(area);
  const regions = level === undefined ? found : found.filter((region) => region.level === level);
  return accept({ edition, total: regions.length, regions: regions.slice(0, limit) });
}

function aboveOf(tree: EditionTree, { code }: Region): readonly string[] {
  const parent = parentOf(code);
  const nearest = parent === NATIONAL ? null : tree.find(parent);
  const next = nearest === null ? NATIONAL : parentOf(nearest.code);
  const further = next === NATIONAL ? null : tree.find(next);
  return [nearest, further].flatMap((region) => (region === null ? [] : [region.name]));
}

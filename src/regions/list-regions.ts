import type { Problem } from '#kernel/problem.ts';
import { type Level, NATIONAL } from '#kernel/region-code.ts';
import { accept, type Result } from '#kernel/result.ts';
import { LIST_LIMIT_DEFAULT } from './contract.ts';
import { EDITION_TODAY, type Edition, type Region } from './domain/region.ts';
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
export type RegionList = { readonly edition: Edition; readonly total: number; readonly regions: readonly Region[] };

export function listRegions(query: RegionListQuery): Result<RegionList, Problem> {
  const { q, level, edition = EDITION_TODAY, limit = LIST_LIMIT_DEFAULT } = query;
  // A search has no use for the difference between "below" and "directly below", so a parent narrows it like an area.
  const asked = requireArea(query.parent ?? query.within ?? NATIONAL, edition);
  if (!asked.ok) return asked;
  const area = asked.value;
  if (q !== undefined && q.trim() !== '') {
    return accept({ edition, ...loadedRegionSearch()({ text: q, edition, within: area, level, limit }) });
  }
  const tree = regionTree().in(edition);
  const wantsAll = query.parent === undefined && level !== undefined;
  const found = wantsAll ? tree.within(area, level) : tree.children(area);
  const regions = level === undefined ? found : found.filter((region) => region.level === level);
  return accept({ edition, total: regions.length, regions: regions.slice(0, limit) });
}

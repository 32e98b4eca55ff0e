import type { Problem } from '#kernel/problem.ts';
import { type Area, NATIONAL } from '#kernel/region-code.ts';
import type { Result } from '#kernel/result.ts';
import { EDITION_TODAY, EDITIONS } from './domain/region.ts';
import { regionTree } from './load-regions.ts';
import { unknownRegion } from './problems.ts';
import { requireArea } from './require-region.ts';

/** Regions for rooms that know no edition: a code of any edition is one, and its newest name is its name. */
export const regionLookup = {
  require(text: string): Result<Area, Problem> {
    const today = requireArea(text);
    if (today.ok) return today;
    return EDITIONS.map((edition) => requireArea(text, edition)).find((found) => found.ok) ?? today;
  },
  unknown(area: Area): Problem {
    return unknownRegion(area, EDITION_TODAY);
  },
  nameOf(area: Area): string | null {
    if (area === NATIONAL) return 'Indonesia';
    const tree = regionTree();
    const region = [EDITION_TODAY, ...EDITIONS].map((edition) => tree.in(edition).find(area)).find((it) => it !== null);
    return region?.name ?? null;
  },
};

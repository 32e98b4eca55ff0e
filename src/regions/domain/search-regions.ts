import { type Area, type Level, levelOf, NATIONAL, parseRegionCode } from '#kernel/region-code.ts';
import { rankMisspelling, rankName } from './rank-name.ts';
import type { Edition, Region, RegionKind, RegionRow } from './region.ts';
import { type NameKey, nameKey, ownNameKey, splitKindWord } from './region-name.ts';
import { editionBit, type RegionTree, toRegion } from './region-tree.ts';

export type RegionQuestion = {
  readonly text: string;
  readonly edition: Edition;
  readonly within?: Area | undefined;
  readonly level?: Level | undefined;
  readonly limit: number;
};
export type RegionSearch = (question: RegionQuestion) => { readonly total: number; readonly regions: Region[] };

type Entry = NameKey & { readonly position: number; readonly isOtherName: boolean };
type Wanted = NameKey & { readonly kinds: readonly RegionKind[] | null };

/** Longer texts are cut: no name comes near, and the work stays bounded. */
const TEXT_LENGTH_MAX = 60;
/** Added to the rank of another spelling, so that the decree's own name comes first. */
const OTHER_NAME_RANK = 0.5;

/**
 * Makes the search by name over a tree: capital letters, spaces and signs do not matter, a word like "Kab." in front narrows the
 * kind, and where few names fit, near spellings are added. Best first; among equals the higher level, then the code.
 * A code finds its region.
 */
export function regionSearch(tree: RegionTree): RegionSearch {
  const entries = tree.rows.flatMap(entriesOf);

  return ({ text, edition, within = NATIONAL, level, limit }) => {
    const bit = editionBit(edition);
    const [start, end] = tree.spanOf(within);
    const ranks = new Map<number, number>();

    function offer(position: number, rank: number): void {
      const row = tree.rows[position] as RegionRow;
      if ((row.editions & bit) === 0 || (level !== undefined && levelOf(row.code) !== level)) return;
      ranks.set(position, Math.min(rank, ranks.get(position) ?? Number.POSITIVE_INFINITY));
    }

    function offerAll(wanted: readonly Wanted[], rankOf: typeof rankName): void {
      for (const want of wanted) {
        for (const entry of entries) {
          if (entry.position < start || entry.position >= end) continue;
          const rank = rankOf(want, entry);
          if (rank === null || !isOfKind(want, tree.rows[entry.position] as RegionRow)) continue;
          offer(entry.position, rank + (entry.isOtherName ? OTHER_NAME_RANK : 0));
        }
      }
    }

    const code = parseRegionCode(text);
    const [coded, afterCoded] = code === null ? [0, 0] : tree.spanOf(code);
    if (coded < afterCoded && coded >= start && coded < end) offer(coded, 0);
    const wanted = wantedNames(text.slice(0, TEXT_LENGTH_MAX));
    offerAll(wanted, rankName);
    if (ranks.size < limit) offerAll(wanted, rankMisspelling);

    const depthOf = (position: number) => (tree.rows[position] as RegionRow).code.length;
    const found = [...ranks].sort(([a, rankA], [b, rankB]) => rankA - rankB || depthOf(a) - depthOf(b) || a - b);
    return { total: found.length, regions: found.slice(0, limit).map(([at]) => toRegion(tree.rows[at] as RegionRow)) };
  };
}

function entriesOf(row: RegionRow, position: number): Entry[] {
  const own = { ...ownNameKey(row.name, row.kind), position, isOtherName: false };
  if (row.otherNames === '') return [own];
  const others = row.otherNames
    .split('|')
    .map((name) => ({ ...ownNameKey(name, row.kind), position, isOtherName: true }));
  return [own, ...others];
}

/** The text as it stands, and, where it begins with a word such as "Kab.", the rest among regions of that kind. */
function wantedNames(text: string): Wanted[] {
  const whole = { ...nameKey(text), kinds: null };
  if (whole.compact === '') return [];
  const split = splitKindWord(whole.words.trim());
  return split === null ? [whole] : [whole, { ...nameKey(split.rest), kinds: split.kinds }];
}

function isOfKind(want: Wanted, row: RegionRow): boolean {
  return want.kinds === null || want.kinds.includes(row.kind);
}

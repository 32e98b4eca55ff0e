import { type Area, type Level, levelOf, NATIONAL, type RegionCode } from '#kernel/region-code.ts';
import { EDITIONS, type Edition, type Region, type RegionRow } from './region.ts';

/** The regions of one edition; whatever is not in that edition does not exist here. */
export type EditionTree = {
  readonly edition: Edition;
  readonly size: number;
  find(code: RegionCode): Region | null;
  /** The regions directly below, by code; below the nation are the provinces. Empty for a village and for an unknown code. */
  children(area: Area): Region[];
  /** The area itself and everything inside it, by code, or only those of one level. */
  within(area: Area, level?: Level): Region[];
  /** Every village of the area; a village is its own only one. */
  villagesOf(area: Area): Region[];
};

/** Every code that any edition knows. */
export type RegionTree = {
  readonly rows: readonly RegionRow[];
  /** The region with its editions, or null where no edition knows the code. */
  find(code: RegionCode): Region | null;
  /** Where the area's rows stand: from the first to before the second; an unknown code gives an empty span. */
  spanOf(area: Area): readonly [number, number];
  in(edition: Edition): EditionTree;
};

/** Builds the tree from rows in the order of their codes, in which each region is followed by all that lie inside it. */
export function buildRegionTree(rows: readonly RegionRow[]): RegionTree {
  const ends = subtreeEnds(rows);
  const trees = new Map<Edition, EditionTree>();
  const tree: RegionTree = {
    rows,
    find: (code) => {
      const at = positionOf(rows, code);
      return at < 0 ? null : toRegion(rows[at] as RegionRow);
    },
    spanOf: (area) => {
      if (area === NATIONAL) return [0, rows.length];
      const at = positionOf(rows, area);
      return at < 0 ? [0, 0] : [at, ends[at] as number];
    },
    in: (edition) => {
      const known = trees.get(edition) ?? editionTree(tree, ends, edition);
      trees.set(edition, known);
      return known;
    },
  };
  return tree;
}

function editionTree(tree: RegionTree, ends: Int32Array, edition: Edition): EditionTree {
  const { rows } = tree;
  const bit = editionBit(edition);

  function within(area: Area, level?: Level): Region[] {
    const [start, end] = tree.spanOf(area);
    return rows
      .slice(start, end)
      .filter((row) => (row.editions & bit) !== 0 && (level === undefined || levelOf(row.code) === level))
      .map(toRegion);
  }

  return {
    edition,
    size: rows.reduce((count, row) => count + ((row.editions & bit) === 0 ? 0 : 1), 0),
    find: (code) => {
      const region = tree.find(code);
      return region?.editions.includes(edition) ? region : null;
    },
    children: (area) => {
      const [start, end] = tree.spanOf(area);
      const children: Region[] = [];
      for (let at = area === NATIONAL ? start : start + 1; at < end; at = ends[at] as number) {
        const row = rows[at] as RegionRow;
        if ((row.editions & bit) !== 0) children.push(toRegion(row));
      }
      return children;
    },
    within,
    villagesOf: (area) => within(area, 'village'),
  };
}

/** The editions of each possible set of bits, so that thousands of regions share eight lists. */
const EDITION_SETS = Array.from({ length: 1 << EDITIONS.length }, (_, bits) =>
  EDITIONS.filter((edition) => (bits & editionBit(edition)) !== 0),
);

export function editionBit(edition: Edition): number {
  return 1 << EDITIONS.indexOf(edition);
}

export function toRegion(row: RegionRow): Region {
  return {
    code: row.code,
    level: levelOf(row.code),
    kind: row.kind,
    name: row.name,
    otherNames: row.otherNames === '' ? [] : row.otherNames.split('|'),
    editions: EDITION_SETS[row.editions] ?? [],
  };
}

/** For each row, the position after the last row inside it. */
function subtreeEnds(rows: readonly RegionRow[]): Int32Array {
  const ends = new Int32Array(rows.length);
  const open: number[] = [];
  rows.forEach((row, at) => {
    if (at > 0 && (rows[at - 1] as RegionRow).code >= row.code) throw outOfOrder(row);
    while (open.length > 0 && !row.code.startsWith((rows[open.at(-1) as number] as RegionRow).code))
      ends[open.pop() as number] = at;
    open.push(at);
  });
  for (const at of open) ends[at] = rows.length;
  return ends;
}

function outOfOrder(row: RegionRow): Error {
  return new Error(`broken invariant: regions are in the order of their codes, once each, at ${row.code}`);
}

function positionOf(rows: readonly RegionRow[], code: string): number {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = (rows[middle] as RegionRow).code;
    if (found === code) return middle;
    if (found < code) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { parseRegionRows } from './domain/parse-region-rows.ts';
import { buildRegionTree, type RegionTree } from './domain/region-tree.ts';
import { type RegionSearch, regionSearch } from './domain/search-regions.ts';

const REFERENCE_DIR = new URL('../../data/reference/', import.meta.url);

let loadedTree: RegionTree | null = null;
let loadedSearch: RegionSearch | null = null;

/** All regions of Indonesia, read from the shipped file at the first call of the process. */
export function regionTree(): RegionTree {
  if (loadedTree === null) {
    const packed = readFileSync(new URL('regions.csv.br', REFERENCE_DIR));
    loadedTree = buildRegionTree(parseRegionRows(brotliDecompressSync(packed).toString('utf8')));
  }
  return loadedTree;
}

/** The search over them; its index is made at the first call. */
export function loadedRegionSearch(): RegionSearch {
  loadedSearch ??= regionSearch(regionTree());
  return loadedSearch;
}

import type { RegionCode } from '#kernel/region-code.ts';
import type { RegionKind, RegionRow } from './domain/region.ts';

/** A row of the list for tests; in every edition unless told otherwise. */
export function regionRow(
  code: string,
  kind: RegionKind,
  name: string,
  more: { otherNames?: string; editions?: number } = {},
): RegionRow {
  return { code: code as RegionCode, kind, name, otherNames: more.otherNames ?? '', editions: more.editions ?? 7 };
}

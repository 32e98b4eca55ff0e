import {
  type Area,
  ancestorAt,
  isWithin,
  type Level,
  levelOf,
  NATIONAL,
  parentOf,
  parseArea,
  type RegionCode,
} from '#kernel/region-code.ts';

/** Which file to draw, which of its layers, and the part of it that belongs to the region. */
export type MapScope = {
  readonly file: string;
  readonly layer: Level;
  readonly within: string;
  readonly isFiner: boolean;
};

/** Nation: kabupaten; province: kecamatan; below: villages. `isFiner`: a layer below the region's own parts. */
export function mapScope(region: string): MapScope | null {
  const area = parseArea(region);
  if (area === null) return null;
  if (area === NATIONAL) return { file: NATIONAL, layer: 'regency', within: NATIONAL, isFiner: true };
  const level = levelOf(area);
  if (level === 'province') return { file: area, layer: 'district', within: area, isFiner: true };
  const file = ancestorAt(area, 'regency');
  if (file === null) return null;
  // A single village has no parts to draw; it is seen among its neighbours.
  return { file, layer: 'village', within: level === 'village' ? parentOf(area) : area, isFiner: level === 'regency' };
}

/** The known parts of one layer inside an area. */
export function partsWithin<Part>(parts: ReadonlyMap<string, Part>, layer: Level, within: string): readonly Part[] {
  const inside = [...parts].filter(
    ([code]) => levelOf(code as RegionCode) === layer && isWithin(code as Area, within as Area),
  );
  return inside.map(([, part]) => part);
}

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

/** `children`: the codes of the region's parts. Nation: kabupaten; province: kecamatan; below: villages. `isFiner`: a layer below the region's own parts. */
export function mapScope(region: string, children: readonly string[]): MapScope | null {
  const area = parseArea(region);
  if (area === null) return null;
  if (area === NATIONAL) {
    // An election inside one province is not lost in the map of all the others.
    const whole = children.length === 1 ? (children[0] as string) : NATIONAL;
    return { file: whole, layer: 'regency', within: whole, isFiner: true };
  }
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

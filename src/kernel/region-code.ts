/**
 * Region codes of the Ministry of Home Affairs (Kemendagri): PP.KK.CC.DDDD, two digits each for province,
 * kabupaten/kota and kecamatan, four for desa/kelurahan. The dots may be left out on input; answers are dotted.
 * This file is the only place that knows the shape of a code.
 */
export type RegionCode = string & { readonly __brand: 'RegionCode' };
export const LEVELS = ['province', 'regency', 'district', 'village'] as const;
export type Level = (typeof LEVELS)[number];

/** The whole country, the area of a presidential contest. */
export const NATIONAL = 'national';
export type Area = RegionCode | typeof NATIONAL;

const SHAPE = /^(\d{2})(?:\.?(\d{2})(?:\.?(\d{2})(?:\.?(\d{4}))?)?)?$/;

/** @returns the dotted code, or null where the text has not the shape of one (whether it exists is the region tree's to say). */
export function parseRegionCode(text: string): RegionCode | null {
  const parts = SHAPE.exec(text.trim());
  if (!parts) return null;
  return parts
    .slice(1)
    .filter((part) => part !== undefined)
    .join('.') as RegionCode;
}

export function parseArea(text: string): Area | null {
  return text.trim() === NATIONAL ? NATIONAL : parseRegionCode(text);
}

const LEVEL_OF_LENGTH: Readonly<Record<number, Level>> = { 2: 'province', 5: 'regency', 8: 'district', 13: 'village' };
const LENGTH_OF_LEVEL: Readonly<Record<Level, number>> = { province: 2, regency: 5, district: 8, village: 13 };

export function levelOf(code: RegionCode): Level {
  return LEVEL_OF_LENGTH[code.length] as Level;
}

export function isVillage(code: RegionCode): boolean {
  return code.length === 13;
}

/** The region of the given level that holds the code, or null where the code is above that level. */
export function ancestorAt(code: RegionCode, level: Level): RegionCode | null {
  const length = LENGTH_OF_LEVEL[level];
  return code.length < length ? null : (code.slice(0, length) as RegionCode);
}

/** The region directly above, or the nation above a province. */
export function parentOf(code: RegionCode): Area {
  const level = LEVELS.indexOf(levelOf(code));
  return level === 0 ? NATIONAL : (ancestorAt(code, LEVELS[level - 1] as Level) as RegionCode);
}

/** Whether `code` is `area` or lies inside it. */
export function isWithin(code: Area, area: Area): boolean {
  if (area === NATIONAL) return true;
  return code === area || code.startsWith(`${area}.`);
}

/** The smallest area that holds all of these; the nation where there are none. */
export function commonArea(areas: readonly Area[]): Area {
  let [area = NATIONAL] = areas;
  while (area !== NATIONAL && areas.some((other) => !isWithin(other, area))) area = parentOf(area);
  return area;
}

/** The number of the kabupaten/kota (6409 for 64.09), which leads every key of election data; null above a kabupaten. */
export function regencyIdOf(code: Area): number | null {
  return code === NATIONAL || code.length < 5 ? null : Number(code.slice(0, 2) + code.slice(3, 5));
}

/** The dotted code of a kabupaten's number. */
export function regencyCodeOf(regencyId: number): RegionCode {
  const digits = String(regencyId);
  return `${digits.slice(0, 2)}.${digits.slice(2, 4)}` as RegionCode;
}

/** The three civil zones of Indonesia; due times and displays use the region's zone and name it. */
export const TIME_ZONES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;
export type TimeZone = (typeof TIME_ZONES)[number];

const ZONE_NAMES: Readonly<Record<TimeZone, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

export function zoneName(zone: TimeZone): string {
  return ZONE_NAMES[zone];
}

/** A calendar day as `YYYY-MM-DD` that exists in the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

const EASTERN = ['81', '82', '91', '92', '93', '94', '95', '96', '97'];
const CENTRAL = ['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76'];

/**
 * The civil zone of a province by its two-digit code.
 * @law unverified: Keppres 41/1987 on the division of Indonesia into three time zones
 */
export function timeZoneOfProvince(province: string): TimeZone {
  if (EASTERN.includes(province)) return 'Asia/Jayapura';
  return CENTRAL.includes(province) ? 'Asia/Makassar' : 'Asia/Jakarta';
}

/** The number of a polling station (TPS) within its village: 1–999, of which 901… mark special locations (TPS khusus). */
export type StationNumber = number & { readonly __brand: 'StationNumber' };

export const SPECIAL_STATION_MIN = 901;

/** Reads `1`, `001` or `TPS 001`-less digits; null for anything else. */
export function parseStationNumber(text: string): StationNumber | null {
  const trimmed = text.trim();
  if (!/^0*[1-9][0-9]{0,2}$/.test(trimmed) || trimmed.length > 20) return null;
  return Number(trimmed) as StationNumber;
}

export function isStationNumber(value: unknown): value is StationNumber {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 999;
}

/** As the paper writes it: `TPS 001` is station 1. */
export function stationLabel(station: number): string {
  return String(station).padStart(3, '0');
}

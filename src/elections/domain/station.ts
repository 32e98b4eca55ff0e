import type { RegionCode } from '#kernel/region-code.ts';
import { SPECIAL_STATION_MIN } from '#kernel/station-number.ts';

export type StationKind = 'regular' | 'special';

/** A polling station (TPS) of one election, with the voter counts of its register; null = not stated. */
export type Station = {
  readonly village: RegionCode;
  readonly station: number;
  readonly kind: StationKind;
  readonly permanentVoters: number | null;
  readonly permanentVotersM: number | null;
  readonly permanentVotersF: number | null;
  readonly address: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** stations of an earlier election that this one follows, as `64.09.01.1001/003` */
  readonly predecessors: readonly string[];
};

/** Where a file does not say the kind, the number does: 901… are special locations. */
export function kindOfNumber(station: number): StationKind {
  return station >= SPECIAL_STATION_MIN ? 'special' : 'regular';
}

export function isSameStation(a: Station, b: Station): boolean {
  return JSON.stringify(stationFields(a)) === JSON.stringify(stationFields(b));
}

function stationFields(station: Station): readonly unknown[] {
  return [
    station.village,
    station.station,
    station.kind,
    station.permanentVoters,
    station.permanentVotersM,
    station.permanentVotersF,
    station.address,
    station.latitude,
    station.longitude,
    station.predecessors,
  ];
}

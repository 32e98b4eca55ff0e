import { type CountFault, parseCount, shorten } from '#kernel/count.ts';
import type { Text } from '#kernel/problem.ts';
import { parseRegionCode, type RegionCode } from '#kernel/region-code.ts';
import { parseStationNumber } from '#kernel/station-number.ts';
import { parseStationKey } from './parse-definition.ts';
import { kindOfNumber, type Station } from './station.ts';

export const STATION_COLUMNS_REQUIRED = ['region', 'station'] as const;
export const STATION_COLUMNS_OPTIONAL = [
  'kind',
  'permanent_voters',
  'permanent_voters_m',
  'permanent_voters_f',
  'address',
  'latitude',
  'longitude',
  'predecessors',
] as const;
export type StationColumn = (typeof STATION_COLUMNS_REQUIRED)[number] | (typeof STATION_COLUMNS_OPTIONAL)[number];

export type CellFault = {
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly message: Text;
};

/** What a station row may refer to. */
export type StationWorld = {
  readonly hasVillage: (code: RegionCode) => boolean;
  readonly isInElection: (code: RegionCode) => boolean;
};

/** Reads one row of a station file; every fault names its column and value. */
export function parseStation(
  read: (column: StationColumn) => string,
  world: StationWorld,
): { readonly station: Station } | { readonly faults: readonly CellFault[] } {
  const faults: CellFault[] = [];
  const village = parseVillage(read('region'), world, faults);
  const number = parseStationNumber(read('station'));
  if (number === null)
    faults.push(
      fault(
        'station',
        read('station'),
        'station-number',
        'bukan nomor TPS; tulis 1 sampai 999',
        'is not a station number; write 1 to 999',
      ),
    );
  const count = (column: StationColumn) => parseOptionalCount(column, read(column), faults);
  const [permanentVoters, permanentVotersM, permanentVotersF] = [
    count('permanent_voters'),
    count('permanent_voters_m'),
    count('permanent_voters_f'),
  ];
  if (
    permanentVoters !== null &&
    permanentVotersM !== null &&
    permanentVotersF !== null &&
    permanentVotersM + permanentVotersF !== permanentVoters
  ) {
    faults.push(
      fault(
        'permanent_voters',
        read('permanent_voters'),
        'split',
        `tidak sama dengan laki-laki + perempuan (${permanentVotersM + permanentVotersF})`,
        `differs from men + women (${permanentVotersM + permanentVotersF})`,
      ),
    );
  }
  const kind = read('kind').trim();
  if (kind !== '' && kind !== 'regular' && kind !== 'special')
    faults.push(fault('kind', kind, 'kind', 'harus regular atau special', 'must be regular or special'));
  const latitude = parseDegrees('latitude', read('latitude'), 90, faults);
  const longitude = parseDegrees('longitude', read('longitude'), 180, faults);
  const predecessors = parsePredecessors(read('predecessors'), faults);
  if (faults.length > 0 || village === null || number === null) return { faults };
  return {
    station: {
      village,
      station: number,
      kind: kind === 'regular' || kind === 'special' ? kind : kindOfNumber(number),
      permanentVoters,
      permanentVotersM,
      permanentVotersF,
      address: read('address').trim().slice(0, 500) || null,
      latitude,
      longitude,
      predecessors,
    },
  };
}

/** A village of the election, by code with or without dots. */
export function parseVillage(value: string, world: StationWorld, faults: CellFault[]): RegionCode | null {
  const code = parseRegionCode(value);
  if (code === null)
    faults.push(
      fault(
        'region',
        value,
        'region-code',
        'bukan kode desa/kelurahan; tulis seperti 64.09.01.1001',
        'is not a village code; write it like 64.09.01.1001',
      ),
    );
  else if (!world.hasVillage(code))
    faults.push(
      fault(
        'region',
        value,
        'unknown-village',
        'bukan desa/kelurahan yang ada di edisi kode pemilihan ini',
        'is no village of the edition of this election',
      ),
    );
  else if (!world.isInElection(code))
    faults.push(
      fault(
        'region',
        value,
        'outside-election',
        'di luar wilayah pemilihan ini',
        'lies outside the regions of this election',
      ),
    );
  else return code;
  return null;
}

function parseOptionalCount(column: string, value: string, faults: CellFault[]): number | null {
  if (value.trim() === '') return null;
  const parsed = parseCount(value);
  if ('count' in parsed) return parsed.count;
  faults.push(countFault('elections', column, value, parsed.fault));
  return null;
}

/** A cell that is no count, in the words of the room whose file it stands in. */
export function countFault(room: string, column: string, value: string, { code, message }: CountFault): CellFault {
  return { column, value: shorten(value.trim()), code: `${room}.${code}`, message };
}

function parseDegrees(column: string, value: string, limit: number, faults: CellFault[]): number | null {
  const text = value.trim();
  if (text === '') return null;
  const degrees = /^-?[0-9]{1,3}(\.[0-9]{1,12})?$/.test(text) ? Number(text) : Number.NaN;
  if (Math.abs(degrees) <= limit) return degrees;
  faults.push(
    fault(
      column,
      text,
      'degrees',
      `bukan derajat desimal antara -${limit} dan ${limit} (contoh: -1.2345)`,
      `is not decimal degrees between -${limit} and ${limit} (example: -1.2345)`,
    ),
  );
  return null;
}

function parsePredecessors(value: string, faults: CellFault[]): string[] {
  const keys: string[] = [];
  for (const part of value.split(/[\s;|]+/).filter((item) => item !== '')) {
    const key = parseStationKey(part);
    if (key) keys.push(key);
    else
      faults.push(
        fault(
          'predecessors',
          part,
          'predecessor',
          'bukan TPS; tulis seperti 64.09.01.1001/003, pisahkan dengan spasi',
          'is not a station; write it like 64.09.01.1001/003, separated by spaces',
        ),
      );
  }
  return keys;
}

function fault(column: string, value: string, code: string, id: string, en: string): CellFault {
  const shown = shorten(value.trim());
  return {
    column,
    value: shown,
    code: `elections.${code}`,
    message: { id: `“${shown}” ${id}.`, en: `“${shown}” ${en}.` },
  };
}

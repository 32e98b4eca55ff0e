import { type CellFault, countFault, parseVillage, type StationWorld } from '#elections/domain/parse-station.ts';
import { parseCount, shorten } from '#kernel/count.ts';
import type { RegionCode } from '#kernel/region-code.ts';
import { parseStationNumber } from '#kernel/station-number.ts';
import { isRound, REGULAR } from './counting-sheet.ts';
import type { Values } from './fields.ts';
import { statesVotes } from './submission.ts';

/** A row of a result file that can become a submission. */
export type SheetRow = {
  readonly region: RegionCode;
  readonly station: number;
  readonly round: string;
  readonly values: Values;
  readonly note: string | null;
};

export type SheetRowWorld = StationWorld & {
  readonly fields: readonly string[];
  readonly isInContest: (village: RegionCode) => boolean;
  readonly hasStation: (village: RegionCode, station: number) => boolean;
  readonly openedRounds: (village: RegionCode, station: number) => readonly string[];
};

const NOTE_LENGTH_MAX = 2000;

/**
 * Judges one row, in the order of the contract: numbers, then region and station, then round, then whether it states any
 * votes. An empty cell means "not stated on the paper", never zero.
 */
export function parseSheetRow(
  read: (column: string) => string,
  world: SheetRowWorld,
): { row: SheetRow } | { empty: true } | { faults: readonly CellFault[] } {
  const faults: CellFault[] = [];
  const values: Record<string, number> = {};
  for (const field of world.fields) {
    const text = read(field);
    if (text.trim() === '') continue;
    const parsed = parseCount(text);
    if ('count' in parsed) values[field] = parsed.count;
    else faults.push(countFault('results', field, text, parsed.fault));
  }
  if (faults.length > 0) return { faults };
  const place = parsePlace(read, world, faults);
  if (place === null) return { faults };
  const round = parseRound(read('round'), place, world, faults);
  if (round === null) return { faults };
  if (!statesVotes(values)) return { empty: true };
  return { row: { ...place, round, values, note: read('note').trim().slice(0, NOTE_LENGTH_MAX) || null } };
}

function parsePlace(
  read: (column: string) => string,
  world: SheetRowWorld,
  faults: CellFault[],
): { region: RegionCode; station: number } | null {
  const region = parseVillage(read('region'), world, faults);
  const station = parseStationNumber(read('station'));
  if (station === null)
    faults.push(
      fault(
        'station',
        read('station'),
        'station-number',
        'bukan nomor TPS; tulis 1 sampai 999',
        'is not a station number; write 1 to 999',
      ),
    );
  if (region === null || station === null) return null;
  if (!world.isInContest(region)) {
    faults.push(
      fault('region', region, 'outside-contest', 'di luar wilayah kontes ini', 'lies outside the area of this contest'),
    );
    return null;
  }
  if (world.hasStation(region, station)) return { region, station };
  faults.push(
    fault(
      'station',
      read('station'),
      'unknown-station',
      `tidak terdaftar sebagai TPS di ${region}; impor daftar TPS dulu atau betulkan nomornya`,
      `is not a registered station of ${region}; import the stations first or correct the number`,
    ),
  );
  return null;
}

function parseRound(
  text: string,
  place: { region: RegionCode; station: number },
  world: SheetRowWorld,
  faults: CellFault[],
): string | null {
  const round = text.trim() === '' ? REGULAR : text.trim().toLowerCase();
  if (!isRound(round))
    faults.push(
      fault(
        'round',
        text,
        'unknown-round',
        'bukan putaran yang dikenal (regular, revote, revote-2, continued, postponed)',
        'is no known round (regular, revote, revote-2, continued, postponed)',
      ),
    );
  else if (!world.openedRounds(place.region, place.station).includes(round))
    faults.push(
      fault(
        'round',
        text,
        'round-not-opened',
        'belum dibuka untuk TPS ini di definisi pemilihan',
        'is not opened for this station in the election definition',
      ),
    );
  else return round;
  return null;
}

function fault(column: string, value: string, code: string, id: string, en: string): CellFault {
  const shown = shorten(value.trim());
  return {
    column,
    value: shown,
    code: `results.${code}`,
    message: { id: `“${shown}” ${id}.`, en: `“${shown}” ${en}.` },
  };
}

/** Whether two rows say the same: in all fields of the form; blank is not zero. */
export function hasEqualValues(a: Values, b: Values): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

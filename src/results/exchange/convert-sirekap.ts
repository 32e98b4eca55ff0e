import type { Problem } from '#kernel/problem.ts';
import { parseRegionCode, type RegionCode } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { timeZoneOfProvince } from '#kernel/time.ts';
import { checkColumns } from '#platform/files/check-columns.ts';
import type { Table, TableRow } from '#platform/files/table.ts';
import { csvLine } from '#platform/files/write-csv.ts';
import { candidateField, fieldNames } from '../domain/fields.ts';
import { resultsProblem } from '../problems.ts';

/** Columns of the published Sirekap rows that a conversion needs; l, p, j are men, women and together. */
export const SIREKAP_REQUIRED = [
  'kode_kel',
  'no_tps',
  'suara_sah',
  'suara_tidak_sah',
  'suara_total',
  'paslon_1',
] as const;

const PEOPLE: Readonly<Record<string, string>> = {
  dpt: 'registered_permanent',
  pengguna_dpt: 'voted_permanent',
  pengguna_dptb: 'voted_transfer',
  pengguna_dpk: 'voted_additional',
  pengguna_total: 'voted_total',
};
const SUFFIXES: Readonly<Record<string, string>> = { l: '_m', p: '_f', j: '' };
const VOTES: Readonly<Record<string, string>> = {
  suara_sah: 'valid_votes',
  suara_tidak_sah: 'invalid_votes',
  suara_total: 'total_votes',
};

/** The pairs of the presidential election of 14 February 2024, by ballot number. */
const PAIRS_2024 = [
  'Anies Rasyid Baswedan – Muhaimin Iskandar',
  'Prabowo Subianto – Gibran Rakabuming Raka',
  'Ganjar Pranowo – Mahfud MD',
];

export type Converted = {
  readonly election: unknown;
  readonly stationsCsv: string;
  readonly resultsCsv: string;
  readonly stations: number;
  readonly rows: number;
};

/** Brings published Sirekap rows to the desk's own files; numbers are copied as published, misreadings and all. */
export function convertSirekap(table: Table): Result<Converted, Problem> {
  const columns = checkColumns(table.header, { required: SIREKAP_REQUIRED, optional: () => true });
  if (!columns.ok) return columns;
  const candidates = candidateColumns(columns.value);
  const fields = fieldNames(candidates);
  const sources = new Map(
    [...columns.value.keys()].flatMap((column) =>
      fieldOf(column) ? [[fieldOf(column) as string, column] as const] : [],
    ),
  );
  const stations = new Set<string>();
  const stationLines = [csvLine(['region', 'station'])];
  const resultLines = [csvLine(['region', 'station', ...fields])];
  const regencies = new Set<RegionCode>();
  let rows = 0;
  for (const row of table.rows) {
    const { line, cells } = row;
    if (cells.length !== table.header.length)
      return refuse(resultsProblem('sirekap-width', { row: line, cells: cells.length, columns: table.header.length }));
    const read = (column: string) => cellText(row, columns.value, column);
    const region = parseRegionCode(read('kode_kel'));
    const place = [region ?? read('kode_kel'), read('no_tps').padStart(3, '0')];
    if (region && region.length === 13) regencies.add(region.slice(0, 5) as RegionCode);
    if (!stations.has(place.join('/'))) stationLines.push(csvLine(place));
    stations.add(place.join('/'));
    resultLines.push(
      csvLine([...place, ...fields.map((field) => (sources.has(field) ? read(sources.get(field) as string) : ''))]),
    );
    rows++;
  }
  if (regencies.size === 0) return refuse(resultsProblem('sirekap-no-village'));
  return accept({
    election: definition([...regencies].sort(), candidates),
    stationsCsv: stationLines.join(''),
    resultsCsv: resultLines.join(''),
    stations: stations.size,
    rows,
  });
}

function candidateColumns(columns: ReadonlyMap<string, number>): number[] {
  return [...columns.keys()]
    .flatMap((name) => /^paslon_([1-9][0-9]?)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

function fieldOf(column: string): string | null {
  const candidate = /^paslon_([1-9][0-9]?)$/.exec(column)?.[1];
  if (candidate) return candidateField(Number(candidate));
  if (VOTES[column]) return VOTES[column];
  const [, people = '', suffix = ''] = /^(.+)_([lpj])$/.exec(column) ?? [];
  return PEOPLE[people] ? `${PEOPLE[people]}${SUFFIXES[suffix]}` : null;
}

function cellText(row: TableRow, columns: ReadonlyMap<string, number>, column: string): string {
  return row.cells[columns.get(column) ?? -1]?.text.trim() ?? '';
}

function definition(regencies: readonly RegionCode[], candidates: readonly number[]): unknown {
  const code = commonCode(regencies);
  return {
    id: `ppwp-2024-${code}`,
    name: `Pemilihan Presiden dan Wakil Presiden 2024 (Sirekap, ${code})`,
    kind: 'pemilu',
    votingDay: '2024-02-14',
    timeZone: timeZoneOfProvince((regencies[0] ?? '').slice(0, 2)),
    regions: regencies,
    regionEdition: 'kpu2024',
    maxVotersPerStation: 300,
    reservePercent: 2,
    verification: 'photo',
    contests: [
      {
        id: 'ppwp',
        kind: 'president',
        area: 'national',
        form: 'ppwp-2024',
        candidates: candidates.map((number) => ({
          number,
          name: (candidates.length === 3 && PAIRS_2024[number - 1]) || `Pasangan ${number}`,
        })),
      },
    ],
  };
}

/** One kabupaten's code; a province's where several of it are in the file; else the nation's. */
function commonCode(regencies: readonly RegionCode[]): string {
  if (regencies.length === 1) return regencies[0] as string;
  const provinces = new Set(regencies.map((code) => code.slice(0, 2)));
  return provinces.size === 1 ? ([...provinces][0] as string) : 'nasional';
}

import type { Role } from '#access/domain/role.ts';
import { type Area, isWithin, type RegionCode, regencyIdOf } from '#kernel/region-code.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';
import type { Values } from '../domain/fields.ts';
import type { SheetState } from '../domain/sheet-facts.ts';

/** A sheet with its current figures, as lists, recounts and exports read it. */
export type StoredSheet = {
  readonly kabId: number;
  readonly village: RegionCode;
  readonly station: number;
  readonly round: string;
  readonly state: SheetState;
  readonly revision: number;
  readonly openRivals: number;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly changedAt: Date;
  readonly values: Values;
  readonly contentHash: string;
  readonly note: string | null;
  readonly author: { readonly id: string; readonly role: Role };
};

type Row = {
  kab_id: number;
  village: RegionCode;
  station: number;
  round: string;
  state: SheetState;
  revision: number;
  open_rivals: number;
  errors: string[];
  warnings: string[];
  changed_at: Date;
  figures: Values;
  content_hash: string;
  note: string | null;
  author_id: string;
  author_role: Role;
};

const CURSOR_ROWS = 2000;

/** Streams the sheets of a contest within an area in order of village, station and round, a few thousand at a time. */
export async function* streamSheets(
  sql: Sql | Tx,
  contestNo: number,
  within: Area = 'national',
): AsyncGenerator<readonly StoredSheet[]> {
  const kabId = regencyIdOf(within);
  const query = sql<Row[]>`
    select s.kab_id, s.village, s.station, s.round, s.state, s.revision, s.open_rivals, s.errors, s.warnings, s.changed_at,
      r.figures, encode(r.content_hash, 'hex') as content_hash, r.note, r.author_id, r.author_role
    from sheet s join sheet_revision r using (kab_id, contest_no, village, station, round, revision)
    where s.contest_no = ${contestNo}
      ${kabId === null ? sql`` : sql`and s.kab_id = ${kabId}`}
      ${within === 'national' ? sql`` : sql`and (s.village = ${within} or s.village like ${`${within}.%`})`}
    order by s.kab_id, s.village, s.station, s.round`;
  for await (const rows of query.cursor(CURSOR_ROWS)) yield rows.map(storedSheetFrom);
}

/** All sheets of a contest in one village: small, and read whole for lists and neighbours. */
export async function readVillageSheets(
  sql: Sql | Tx,
  contestNo: number,
  village: RegionCode,
): Promise<readonly StoredSheet[]> {
  const found: StoredSheet[] = [];
  for await (const rows of streamSheets(sql, contestNo, village)) found.push(...rows);
  return found.filter((sheet) => isWithin(sheet.village, village));
}

/** Which of the contests have sheets, and where each round has them: `revote 64.09.01.1001/003`. */
export async function readRoundsWithSheets(tx: Tx, contestNos: readonly number[]): Promise<Map<number, Set<string>>> {
  const rows = await tx<{ contest_no: number; round: string; station: string }[]>`
    select contest_no, round, village || '/' || lpad(station::text, 3, '0') as station
    from sheet where contest_no = any(${contestNos as number[]}::int[]) and round <> 'regular'
    union all
    select distinct contest_no, 'regular', '' from sheet where contest_no = any(${contestNos as number[]}::int[])
    union all
    select distinct contest_no, 'regular', '' from held_submission where contest_no = any(${contestNos as number[]}::int[])`;
  const found = new Map<number, Set<string>>();
  for (const row of rows)
    found.set(row.contest_no, (found.get(row.contest_no) ?? new Set()).add(`${row.round} ${row.station}`));
  return found;
}

export async function updateChecks(
  tx: Tx,
  contestNo: number,
  rows: readonly {
    readonly kabId: number;
    readonly village: string;
    readonly station: number;
    readonly round: string;
    readonly errors: readonly string[];
    readonly warnings: readonly string[];
  }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx`
    update sheet set errors = string_to_array(row.errors, ','), warnings = string_to_array(row.warnings, ',')
    from unnest(${rows.map((row) => row.kabId)}::int[], ${rows.map((row) => row.village)}::text[], ${rows.map((row) => row.station)}::smallint[],
      ${rows.map((row) => row.round)}::text[], ${rows.map((row) => row.errors.join(','))}::text[], ${rows.map((row) => row.warnings.join(','))}::text[])
      as row (kab_id, village, station, round, errors, warnings)
    where sheet.kab_id = row.kab_id and sheet.contest_no = ${contestNo} and sheet.village = row.village and sheet.station = row.station
      and sheet.round = row.round`;
}

/** Clears the stored totals of a contest, to be written anew in the same transaction. */
export async function clearTotals(tx: Tx, contestNo: number): Promise<void> {
  await tx`delete from area_total where contest_no = ${contestNo}`;
}

function storedSheetFrom(row: Row): StoredSheet {
  return {
    kabId: row.kab_id,
    village: row.village,
    station: row.station,
    round: row.round,
    state: row.state,
    revision: row.revision,
    openRivals: row.open_rivals,
    errors: row.errors,
    warnings: row.warnings,
    changedAt: row.changed_at,
    values: row.figures,
    contentHash: row.content_hash,
    note: row.note,
    author: { id: row.author_id, role: row.author_role },
  };
}

/** The rounds that have a sheet at the named stations, by `village station`. */
export async function readRoundsAt(
  sql: Sql | Tx,
  slots: readonly {
    readonly kabId: number;
    readonly contestNo: number;
    readonly village: string;
    readonly station: number;
  }[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, { readonly state: SheetState }>>> {
  const rows = await sql<{ village: string; station: number; round: string; state: SheetState }[]>`
    select distinct s.village, s.station, s.round, s.state
    from unnest(${slots.map((slot) => slot.kabId)}::int[], ${slots.map((slot) => slot.contestNo)}::int[],
      ${slots.map((slot) => slot.village)}::text[], ${slots.map((slot) => slot.station)}::smallint[]) as key (kab_id, contest_no, village, station)
    join sheet s using (kab_id, contest_no, village, station)`;
  const found = new Map<string, Map<string, { state: SheetState }>>();
  for (const { village, station, round, state } of rows) {
    const at = `${village} ${station}`;
    found.set(at, (found.get(at) ?? new Map()).set(round, { state }));
  }
  return found;
}

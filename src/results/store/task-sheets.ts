import type { Area } from '#kernel/region-code.ts';
import { isVillage, NATIONAL, regencyIdOf } from '#kernel/region-code.ts';
import type { Tx } from '#platform/db/sql.ts';
import type { Values } from '../domain/fields.ts';
import type { SheetState } from '../domain/sheet-facts.ts';

/** Which sheets a task list is about. */
export type TaskScope = { readonly contestNos: readonly number[]; readonly within: Area };

type KeyRow = { contest_no: number; village: string; station: number; round: string };
type ContentRow = KeyRow & {
  author_id: string;
  figures: Values;
  content_hash: string;
  recorded_at: Date;
  note: string | null;
};

/** `7 64.09.01.1001 3 regular`: by what these readings name a sheet. */
export function sheetText(contestNo: number, village: string, station: number, round: string): string {
  return `${contestNo} ${village} ${station} ${round}`;
}

export type TaskContent = {
  readonly author: string;
  readonly values: Values;
  readonly contentHash: string;
  readonly recordedAt: Date;
  readonly note: string | null;
};
export type StoredTaskSheet = TaskContent & {
  readonly state: SheetState;
  readonly revision: number;
  readonly openRivals: number;
  readonly errors: readonly string[];
};

/** The current content of every sheet, by `sheetText`. */
export async function readTaskSheets(tx: Tx, scope: TaskScope): Promise<ReadonlyMap<string, StoredTaskSheet>> {
  const rows = await tx<
    (ContentRow & Pick<StoredTaskSheet, 'state' | 'revision' | 'errors'> & { open_rivals: number })[]
  >`
    select contest_no, village, station, round, s.state, revision, s.open_rivals, s.errors, r.author_id, r.figures,
      encode(r.content_hash, 'hex') as content_hash, r.recorded_at, r.note
    from sheet s join sheet_revision r using (kab_id, contest_no, village, station, round, revision)
    where ${inScope(tx, scope)}`;
  return new Map(
    rows.map((row) => [
      textOf(row),
      {
        ...contentFrom(row),
        state: row.state,
        revision: row.revision,
        openRivals: row.open_rivals,
        errors: row.errors,
      },
    ]),
  );
}

export type TaskRival = TaskContent & { readonly rival: number };

/** The open rivals of each sheet in their order. */
export async function readTaskRivals(tx: Tx, scope: TaskScope): Promise<ReadonlyMap<string, readonly TaskRival[]>> {
  const rows = await tx<(ContentRow & { rival: number })[]>`
    select contest_no, village, station, round, rival, author_id, figures, encode(content_hash, 'hex') as content_hash, recorded_at, note
    from sheet_rival
    where ${inScope(tx, scope)} and closed_as is null
    order by rival`;
  const rivals = rows.map((row) => ({ at: textOf(row), content: { ...contentFrom(row), rival: row.rival } }));
  return new Map(
    [...Map.groupBy(rivals, ({ at }) => at)].map(([at, list]) => [at, list.map(({ content }) => content)]),
  );
}

export type SheetReturn = { readonly reason: string; readonly by: string; readonly at: Date };

/** The latest return of each sheet that is returned now. */
export async function readReturns(tx: Tx, scope: TaskScope): Promise<ReadonlyMap<string, SheetReturn>> {
  const rows = await tx<(KeyRow & { reason: string | null; actor_id: string; recorded_at: Date })[]>`
    select distinct on (contest_no, village, station, round) contest_no, village, station, round, act.reason, act.actor_id, act.recorded_at
    from sheet s join sheet_act act using (kab_id, contest_no, village, station, round)
    where ${inScope(tx, scope)} and s.state = 'returned' and act.act = 'return'
    order by contest_no, village, station, round, act.recorded_at desc, act.id desc`;
  return new Map(rows.map((row) => [textOf(row), { reason: row.reason ?? '', by: row.actor_id, at: row.recorded_at }]));
}

/** How many photos of each sheet are complete. */
export async function countPhotos(tx: Tx, scope: TaskScope): Promise<ReadonlyMap<string, number>> {
  const rows = await tx<(KeyRow & { photos: number })[]>`
    select contest_no, village, station, round, count(*)::int as photos
    from photo
    where ${inScope(tx, scope)} and completed_at is not null
    group by contest_no, village, station, round`;
  return new Map(rows.map((row) => [textOf(row), row.photos]));
}

export type TaskLease = { readonly holder: string; readonly until: Date };

/** Who else is filling a sheet now. */
export async function readLeases(
  tx: Tx,
  scope: TaskScope,
  { at, notOf }: { readonly at: Date; readonly notOf: string },
): Promise<ReadonlyMap<string, TaskLease>> {
  const rows = await tx<(KeyRow & { holder: string; held_until: Date })[]>`
    select contest_no, village, station, round, holder, held_until
    from sheet_lease
    where ${inScope(tx, scope)} and held_until > ${at} and holder <> ${notOf}`;
  return new Map(rows.map((row) => [textOf(row), { holder: row.holder, until: row.held_until }]));
}

/** The tables of these readings name kabupaten, contest and village alike, and order them so; `/` follows `.` in their order. */
function inScope(tx: Tx, { contestNos, within }: TaskScope) {
  const kabId = regencyIdOf(within);
  const contest = tx`contest_no = any(${[...contestNos]}::int[])`;
  if (within === NATIONAL) return contest;
  const inside = isVillage(within)
    ? tx`${contest} and village = ${within}`
    : tx`${contest} and village > ${`${within}.`} and village < ${`${within}/`}`;
  return kabId === null ? inside : tx`kab_id = ${kabId} and ${inside}`;
}

function textOf(row: KeyRow): string {
  return sheetText(row.contest_no, row.village, row.station, row.round);
}

function contentFrom(row: ContentRow): TaskContent {
  return {
    author: row.author_id,
    values: row.figures,
    contentHash: row.content_hash,
    recordedAt: row.recorded_at,
    note: row.note,
  };
}

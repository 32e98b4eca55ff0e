import type { Role } from '#access/domain/role.ts';
import type { Area } from '#kernel/region-code.ts';
import { regencyIdOf } from '#kernel/region-code.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';
import type { Values } from '../domain/fields.ts';
import type { SheetState } from '../domain/sheet-facts.ts';

/** The statuses that a stored sheet can show; `missing` and `held` are not sheets. */
export type StoredStatus = 'conflict' | 'returned' | 'flagged' | 'verified' | 'submitted' | 'void';

export type ListedSheet = {
  readonly village: string;
  readonly station: number;
  readonly round: string;
  readonly state: SheetState;
  readonly revision: number;
  readonly openRivals: number;
  readonly changedAt: Date;
  readonly values: Values;
};

/** Where a page of a list begins: after this sheet. */
export type ListPlace = { readonly village: string; readonly station: number; readonly round: string };

type Row = {
  village: string;
  station: number;
  round: string;
  state: SheetState;
  revision: number;
  open_rivals: number;
  changed_at: Date;
  figures: Values;
};

/** One page of the sheets that show a status, in order of village, station and round. */
export async function listByStatus(
  sql: Sql | Tx,
  {
    contestNo,
    within,
    status,
    after,
    limit,
  }: { contestNo: number; within: Area; status: StoredStatus; after: ListPlace | null; limit: number },
): Promise<readonly ListedSheet[]> {
  const rows = await sql<Row[]>`
    select s.village, s.station, s.round, s.state, s.revision, s.open_rivals, s.changed_at, r.figures
    from sheet s join sheet_revision r using (kab_id, contest_no, village, station, round, revision)
    where s.contest_no = ${contestNo} and ${inArea(sql, within)} and ${hasStatus(sql, status)}
      ${after === null ? sql`` : sql`and (s.village, s.station, s.round) > (${after.village}, ${after.station}::smallint, ${after.round})`}
    order by s.village, s.station, s.round
    limit ${limit}`;
  return rows.map((row) => ({
    village: row.village,
    station: row.station,
    round: row.round,
    state: row.state,
    revision: row.revision,
    openRivals: row.open_rivals,
    changedAt: row.changed_at,
    values: row.figures,
  }));
}

/** How many sheets show each status. */
export async function countByStatus(
  sql: Sql | Tx,
  contestNo: number,
  within: Area,
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ status: string; sheets: number }[]>`
    select case when state = 'void' then 'void' when open_rivals > 0 then 'conflict' when state = 'returned' then 'returned'
        when errors <> '{}' then 'flagged' else state end as status, count(*)::int as sheets
    from sheet s where contest_no = ${contestNo} and ${inArea(sql, within)} group by 1`;
  return new Map(rows.map((row) => [row.status, row.sheets]));
}

/** The stations that have sent any sheet of a contest, as `village station`. */
export async function listReporting(sql: Sql | Tx, contestNo: number, within: Area): Promise<ReadonlySet<string>> {
  const rows = await sql<{ village: string; station: number }[]>`
    select distinct village, station from sheet s where contest_no = ${contestNo} and ${inArea(sql, within)}`;
  return new Set(rows.map((row) => `${row.village} ${row.station}`));
}

function inArea(sql: Sql | Tx, within: Area) {
  const kabId = regencyIdOf(within);
  if (within === 'national') return sql`true`;
  const inside = sql`(s.village = ${within} or s.village like ${`${within}.%`})`;
  return kabId === null ? inside : sql`s.kab_id = ${kabId} and ${inside}`;
}

function hasStatus(sql: Sql | Tx, status: StoredStatus) {
  switch (status) {
    case 'void':
      return sql`s.state = 'void'`;
    case 'conflict':
      return sql`s.state <> 'void' and s.open_rivals > 0`;
    case 'returned':
      return sql`s.state = 'returned' and s.open_rivals = 0`;
    case 'flagged':
      return sql`s.state in ('submitted', 'verified') and s.open_rivals = 0 and s.errors <> '{}'`;
    default:
      return sql`s.state = ${status} and s.open_rivals = 0 and s.errors = '{}'`;
  }
}

export type StoredContent = {
  readonly round: string;
  readonly author: { readonly id: string; readonly role: Role };
  readonly reason: string | null;
  readonly note: string | null;
  readonly values: Values;
  readonly contentHash: string;
  readonly enteredAt: Date | null;
  readonly recordedAt: Date;
};
type Slot = { readonly kabId: number; readonly contestNo: number; readonly village: string; readonly station: number };
type ContentRow = {
  round: string;
  author_id: string;
  author_role: Role;
  reason: string | null;
  note: string | null;
  figures: Values;
  content_hash: string;
  entered_at: Date | null;
  recorded_at: Date;
};

export async function listRevisions(
  sql: Sql | Tx,
  slot: Slot,
): Promise<readonly (StoredContent & { readonly revision: number })[]> {
  const rows = await sql<(ContentRow & { revision: number })[]>`
    select round, revision, author_id, author_role, reason, note, figures, encode(content_hash, 'hex') as content_hash, entered_at, recorded_at
    from sheet_revision
    where kab_id = ${slot.kabId} and contest_no = ${slot.contestNo} and village = ${slot.village} and station = ${slot.station}
    order by recorded_at, round, revision`;
  return rows.map((row) => ({ ...contentFrom(row), revision: row.revision }));
}

export async function listRivals(
  sql: Sql | Tx,
  slot: Slot,
): Promise<readonly (StoredContent & { readonly rival: number; readonly closedAs: string | null })[]> {
  const rows = await sql<(ContentRow & { rival: number; closed_as: string | null })[]>`
    select round, rival, closed_as, author_id, author_role, reason, note, figures, encode(content_hash, 'hex') as content_hash, entered_at, recorded_at
    from sheet_rival
    where kab_id = ${slot.kabId} and contest_no = ${slot.contestNo} and village = ${slot.village} and station = ${slot.station}
    order by recorded_at, round, rival`;
  return rows.map((row) => ({ ...contentFrom(row), rival: row.rival, closedAs: row.closed_as }));
}

export type StoredAct = {
  readonly id: string;
  readonly round: string;
  readonly act: string;
  readonly outcome: string;
  readonly revision: number | null;
  readonly actor: { readonly id: string; readonly role: string; readonly channel: string };
  readonly reason: string | null;
  readonly at: Date;
};

export async function listActs(sql: Sql | Tx, slot: Slot): Promise<readonly StoredAct[]> {
  const rows = await sql<
    {
      id: string;
      round: string;
      act: string;
      outcome: string;
      revision: number | null;
      actor_id: string;
      actor_role: string;
      channel: string;
      reason: string | null;
      recorded_at: Date;
    }[]
  >`
    select id::text, round, act, outcome, revision, actor_id, actor_role, channel, reason, recorded_at
    from sheet_act
    where kab_id = ${slot.kabId} and contest_no = ${slot.contestNo} and village = ${slot.village} and station = ${slot.station}
    order by recorded_at, id`;
  return rows.map(({ id, round, act, outcome, revision, actor_id, actor_role, channel, reason, recorded_at }) => ({
    id,
    round,
    act,
    outcome,
    revision,
    actor: { id: actor_id, role: actor_role, channel },
    reason,
    at: recorded_at,
  }));
}

function contentFrom(row: ContentRow): StoredContent {
  return {
    round: row.round,
    author: { id: row.author_id, role: row.author_role },
    reason: row.reason,
    note: row.note,
    values: row.figures,
    contentHash: row.content_hash,
    enteredAt: row.entered_at,
    recordedAt: row.recorded_at,
  };
}

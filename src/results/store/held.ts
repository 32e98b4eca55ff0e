import type { Role } from '#access/domain/role.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';
import type { Submission } from '../domain/submission.ts';
import type { SlotKey } from './slots.ts';

export type HeldCause = 'definition' | 'right' | 'round';

/** A submission that waits for the level above. It is no sheet and counts nowhere. */
export type Held = SlotKey & {
  readonly round: string;
  readonly cause: HeldCause;
  readonly author: { readonly id: string; readonly role: Role; readonly region: string };
  readonly submission: Submission;
};

export async function insertHeld(tx: Tx, at: Date, rows: readonly Held[]): Promise<void> {
  for (const row of rows) {
    await tx`
      insert into held_submission (kab_id, id, contest_no, village, station, round, cause, author_id, author_role, author_region, submission, recorded_at)
      values (${row.kabId}, ${row.submission.id}, ${row.contestNo}, ${row.village}, ${row.station}, ${row.round}, ${row.cause}, ${row.author.id},
        ${row.author.role}, ${row.author.region}, ${tx.json(row.submission as never)}, ${at}::timestamptz)`;
  }
}

type HeldRow = {
  kab_id: number;
  contest_no: number;
  village: string;
  station: number;
  round: string;
  cause: HeldCause;
  author_id: string;
  author_role: Role;
  author_region: string;
  submission: Submission;
  recorded_at: Date;
};

/** What became of a held submission; all null while it waits. */
export type HeldFate = { readonly fate: 'admitted' | 'refused' | null; readonly fateAct: string | null };

/** A submission that was held, whether it still waits or has been decided. */
export async function findHeld(tx: Tx, kabId: number, id: string): Promise<(Held & HeldFate) | null> {
  const [row] = await tx<(HeldRow & { fate: HeldFate['fate']; fate_act: string | null })[]>`
    select kab_id, contest_no, village, station, round, cause, author_id, author_role, author_region, submission, recorded_at, fate,
      fate_act::text
    from held_submission where kab_id = ${kabId} and id = ${id}`;
  return row ? { ...heldFrom(row), fate: row.fate, fateAct: row.fate_act } : null;
}

/** Those that wait, oldest first. */
export async function listWaiting(
  sql: Sql | Tx,
  contestNo: number,
  within: string,
): Promise<readonly (Held & { readonly recordedAt: Date })[]> {
  const rows = await sql<HeldRow[]>`
    select kab_id, contest_no, village, station, round, cause, author_id, author_role, author_region, submission, recorded_at
    from held_submission where contest_no = ${contestNo} and fate is null and (village = ${within} or village like ${`${within}.%`} or ${within} = 'national')
    order by recorded_at`;
  return rows.map((row) => ({ ...heldFrom(row), recordedAt: row.recorded_at }));
}

export type OwnHeld = Held & { readonly fate: HeldFate['fate']; readonly reason: string | null };

/** What became of one person's held submissions, the latest first. */
export async function listHeldOf(tx: Sql | Tx, authorId: string, limit: number): Promise<readonly OwnHeld[]> {
  const rows = await tx<(HeldRow & { fate: HeldFate['fate']; fate_reason: string | null })[]>`
    select kab_id, contest_no, village, station, round, cause, author_id, author_role, author_region, submission, recorded_at, fate,
      fate_reason
    from held_submission where author_id = ${authorId}
    order by recorded_at desc, id
    limit ${limit}`;
  return rows.map((row) => ({ ...heldFrom(row), fate: row.fate, reason: row.fate_reason }));
}

export async function decideHeld(
  tx: Tx,
  held: { readonly kabId: number; readonly id: string },
  fate: { readonly fate: 'admitted' | 'refused'; readonly reason: string | null; readonly actId: string },
): Promise<void> {
  await tx`
    update held_submission set fate = ${fate.fate}, fate_reason = ${fate.reason}, fate_act = ${fate.actId}
    where kab_id = ${held.kabId} and id = ${held.id}`;
}

function heldFrom(row: HeldRow): Held {
  return {
    kabId: row.kab_id,
    contestNo: row.contest_no,
    village: row.village,
    station: row.station,
    round: row.round,
    cause: row.cause,
    author: { id: row.author_id, role: row.author_role, region: row.author_region },
    submission: row.submission,
  };
}

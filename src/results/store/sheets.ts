import type { Author } from '#access/domain/role.ts';
import type { Tx } from '#platform/db/sql.ts';
import type { Values } from '../domain/fields.ts';
import type { RivalClosing } from '../domain/sheet-facts.ts';
import type { Sheet } from '../domain/slot.ts';
import { keyColumns, type SlotKey } from './slots.ts';

export type SheetAt = SlotKey & { readonly round: string };

/** The current state of sheets, new or changed. */
export async function upsertSheets(
  tx: Tx,
  at: Date,
  rows: readonly (SheetAt & { readonly sheet: Sheet })[],
): Promise<void> {
  if (rows.length === 0) return;
  const { kabIds, contestNos, villages, stations } = keyColumns(rows);
  await tx`
    insert into sheet (kab_id, contest_no, village, station, round, state, revision, open_rivals, errors, warnings, changed_at)
    select kab_id, contest_no, village, station, round, state, revision, open_rivals, string_to_array(errors, ','),
      string_to_array(warnings, ','), ${at}::timestamptz
    from unnest(${kabIds}::int[], ${contestNos}::int[], ${villages}::text[], ${stations}::smallint[], ${rows.map((row) => row.round)}::text[],
      ${rows.map((row) => row.sheet.state)}::text[], ${rows.map((row) => row.sheet.revision)}::int[],
      ${rows.map((row) => row.sheet.rivals.length)}::smallint[], ${rows.map((row) => row.sheet.errors.join(','))}::text[],
      ${rows.map((row) => row.sheet.warnings.join(','))}::text[])
      as row (kab_id, contest_no, village, station, round, state, revision, open_rivals, errors, warnings)
    on conflict (kab_id, contest_no, village, station, round) do update set state = excluded.state, revision = excluded.revision,
      open_rivals = excluded.open_rivals, errors = excluded.errors, warnings = excluded.warnings, changed_at = excluded.changed_at`;
}

/** A content with its author, about to become a revision or a rival. */
export type Content = SheetAt & {
  readonly actId: string;
  readonly author: Author;
  readonly reason: string | null;
  readonly note: string | null;
  readonly values: Values;
  readonly contentHash: string;
  readonly enteredAt: string | null;
};

export async function insertRevisions(
  tx: Tx,
  at: Date,
  rows: readonly (Content & { readonly revision: number })[],
): Promise<void> {
  if (rows.length === 0) return;
  const { kabIds, contestNos, villages, stations } = keyColumns(rows);
  await tx`
    insert into sheet_revision (kab_id, contest_no, village, station, round, revision, act_id, author_id, author_role, reason, note, figures,
      content_hash, entered_at, recorded_at)
    select kab_id, contest_no, village, station, round, revision, act_id, author_id, author_role, reason, note, figures::jsonb,
      decode(content_hash, 'hex'), entered_at, ${at}::timestamptz
    from unnest(${kabIds}::int[], ${contestNos}::int[], ${villages}::text[], ${stations}::smallint[], ${rows.map((row) => row.round)}::text[],
      ${rows.map((row) => row.revision)}::int[], ${rows.map((row) => row.actId)}::uuid[], ${rows.map((row) => row.author.id)}::text[],
      ${rows.map((row) => row.author.role)}::text[], ${rows.map((row) => row.reason)}::text[], ${rows.map((row) => row.note)}::text[],
      ${rows.map((row) => JSON.stringify(row.values))}::text[], ${rows.map((row) => row.contentHash)}::text[],
      ${rows.map((row) => row.enteredAt)}::timestamptz[])
      as row (kab_id, contest_no, village, station, round, revision, act_id, author_id, author_role, reason, note, figures, content_hash, entered_at)`;
}

export async function insertRivals(
  tx: Tx,
  at: Date,
  rows: readonly (Content & { readonly rival: number; readonly basis: number })[],
): Promise<void> {
  for (const row of rows) {
    await tx`
      insert into sheet_rival (kab_id, contest_no, village, station, round, rival, act_id, author_id, author_role, basis, reason, note, figures,
        content_hash, entered_at, recorded_at)
      values (${row.kabId}, ${row.contestNo}, ${row.village}, ${row.station}, ${row.round}, ${row.rival}, ${row.actId}, ${row.author.id},
        ${row.author.role}, ${row.basis}, ${row.reason}, ${row.note}, ${tx.json(row.values)}, decode(${row.contentHash}, 'hex'),
        ${row.enteredAt}::timestamptz, ${at}::timestamptz)`;
  }
}

export async function closeRivals(
  tx: Tx,
  rows: readonly (SheetAt & { readonly rival: number; readonly as: RivalClosing; readonly actId: string })[],
): Promise<void> {
  for (const row of rows) {
    await tx`
      update sheet_rival set closed_as = ${row.as}, closed_by = ${row.actId}
      where kab_id = ${row.kabId} and contest_no = ${row.contestNo} and village = ${row.village} and station = ${row.station}
        and round = ${row.round} and rival = ${row.rival}`;
  }
}

export type VoidChange = SheetAt & { readonly actId: string } & (
    | { readonly change: 'open'; readonly by: string; readonly reason: string; readonly revision: number }
    | { readonly change: 'confirmed' | 'refused' }
  );

export async function changeVoidRequests(tx: Tx, at: Date, rows: readonly VoidChange[]): Promise<void> {
  for (const row of rows) {
    if (row.change === 'open') {
      await tx`
        insert into void_request (kab_id, contest_no, village, station, round, revision, act_id, requested_by, reason, requested_at)
        values (${row.kabId}, ${row.contestNo}, ${row.village}, ${row.station}, ${row.round}, ${row.revision}, ${row.actId}, ${row.by},
          ${row.reason}, ${at}::timestamptz)`;
    } else {
      await tx`
        update void_request set closed_as = ${row.change}, closed_by = ${row.actId}
        where kab_id = ${row.kabId} and contest_no = ${row.contestNo} and village = ${row.village} and station = ${row.station}
          and round = ${row.round} and closed_as is null`;
    }
  }
}

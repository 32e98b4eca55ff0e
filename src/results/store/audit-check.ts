import type { Tx } from '#platform/db/sql.ts';
import type { Values } from '../domain/fields.ts';
import type { SheetState } from '../domain/sheet-facts.ts';

/** Which part of the desk a check reads: one kabupaten, and the contests it is about. */
export type CheckedPart = { readonly kabId: number; readonly contestNos: readonly number[] };

type Place = {
  readonly contest_no: number;
  readonly village: string;
  readonly station: number;
  readonly round: string;
};
export type CheckedSheet = Place & {
  readonly state: SheetState;
  readonly revision: number;
  readonly open_rivals: number;
};
type CheckedContent = Place & {
  readonly act_id: string;
  readonly author_id: string;
  readonly author_role: string;
  readonly reason: string | null;
  readonly figures: Values;
  readonly content_hash: Buffer;
  readonly recorded_at: Date;
};
export type CheckedRevision = CheckedContent & { readonly revision: number };
export type CheckedRival = CheckedContent & {
  readonly rival: number;
  readonly closed_as: string | null;
  readonly closed_by: string | null;
};
export type CheckedAct = Place & {
  readonly id: string;
  readonly act: string;
  readonly outcome: string;
  readonly revision: number | null;
  readonly actor_id: string;
  readonly actor_role: string;
  readonly actor_region: string;
  readonly device: string | null;
  readonly channel: string;
  readonly reason: string | null;
  readonly request_hash: Buffer;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly recorded_at: Date;
};
export type CheckedVoid = Place & {
  readonly act_id: string;
  readonly revision: number;
  readonly requested_by: string;
  readonly reason: string;
  readonly requested_at: Date;
  readonly closed_as: string | null;
  readonly closed_by: string | null;
};
export type CheckedHeld = Place & {
  readonly id: string;
  readonly author_id: string;
  readonly author_role: string;
  readonly author_region: string;
  readonly submission: Readonly<Record<string, unknown>>;
  readonly recorded_at: Date;
  readonly fate: string | null;
  readonly fate_reason: string | null;
  readonly fate_act: string | null;
};

export type CheckedPhoto = Place & {
  readonly id: string;
  readonly submission_id: string;
  readonly page: number;
  readonly length: number;
  readonly received: number;
  readonly sha256: string;
  readonly shown_as: string | null;
  readonly media_type: string;
  readonly uploaded_by: string;
  readonly device: string | null;
  readonly recorded_at: Date;
  readonly completed_at: Date;
};

/** Rows read at once; the memory stays bounded by this, however many sheets there are. */
const PIECE = 2_000;

/** Every kabupaten that holds a row about a sheet, whether or not the record of changes knows it. */
export async function listSheetRegencies(tx: Tx): Promise<readonly number[]> {
  const rows = await tx<{ kab_id: number }[]>`
    select kab_id from sheet union select kab_id from sheet_revision union select kab_id from sheet_rival
    union select kab_id from sheet_act union select kab_id from void_request union select kab_id from held_submission
    union select kab_id from photo order by 1`;
  return rows.map((row) => row.kab_id);
}

export function readCheckedSheets(tx: Tx, part: CheckedPart): AsyncIterable<CheckedSheet[]> {
  return tx<CheckedSheet[]>`
    select contest_no, village, station, round, state, revision, open_rivals from sheet where ${ofPart(tx, part)}`.cursor(
    PIECE,
  );
}

export function readCheckedRevisions(tx: Tx, part: CheckedPart): AsyncIterable<CheckedRevision[]> {
  return tx<CheckedRevision[]>`
    select contest_no, village, station, round, revision, act_id, author_id, author_role, reason, figures, content_hash, recorded_at
    from sheet_revision where ${ofPart(tx, part)}`.cursor(PIECE);
}

export function readCheckedRivals(tx: Tx, part: CheckedPart): AsyncIterable<CheckedRival[]> {
  return tx<CheckedRival[]>`
    select contest_no, village, station, round, rival, act_id, author_id, author_role, reason, figures, content_hash, recorded_at, closed_as, closed_by
    from sheet_rival where ${ofPart(tx, part)}`.cursor(PIECE);
}

export function readCheckedActs(tx: Tx, part: CheckedPart): AsyncIterable<CheckedAct[]> {
  return tx<CheckedAct[]>`
    select contest_no, village, station, round, id, act, outcome, revision, actor_id, actor_role, actor_region, device, channel, reason,
      request_hash, answer, recorded_at
    from sheet_act where ${ofPart(tx, part)}`.cursor(PIECE);
}

export function readCheckedVoids(tx: Tx, part: CheckedPart): AsyncIterable<CheckedVoid[]> {
  return tx<CheckedVoid[]>`
    select contest_no, village, station, round, act_id, revision, requested_by, reason, requested_at, closed_as, closed_by
    from void_request where ${ofPart(tx, part)}`.cursor(PIECE);
}

export function readCheckedHeld(tx: Tx, part: CheckedPart): AsyncIterable<CheckedHeld[]> {
  return tx<CheckedHeld[]>`
    select contest_no, village, station, round, id, author_id, author_role, author_region, submission, recorded_at, fate, fate_reason, fate_act
    from held_submission where ${ofPart(tx, part)}`.cursor(PIECE);
}

/** Photos that stand as complete; one on its way is nothing yet. */
export function readCheckedPhotos(tx: Tx, part: CheckedPart): AsyncIterable<CheckedPhoto[]> {
  return tx<CheckedPhoto[]>`
    select contest_no, village, station, round, id, submission_id, page, length, received, encode(sha256, 'hex') as sha256,
      encode(shown_as, 'hex') as shown_as, media_type, uploaded_by, device, recorded_at, completed_at
    from photo where completed_at is not null and ${ofPart(tx, part)}`.cursor(PIECE);
}

function ofPart(tx: Tx, { kabId, contestNos }: CheckedPart) {
  return tx`kab_id = ${kabId} and contest_no = any(${contestNos as number[]}::int[])`;
}

import type { Sql, Tx } from '#platform/db/sql.ts';
import type { SlotKey } from './slots.ts';

/** Which sheet, as a photo's row names it. */
export type PhotoPlace = SlotKey & { readonly round: string };

export type Photo = PhotoPlace & {
  readonly id: string;
  readonly submission: string;
  readonly page: number;
  readonly length: number;
  readonly received: number;
  /** of the announced content, in hex */
  readonly sha256: string;
  readonly by: string;
  readonly isComplete: boolean;
  /** hash of the copy without metadata; null until complete */
  readonly shownAs: string | null;
};

type PhotoRow = {
  kab_id: number;
  id: string;
  contest_no: number;
  village: string;
  station: number;
  round: string;
  submission: string;
  page: number;
  length: number;
  received: number;
  sha256: string;
  uploaded_by: string;
  is_complete: boolean;
  shown_as: string | null;
};

/** By its id alone: whoever asks may see several kabupaten. */
export async function findPhoto(sql: Sql | Tx, id: string): Promise<Photo | null> {
  const [row] = await sql<PhotoRow[]>`select ${columns(sql)} from photo where id = ${id}`;
  return row ? photoFrom(row) : null;
}

/** The photo, kept from every other change until the transaction ends. */
export async function lockPhoto(tx: Tx, { kabId, id }: { kabId: number; id: string }): Promise<Photo | null> {
  const [row] = await tx<PhotoRow[]>`
    select ${columns(tx)} from photo where kab_id = ${kabId} and id = ${id} for update`;
  return row ? photoFrom(row) : null;
}

export type Announcement = {
  readonly submission: string;
  readonly page: number;
  readonly length: number;
  readonly sha256: string;
};

export async function findAnnounced(tx: Tx, kabId: number, announced: Announcement): Promise<Photo | null> {
  const [row] = await tx<PhotoRow[]>`select ${columns(tx)} from photo where ${isAnnounced(tx, kabId, announced)}`;
  return row ? photoFrom(row) : null;
}

export async function lockAnnounced(tx: Tx, kabId: number, announced: Announcement): Promise<Photo | null> {
  const [row] = await tx<PhotoRow[]>`
    select ${columns(tx)} from photo where ${isAnnounced(tx, kabId, announced)} for update`;
  return row ? photoFrom(row) : null;
}

function isAnnounced(tx: Tx, kabId: number, { submission, page, sha256 }: Announcement) {
  return tx`kab_id = ${kabId} and submission_id = ${submission} and page = ${page} and sha256 = ${Buffer.from(sha256, 'hex')}`;
}

/** How many photos, complete or on their way, there are of a submission and of a sheet by one account. */
export async function countPhotos(
  tx: Tx,
  { kabId, contestNo, village, station, round }: PhotoPlace,
  { submission, by }: { readonly submission: string; readonly by: string },
): Promise<{ readonly ofSubmission: number; readonly ofSheet: number }> {
  const [row] = await tx<{ of_submission: number; of_sheet: number }[]>`
    select count(*) filter (where submission_id = ${submission}) as of_submission, count(*) filter (where uploaded_by = ${by}) as of_sheet
    from photo where kab_id = ${kabId} and contest_no = ${contestNo} and village = ${village} and station = ${station} and round = ${round}`;
  return { ofSubmission: row?.of_submission ?? 0, ofSheet: row?.of_sheet ?? 0 };
}

export async function insertPhoto(
  tx: Tx,
  at: Date,
  photo: PhotoPlace & Announcement & { readonly id: string; readonly by: string; readonly device: string | null },
): Promise<void> {
  await tx`
    insert into photo (kab_id, id, contest_no, village, station, round, submission_id, page, length, sha256, media_type, uploaded_by, device,
      recorded_at)
    values (${photo.kabId}, ${photo.id}, ${photo.contestNo}, ${photo.village}, ${photo.station}, ${photo.round}, ${photo.submission}, ${photo.page},
      ${photo.length}, ${Buffer.from(photo.sha256, 'hex')}, 'application/octet-stream', ${photo.by}, ${photo.device}, ${at}::timestamptz)`;
}

type PhotoId = { readonly kabId: number; readonly id: string };

/** Notes how much has come; only while the photo is on its way. */
export async function noteReceived(
  tx: Tx,
  at: Date,
  { kabId, id }: PhotoId,
  { received, length }: { readonly received: number; readonly length: number },
): Promise<void> {
  await tx`
    update photo set received = ${received}, length = ${length}, recorded_at = ${at}::timestamptz
    where kab_id = ${kabId} and id = ${id} and completed_at is null`;
}

export async function completePhoto(
  tx: Tx,
  at: Date,
  { kabId, id }: PhotoId,
  { shownAs, mediaType, device }: { shownAs: string; mediaType: string; device: string | null },
): Promise<void> {
  await tx`
    update photo set received = length, completed_at = ${at}::timestamptz, recorded_at = ${at}::timestamptz, media_type = ${mediaType},
      device = ${device}, shown_as = ${Buffer.from(shownAs, 'hex')}
    where kab_id = ${kabId} and id = ${id}`;
}

/** Forgets a photo that never became whole. */
export async function removeUnfinished(tx: Tx, { kabId, id }: PhotoId): Promise<void> {
  await tx`delete from photo where kab_id = ${kabId} and id = ${id} and completed_at is null`;
}

/** Forgets photos of which nothing was heard since the moment given. @returns how many */
export async function removeUnheard(sql: Sql, since: Date): Promise<number> {
  const gone = await sql`delete from photo where completed_at is null and recorded_at < ${since}::timestamptz`;
  return gone.count;
}

/** Which of the named photos are still on their way. */
export async function listUnfinished(sql: Sql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }[]>`
    select id::text from photo where completed_at is null and id = any(${ids as string[]}::uuid[])`;
  return new Set(rows.map((row) => row.id));
}

export type ListedPhoto = {
  readonly id: string;
  readonly round: string;
  readonly page: number;
  readonly submission: string;
  readonly by: string;
  readonly at: Date;
};

/** The complete photos of a slot, in the order of their rounds, their coming and their pages. */
export async function listPhotos(sql: Sql | Tx, slot: SlotKey): Promise<readonly ListedPhoto[]> {
  return [
    ...(await sql<ListedPhoto[]>`
      select id::text, round, page, submission_id::text as submission, uploaded_by as by, completed_at as at
      from photo
      where kab_id = ${slot.kabId} and contest_no = ${slot.contestNo} and village = ${slot.village} and station = ${slot.station}
        and completed_at is not null
      order by round, min(completed_at) over (partition by submission_id), submission_id, page, completed_at`),
  ];
}

function columns(sql: Sql | Tx) {
  return sql`kab_id, id::text, contest_no, village, station, round, submission_id::text as submission, page, length, received,
    encode(sha256, 'hex') as sha256, uploaded_by, completed_at is not null as is_complete, encode(shown_as, 'hex') as shown_as`;
}

function photoFrom(row: PhotoRow): Photo {
  return {
    kabId: row.kab_id,
    contestNo: row.contest_no,
    village: row.village,
    station: row.station,
    round: row.round,
    id: row.id,
    submission: row.submission,
    page: row.page,
    length: row.length,
    received: row.received,
    sha256: row.sha256,
    by: row.uploaded_by,
    isComplete: row.is_complete,
    shownAs: row.shown_as,
  };
}

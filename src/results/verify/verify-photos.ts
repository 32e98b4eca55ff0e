import { isTime } from '#platform/audit/verify-entries.ts';
import { checkBlobs } from '#platform/blobs/blobs.ts';
import type { Tx } from '#platform/db/sql.ts';
import { sheetId } from '../domain/submission.ts';
import { type CheckedPart, type CheckedPhoto, readCheckedPhotos } from '../store/audit-check.ts';
import { firstDifferent, found, keyOf, type TableCheck } from './verify-row.ts';

/** What hangs on a file: a photo's original, or the copy that people see. */
type FileOf = { readonly photo: string; readonly seq: number | null; readonly subject: string };

/**
 * Compares the complete photos of a kabupaten with their entries, then reads every file they name to its end.
 * @param filesDir null where only the database is looked at
 */
export async function checkPhotos(
  tx: Tx,
  check: TableCheck,
  { part, filesDir }: { readonly part: CheckedPart; readonly filesDir: string | null },
): Promise<void> {
  const files = new Map<string, FileOf>();
  for await (const rows of readCheckedPhotos(tx, part)) for (const row of rows) checkPhotoRow(check, row, files);
  if (filesDir === null) return;
  for await (const { sha256, fault } of checkBlobs(tx, filesDir, [...files.keys()])) {
    const file = files.get(sha256) as FileOf;
    found(check, `photo-file-${fault}`, file, `Berkas ${sha256} dari foto ${file.photo} ${FAULTS[fault]}.`);
  }
}

const FAULTS = {
  missing: 'hilang dari penyimpanan',
  altered: 'diubah: isinya tidak cocok dengan namanya',
  unlisted: 'tidak terdaftar sebagaimana mestinya di basis data',
};

function checkPhotoRow(check: TableCheck, row: CheckedPhoto, files: Map<string, FileOf>): void {
  const subject = sheetId(keyOf(check, row));
  const told = check.history.photos.get(row.id);
  check.history.photos.delete(row.id);
  const file = { photo: row.id, seq: told?.seq ?? null, subject };
  for (const sha256 of [row.sha256, row.shown_as]) if (sha256 !== null) files.set(sha256, file);
  if (!told) {
    const message = `Foto ${row.id} pada ${subject} tidak ada dalam catatan perubahan.`;
    found(check, 'photo-without-entry', { seq: null, subject }, message);
    return;
  }
  const { after, actor, at } = told;
  const column = firstDifferent(
    {
      lembar: subject,
      submission_id: row.submission_id,
      page: row.page,
      length: row.length,
      received: row.received,
      sha256: row.sha256,
      shown_as: row.shown_as,
      media_type: row.media_type,
      uploaded_by: row.uploaded_by,
      device: row.device,
      recorded_at: isTime(row.recorded_at, at),
      completed_at: isTime(row.completed_at, at),
    },
    {
      lembar: told.subject,
      submission_id: after.submission,
      page: after.page,
      length: after.length,
      received: after.length,
      sha256: after.sha256,
      shown_as: after.shownAs,
      media_type: after.mediaType,
      uploaded_by: actor.id,
      device: actor.device,
      recorded_at: true,
      completed_at: true,
    },
  );
  if (column)
    found(check, 'photo-altered', told, `Foto ${row.id} diubah: ${column} berbeda dari catatan nomor ${told.seq}.`);
}

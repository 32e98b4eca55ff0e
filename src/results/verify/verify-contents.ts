import { isTime } from '#platform/audit/verify-entries.ts';
import { type SheetKey, sheetId } from '../domain/submission.ts';
import type { CheckedRevision, CheckedRival, CheckedSheet } from '../store/audit-check.ts';
import { partOf, type ToldContent } from './verify-history.ts';
import { figuresHash, firstDifferent, found, keyOf, type TableCheck } from './verify-row.ts';

export function checkSheetRow(check: TableCheck, row: CheckedSheet): void {
  const subject = sheetId(keyOf(check, row));
  const told = check.history.sheets.get(subject);
  if (!told || told.digest.revision === 0) {
    found(check, 'sheet-without-entry', { seq: null, subject }, `Lembar ${subject} tidak ada dalam catatan perubahan.`);
    return;
  }
  check.history.sheets.delete(subject);
  const { state, revision, rivals } = told.digest;
  const column = firstDifferent(
    { state: row.state, revision: row.revision, open_rivals: row.open_rivals },
    { state, revision, open_rivals: rivals.length },
  );
  if (column === null) return;
  const message = `Lembar ${subject} diubah: ${column} berbeda dari catatan nomor ${told.seq}.`;
  found(check, 'sheet-altered', { seq: told.seq, subject }, message);
}

export function checkRevisionRow(check: TableCheck, row: CheckedRevision): void {
  const key = keyOf(check, row);
  const subject = sheetId(key);
  const part = partOf(subject, row.revision);
  const told = check.history.revisions.get(part);
  check.history.revisions.delete(part);
  checkContent(check, row, { key, told, what: `Revisi ${row.revision} dari ${subject}`, code: 'revision' });
}

export function checkRivalRow(check: TableCheck, row: CheckedRival): void {
  const key = keyOf(check, row);
  const subject = sheetId(key);
  const part = partOf(subject, row.rival);
  const told = check.history.rivals.get(part);
  check.history.rivals.delete(part);
  const what = `Isi tandingan ${row.rival} dari ${subject}`;
  checkContent(check, row, { key, told, what, code: 'rival' });
  if (!told) return;
  const column = firstDifferent(
    { closed_as: row.closed_as, closed_by: row.closed_by },
    { closed_as: told.closedAs, closed_by: told.closedBy },
  );
  if (column) found(check, 'rival-altered', told, `${what} diubah: ${column} berbeda dari catatan perubahan.`);
}

type ContentAt = {
  readonly key: SheetKey;
  readonly told: ToldContent | undefined;
  readonly what: string;
  readonly code: 'revision' | 'rival';
};

/** The figures hash to their content hash, and that is the one which the entry recorded. */
function checkContent(check: TableCheck, row: CheckedRevision | CheckedRival, at: ContentAt): void {
  const { key, told, what, code } = at;
  const place = told ?? { seq: null, subject: sheetId(key) };
  const stored = row.content_hash.toString('hex');
  if (figuresHash(key, row.figures) !== stored) {
    found(check, `${code}-figures`, place, `${what} diubah: angkanya tidak cocok dengan sidik jarinya.`);
  }
  if (!told) {
    found(check, `${code}-without-entry`, place, `${what} tidak ada dalam catatan perubahan.`);
  } else if (told.contentHash !== stored) {
    found(check, `${code}-figures`, place, `${what} diubah: isinya bukan yang dicatat pada nomor ${told.seq}.`);
  } else {
    const { act_id, author_id, author_role, reason } = row;
    const column = firstDifferent(
      { act_id, author_id, author_role, reason, recorded_at: isTime(row.recorded_at, told.at) },
      {
        act_id: told.act,
        author_id: told.author,
        author_role: told.role ?? author_role,
        reason: told.reason,
        recorded_at: true,
      },
    );
    if (column)
      found(check, `${code}-altered`, told, `${what} diubah: ${column} berbeda dari catatan nomor ${told.seq}.`);
  }
}

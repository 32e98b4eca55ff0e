import type { RegionCode } from '#kernel/region-code.ts';
import { sha256 } from '#platform/audit/audit-log.ts';
import { isoTime } from '#platform/audit/verify-entries.ts';
import type { ReportFault } from '#platform/audit/verify-report.ts';
import type { Values } from './domain/fields.ts';
import { contentText, type SheetKey, sheetId } from './domain/submission.ts';
import type { CheckedAct, CheckedHeld, CheckedRevision, CheckedRival, CheckedSheet, CheckedVoid } from './store/audit-check.ts';
import { partOf, type ToldContent, type ToldHistory } from './verify-history.ts';

/** Compares the rows of one kabupaten with what its entries say. */
export type TableCheck = {
  readonly kabId: number;
  readonly history: ToldHistory;
  /** Contests by number, with the election they belong to. */
  readonly contests: ReadonlyMap<number, { readonly election: string; readonly contest: string }>;
  readonly report: ReportFault;
};

type Place = { readonly contest_no: number; readonly village: string; readonly station: number; readonly round: string };

export function checkSheetRow(check: TableCheck, row: CheckedSheet): void {
  const subject = sheetId(keyOf(check, row));
  const told = check.history.sheets.get(subject);
  if (!told || told.digest.revision === 0) return fault(check, 'sheet-without-entry', null, subject, `Lembar ${subject} tidak ada dalam catatan perubahan.`);
  const { state, revision, rivals } = told.digest;
  check.history.sheets.delete(subject);
  const column = firstDifferent({ state: [row.state, state], revision: [row.revision, revision], open_rivals: [row.open_rivals, rivals.length] });
  if (column) fault(check, 'sheet-altered', told.seq, subject, `Lembar ${subject} diubah: ${column} berbeda dari catatan nomor ${told.seq}.`);
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
  const what = `Isi tandingan ${row.rival} dari ${subject}`;
  check.history.rivals.delete(part);
  checkContent(check, row, { key, told, what, code: 'rival' });
  if (!told) return;
  const column = firstDifferent({ closed_as: [row.closed_as, told.closedAs], closed_by: [row.closed_by, told.closedBy] });
  if (column) fault(check, 'rival-altered', told.seq, subject, `${what} diubah: ${column} berbeda dari catatan perubahan.`);
}

type ContentAt = { readonly key: SheetKey; readonly told: ToldContent | undefined; readonly what: string; readonly code: 'revision' | 'rival' };

/** The figures hash to their content hash, and that is the one which the entry recorded. */
function checkContent(check: TableCheck, row: CheckedRevision | CheckedRival, { key, told, what, code }: ContentAt): void {
  const subject = sheetId(key);
  const hash = figuresHash(key, row.figures);
  const stored = row.content_hash.toString('hex');
  if (hash !== stored) fault(check, `${code}-figures`, told?.seq ?? null, subject, `${what} diubah: angkanya tidak cocok dengan sidik jarinya.`);
  if (!told) return fault(check, `${code}-without-entry`, null, subject, `${what} tidak ada dalam catatan perubahan.`);
  if (told.contentHash !== stored) {
    return fault(check, `${code}-figures`, told.seq, subject, `${what} diubah: isinya bukan yang dicatat pada nomor ${told.seq}.`);
  }
  const column = firstDifferent({
    act_id: [row.act_id, told.act],
    author_id: [row.author_id, told.author],
    author_role: [row.author_role, told.role ?? row.author_role],
    reason: [row.reason, told.reason],
    recorded_at: [isoTime(row.recorded_at), told.at],
  });
  if (column) fault(check, `${code}-altered`, told.seq, subject, `${what} diubah: ${column} berbeda dari catatan nomor ${told.seq}.`);
}

export function checkActRow(check: TableCheck, row: CheckedAct): void {
  const subject = sheetId(keyOf(check, row));
  const requestHash = row.request_hash.toString('hex');
  const reused = check.history.reused.get(row.id);
  if (reused && reused.requestHash !== requestHash) {
    fault(check, 'act-altered', reused.seq, subject, `Tindakan ${row.id} diubah: permintaannya bukan yang dicatat pada nomor ${reused.seq}.`);
  }
  const told = check.history.acts.get(row.id);
  if (!told) return fault(check, 'act-without-entry', null, subject, `Tindakan ${row.id} pada ${subject} tidak ada dalam catatan perubahan.`);
  check.history.acts.delete(row.id);
  const answer = row.answer ?? {};
  const column = firstDifferent({
    lembar: [subject, told.subject],
    act: [row.act, told.action],
    outcome: [row.outcome, told.outcome],
    revision: [row.revision, told.revision],
    actor_id: [row.actor_id, told.actor.id],
    actor_role: [row.actor_role, told.actor.role],
    actor_region: [row.actor_region, told.actor.region],
    device: [row.device, told.actor.device],
    channel: [row.channel, told.actor.channel],
    reason: [row.reason, told.reason],
    recorded_at: [isoTime(row.recorded_at), told.at],
    'answer.act': [answer.act, row.id],
    'answer.sheet': [answer.sheet, told.subject],
    'answer.outcome': [answer.outcome, told.outcome],
    'answer.state': [answer.state, told.state],
    'answer.revision': [answer.revision, told.revision],
    'answer.contentHash': [answer.contentHash, told.contentHash],
    'answer.recordedAt': [answer.recordedAt, told.at],
    'answer.rival': [answer.rival ?? null, told.rival],
  });
  if (column) fault(check, 'act-altered', told.seq, subject, `Tindakan ${row.id} diubah: ${column} berbeda dari catatan nomor ${told.seq}.`);
}

export function checkVoidRow(check: TableCheck, row: CheckedVoid): void {
  const subject = sheetId(keyOf(check, row));
  const told = check.history.voids.get(row.act_id);
  if (!told) return fault(check, 'void-without-entry', null, subject, `Permintaan pembatalan ${subject} tidak ada dalam catatan perubahan.`);
  check.history.voids.delete(row.act_id);
  const column = firstDifferent({
    lembar: [subject, told.subject],
    requested_by: [row.requested_by, told.by],
    reason: [row.reason, told.reason ?? ''],
    revision: [row.revision, told.revision],
    requested_at: [isoTime(row.requested_at), told.at],
    closed_as: [row.closed_as, told.closedAs],
    closed_by: [row.closed_by, told.closedBy],
  });
  if (column) fault(check, 'void-altered', told.seq, subject, `Permintaan pembatalan ${subject} diubah: ${column} berbeda dari catatan perubahan.`);
}

export function checkHeldRow(check: TableCheck, row: CheckedHeld): void {
  const key = keyOf(check, row);
  const subject = sheetId(key);
  const told = check.history.held.get(row.id);
  const fate = check.history.fates.get(row.id);
  check.history.fates.delete(row.id);
  if (!told) return fault(check, 'held-without-entry', null, subject, `Kiriman karantina ${row.id} tidak ada dalam catatan perubahan.`);
  check.history.held.delete(row.id);
  const submission = row.submission ?? {};
  const column = firstDifferent({
    lembar: [subject, told.subject],
    author_id: [row.author_id, told.actor.id],
    author_role: [row.author_role, told.actor.role],
    author_region: [row.author_region, told.actor.region],
    submission: [figuresHash(key, (submission.values ?? {}) as Values), told.contentHash],
    'submission.id': [submission.id, row.id],
    recorded_at: [isoTime(row.recorded_at), told.at],
    fate: [row.fate, fate?.fate ?? null],
    fate_reason: [row.fate_reason, fate?.reason ?? null],
    fate_act: [row.fate_act, fate?.act ?? null],
  });
  if (column) fault(check, 'held-altered', told.seq, subject, `Kiriman karantina ${row.id} diubah: ${column} berbeda dari catatan perubahan.`);
}

/** What the entries tell and no row holds. Runs after all rows of the kabupaten. */
export function reportMissingRows(check: TableCheck): void {
  const { sheets, acts, revisions, rivals, voids, held, fates } = check.history;
  for (const [subject, { digest, seq }] of sheets) {
    if (digest.revision > 0) fault(check, 'sheet-missing', seq, subject, `Lembar ${subject} hilang; catatan nomor ${seq} menyebutnya.`);
  }
  for (const [id, { seq, subject }] of acts) fault(check, 'act-missing', seq, subject, `Tindakan ${id} hilang; catatan nomor ${seq} menyebutnya.`);
  const parts = [
    ['revision-missing', 'Revisi', revisions],
    ['rival-missing', 'Isi tandingan', rivals],
    ['void-missing', 'Permintaan pembatalan', voids],
    ['held-missing', 'Kiriman karantina', held],
    ['held-missing', 'Kiriman karantina', fates],
  ] as const;
  for (const [code, what, missing] of parts) {
    for (const [id, { seq, subject }] of missing) fault(check, code, seq, subject, `${what} ${id} hilang; catatan nomor ${seq} menyebutnya.`);
  }
}

/** Null for what no sheet can state: somebody may have written any JSON there. */
function figuresHash(key: SheetKey, values: Values): string | null {
  try {
    return sha256(contentText(key, values)).toString('hex');
  } catch {
    return null;
  }
}

function keyOf({ contests }: TableCheck, { contest_no, village, station, round }: Place): SheetKey {
  const { election, contest } = contests.get(contest_no) ?? { election: '?', contest: String(contest_no) };
  return { election, contest, region: village as RegionCode, station, round };
}

function firstDifferent(pairs: Readonly<Record<string, readonly [unknown, unknown]>>): string | null {
  for (const name in pairs) {
    const pair = pairs[name];
    if (pair && pair[0] !== pair[1]) return name;
  }
  return null;
}

function fault({ report, kabId }: TableCheck, code: string, seq: number | null, subject: string, message: string): void {
  report({ code: `results.${code}`, kab: kabId, seq, subject, message });
}

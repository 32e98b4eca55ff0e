import type { Json } from '#kernel/canonical-json.ts';
import type { Tx } from '#platform/db/sql.ts';
import type { ReportFault } from './verify-report.ts';

/** Who acted, as the entry says. */
export type EntryActor = {
  readonly id: string;
  readonly role: string;
  readonly region: string;
  readonly device: string | null;
  readonly channel: string;
};

/** An entry of the record as its own content tells it. */
export type Entry = {
  readonly kab: number;
  readonly seq: number;
  readonly at: string;
  readonly election: number | null;
  readonly action: string;
  readonly subject: string;
  readonly actor: EntryActor;
  readonly act: string | null;
  readonly reason: string | null;
  readonly before: Json;
  readonly after: Json;
};

type EntryRow = {
  seq: number;
  election_no: number | null;
  recorded_at: Date;
  action: string;
  subject: string;
  content: string;
  is_intact: boolean;
};

/** Entries read at once: bounds the memory, whatever the length of the record. */
const PIECE = 2_000;

/**
 * Reads the entries of one kabupaten in their order and proves each by itself: the content hashes to its hash, and what
 * it says of its own place, time and subject is where it stands. A damaged entry is reported and, where it can still be
 * read, handed on, so that one fault is not told as many.
 * @param electionNo only entries of this election, and those that name none
 * @returns how many entries were read
 */
export async function verifyEntries(
  tx: Tx,
  { kabId, electionNo }: { readonly kabId: number; readonly electionNo: number | null },
  onEntry: (entry: Entry) => void,
  report: ReportFault,
): Promise<number> {
  let entries = 0;
  const pieces = tx<EntryRow[]>`
    select seq, election_no, recorded_at, action, subject, content, content_hash = sha256(convert_to(content, 'UTF8')) as is_intact from audit_entry
    where kab_id = ${kabId} ${electionNo === null ? tx`` : tx`and (election_no = ${electionNo} or election_no is null)`}
    order by seq`.cursor(PIECE);
  for await (const rows of pieces) {
    entries += rows.length;
    for (const row of rows) {
      const entry = readEntry(row.content);
      const message = faultOf(kabId, row, entry);
      if (message) report({ code: 'audit.entry-altered', kab: kabId, seq: row.seq, subject: row.subject, message });
      if (entry) onEntry(entry);
    }
  }
  return entries;
}

function faultOf(kabId: number, row: EntryRow, entry: Entry | null): string | null {
  const place = `Catatan nomor ${row.seq} kabupaten ${kabId}`;
  if (!row.is_intact) return `${place} diubah: isinya tidak cocok lagi dengan sidik jarinya.`;
  if (!entry) return `${place} diubah: isinya bukan catatan.`;
  if (entry.kab !== kabId || entry.seq !== row.seq) {
    return `${place} dipindahkan: isinya catatan nomor ${entry.seq} kabupaten ${entry.kab}.`;
  }
  const column = differingColumn(row, entry);
  return column === null ? null : `${place} diubah: kolom ${column} berbeda dari isinya.`;
}

function differingColumn(row: EntryRow, entry: Entry): string | null {
  if (row.election_no !== entry.election) return 'election_no';
  if (row.action !== entry.action) return 'action';
  if (row.subject !== entry.subject) return 'subject';
  return isTime(row.recorded_at, entry.at) ? null : 'recorded_at';
}

/** Whether a column holds the moment that an entry writes; what no calendar holds (`infinity`) equals none. */
export function isTime(column: Date, written: string): boolean {
  return column.getTime() === Date.parse(written);
}

/** The entry that a content states; null when it is none. */
function readEntry(content: string): Entry | null {
  let value: Partial<Entry> | null;
  try {
    value = JSON.parse(content);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || typeof value.actor !== 'object' || value.actor === null)
    return null;
  const isEntry =
    Number.isInteger(value.kab) &&
    Number.isInteger(value.seq) &&
    typeof value.at === 'string' &&
    typeof value.action === 'string' &&
    typeof value.subject === 'string';
  return isEntry ? (value as Entry) : null;
}

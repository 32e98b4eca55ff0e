import type { Sql, Tx } from '#platform/db/sql.ts';
import type { ReportFault } from './verify-report.ts';

/** Every kabupaten that has a head or an entry, in ascending order. */
export async function listRecordedRegencies(sql: Sql | Tx): Promise<readonly number[]> {
  const rows = await sql<{ kab_id: number }[]>`
    select kab_id from audit_head union select distinct kab_id from audit_entry order by 1`;
  return rows.map((row) => row.kab_id);
}

/**
 * The numbers of each kabupaten run from 1 to its head without a gap: whoever takes an entry out leaves a hole, and
 * whoever cuts the end leaves the head behind.
 */
export async function verifyNumbers(sql: Sql | Tx, report: ReportFault): Promise<void> {
  for (const { kab_id, first, last } of await readGaps(sql)) {
    const numbers = first === last ? `Catatan nomor ${first}` : `Catatan nomor ${first} sampai ${last}`;
    report({
      code: 'audit.entry-missing',
      kab: kab_id,
      seq: first,
      subject: '',
      message: `${numbers} kabupaten ${kab_id} hilang.`,
    });
  }
  for (const { kab_id, head, first, last } of await readHeads(sql)) {
    if (first < 1) {
      const message = `Catatan nomor ${first} kabupaten ${kab_id} disisipkan: penomoran mulai dari 1.`;
      report({ code: 'audit.entry-inserted', kab: kab_id, seq: first, subject: '', message });
    }
    if (head === last) continue;
    const message =
      head === null
        ? `Kabupaten ${kab_id} mempunyai catatan sampai nomor ${last}, tetapi penghitung nomornya hilang.`
        : `Penghitung kabupaten ${kab_id} menyebut ${head} catatan, tetapi catatan terakhir bernomor ${last}.`;
    report({ code: 'audit.head-differs', kab: kab_id, seq: last, subject: '', message });
  }
}

function readGaps(sql: Sql | Tx) {
  return sql<{ kab_id: number; first: number; last: number }[]>`
    select kab_id, earlier + 1 as first, seq - 1 as last
    from (select kab_id, seq, lag(seq, 1, 0::bigint) over (partition by kab_id order by seq) as earlier from audit_entry) as numbered
    where seq > earlier + 1 order by kab_id, seq`;
}

function readHeads(sql: Sql | Tx) {
  return sql<{ kab_id: number; head: number | null; first: number; last: number }[]>`
    select kab_id, head.last_seq as head, coalesce(entries.first, 1) as first, coalesce(entries.last, 0) as last
    from audit_head as head full join (select kab_id, min(seq) as first, max(seq) as last from audit_entry group by kab_id) as entries using (kab_id)
    order by kab_id`;
}

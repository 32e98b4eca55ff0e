import { hash } from 'node:crypto';
import { canonicalJson, type Json } from '#kernel/canonical-json.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';

/** The desk as a whole, where a change belongs to no kabupaten. */
export const DESK_WIDE = 0;

/** Who did what to which thing, and what it was before and is after. */
export type AuditRecord = {
  readonly electionNo: number | null;
  readonly action: string;
  readonly subject: string;
  readonly actor: {
    readonly id: string;
    readonly role: string;
    readonly region: string;
    readonly device: string | null;
    readonly channel: string;
  };
  readonly act: string | null;
  readonly reason: string | null;
  readonly before: Json;
  readonly after: Json;
};

/** The locked heads of the record of changes, by kabupaten: the last number given out. */
export type AuditHeads = Map<number, number>;

/**
 * Locks the kabupaten in ascending order until the transaction ends. Every change of election data begins here, so that
 * a kabupaten is changed by one transaction at a time and the numbers of its record have no gap. Both statements leave at
 * once: whatever the caller sends next, even before this answers, is read under the lock.
 */
export async function lockRegencies(tx: Tx, kabIds: readonly number[]): Promise<AuditHeads> {
  const ids = [...new Set(kabIds)].sort((a, b) => a - b);
  const [, rows] = await Promise.all([
    tx`insert into audit_head (kab_id)
      select id from unnest(${ids}::int[]) as id where not exists (select from audit_head where kab_id = id)
      order by id on conflict do nothing`,
    tx<{ kab_id: number; last_seq: number }[]>`
      select kab_id, last_seq from audit_head where kab_id = any(${ids}::int[]) order by kab_id for update`,
  ]);
  return new Map(rows.map((row) => [row.kab_id, row.last_seq]));
}

export type AuditRow = {
  readonly kabId: number;
  readonly seq: number;
  readonly electionNo: number | null;
  readonly action: string;
  readonly subject: string;
  readonly content: string;
  readonly hash: Buffer;
};

/** Numbers a record and gives it its canonical content and hash; the head moves on in memory. */
export function nextAuditRow(heads: AuditHeads, kabId: number, at: Date, record: AuditRecord): AuditRow {
  const last = heads.get(kabId);
  if (last === undefined) throw new Error(`broken invariant: kabupaten ${kabId} is not locked`);
  const seq = last + 1;
  heads.set(kabId, seq);
  const { electionNo, action, subject, actor, act, reason, before, after } = record;
  const content = canonicalJson({
    v: 1,
    kab: kabId,
    seq,
    at: at.toISOString(),
    election: electionNo,
    action,
    subject,
    actor,
    act,
    reason,
    before,
    after,
  });
  return { kabId, seq, electionNo, action, subject, content, hash: sha256(content) };
}

/** Writes the entries of one transaction and the heads they moved. */
export async function appendAudit(tx: Tx, at: Date, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length === 0) return;
  const heads = new Map<number, number>();
  for (const row of rows) heads.set(row.kabId, row.seq);
  await Promise.all([
    tx`insert into audit_entry (kab_id, seq, election_no, recorded_at, action, subject, content, content_hash)
      select kab_id, seq, election_no, ${at}::timestamptz, action, subject, content, decode(hash, 'hex')
      from unnest(${rows.map((row) => row.kabId)}::int[], ${rows.map((row) => row.seq)}::bigint[],
        ${rows.map((row) => row.electionNo)}::int[], ${rows.map((row) => row.action)}::text[],
        ${rows.map((row) => row.subject)}::text[], ${rows.map((row) => row.content)}::text[],
        ${rows.map((row) => row.hash.toString('hex'))}::text[])
        as entry (kab_id, seq, election_no, action, subject, content, hash)`,
    tx`update audit_head set last_seq = head.seq
      from unnest(${[...heads.keys()]}::int[], ${[...heads.values()]}::bigint[]) as head (kab_id, seq)
      where audit_head.kab_id = head.kab_id`,
  ]);
}

export function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

/** How far the record of each kabupaten has come: it moves with every change, so copies in memory compare it. */
export async function readAuditHeads(sql: Sql | Tx): Promise<ReadonlyMap<number, number>> {
  const rows = await sql<{ kab_id: number; last_seq: number }[]>`select kab_id, last_seq from audit_head`;
  return new Map(rows.map((row) => [row.kab_id, row.last_seq]));
}

/**
 * How far the records have come together: all, or one kabupaten's with the desk's own. Heads only grow, so an equal
 * answer means that nothing changed between.
 */
export async function readAuditProgress(sql: Sql | Tx, kabId: number | null = null): Promise<number> {
  const [row] = await sql<{ progress: number }[]>`
    select coalesce(sum(last_seq), 0)::bigint as progress from audit_head
    ${kabId === null ? sql`` : sql`where kab_id in (${DESK_WIDE}, ${kabId})`}`;
  return row?.progress ?? 0;
}

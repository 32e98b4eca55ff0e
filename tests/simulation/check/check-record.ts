import type { Sql } from '#platform/db/sql.ts';

type Digest = { readonly state: string; readonly revision: number; readonly contentHash: string | null };
type Entry = { readonly subject: string; readonly before: Digest; readonly after: Digest };

/** I5: the record, read from its beginning, leads from each state to the next and ends where the sheets stand. */
export async function brokenRecord(sql: Sql): Promise<string[]> {
  const rows = await sql<{ content: string }[]>`
    select content from audit_entry where action like 'sheet.%' and action not in ('sheet.id-reused', 'sheet.photo') order by kab_id, seq`;
  const last = new Map<string, Digest>();
  const faults: string[] = [];
  for (const { content } of rows) {
    const { subject, before, after } = JSON.parse(content) as Entry;
    const known = last.get(subject) ?? { state: 'none', revision: 0, contentHash: null };
    if (short(known) !== short(before))
      faults.push(`I5: ${subject} goes on from ${short(before)} after ${short(known)}`);
    last.set(subject, after);
  }
  const sheets = await sql<{ subject: string; state: string; revision: number; hash: string }[]>`
    select e.id || ':' || c.id || ':' || s.village || ':' || lpad(s.station::text, 3, '0') || ':' || s.round as subject, s.state, s.revision,
      encode(r.content_hash, 'hex') as hash
    from sheet s join contest c using (contest_no) join election e using (election_no)
      join sheet_revision r using (kab_id, contest_no, village, station, round, revision)`;
  for (const { subject, state, revision, hash } of sheets) {
    const ends = last.get(subject);
    if (!ends || short(ends) !== short({ state, revision, contentHash: hash }))
      faults.push(`I5: the record of ${subject} ends at ${ends && short(ends)}, the sheet is ${state} ${revision}`);
  }
  return faults;
}

function short({ state, revision, contentHash }: Digest): string {
  return `${state} ${revision} ${contentHash?.slice(0, 8)}`;
}

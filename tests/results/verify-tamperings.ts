import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#kernel/canonical-json.ts';
import type { RegionCode } from '#kernel/region-code.ts';
import type { Tx } from '#platform/db/sql.ts';
import { contentText } from '#results/domain/submission.ts';

/** Draws a whole number below `count`, always the same for the same name. */
export type Pick = (count: number) => number;
type Tampering = { readonly isFound: boolean; readonly tamper: (tx: Tx, pick: Pick) => Promise<unknown> };

export function seededPicker(name: string): Pick {
  let turn = 0;
  return (count) => createHash('sha256').update(`${name} ${turn++}`).digest().readUInt32BE(0) % count;
}

/** What somebody with SQL can do to the record and to sheets, and whether `audit verify` can see it. */
export const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  'delete an entry': found((tx, pick) =>
    byCtid(tx, pick, 'audit_entry', (ctid) => tx`delete from audit_entry where ctid = ${ctid}::tid`),
  ),
  'delete the row of a sheet': found((tx, pick) =>
    byCtid(tx, pick, 'sheet', (ctid) => tx`delete from sheet where ctid = ${ctid}::tid`),
  ),
  'delete a revision': found((tx, pick) =>
    byCtid(tx, pick, 'sheet_revision', (ctid) => tx`delete from sheet_revision where ctid = ${ctid}::tid`),
  ),
  'delete an act': found((tx, pick) =>
    byCtid(tx, pick, 'sheet_act', (ctid) => tx`delete from sheet_act where ctid = ${ctid}::tid`),
  ),
  'delete a rival': found((tx, pick) =>
    byCtid(tx, pick, 'sheet_rival', (ctid) => tx`delete from sheet_rival where ctid = ${ctid}::tid`),
  ),
  'delete a void request': found((tx, pick) =>
    byCtid(tx, pick, 'void_request', (ctid) => tx`delete from void_request where ctid = ${ctid}::tid`),
  ),
  'delete a held submission': found((tx, pick) =>
    byCtid(tx, pick, 'held_submission', (ctid) => tx`delete from held_submission where ctid = ${ctid}::tid`),
  ),
  'delete a sheet with its revisions, rivals and acts': found(deleteWholeSheet),
  'delete the last entry and move the head back': found(async (tx, pick) => {
    const entry = await lastEntry(tx, pick);
    await tx`delete from audit_entry where kab_id = ${entry.kab_id} and seq = ${entry.seq}`;
    await tx`update audit_head set last_seq = last_seq - 1 where kab_id = ${entry.kab_id}`;
  }),
  'delete the head': found((tx, pick) =>
    byCtid(tx, pick, 'audit_head', (ctid) => tx`delete from audit_head where ctid = ${ctid}::tid`),
  ),

  'edit the content of an entry': found((tx, pick) =>
    byCtid(
      tx,
      pick,
      'audit_entry',
      (ctid) => tx`update audit_entry set content = replace(content, '"v":1', '"v":2') where ctid = ${ctid}::tid`,
    ),
  ),
  'edit the time of an entry': found((tx, pick) =>
    byCtid(
      tx,
      pick,
      'audit_entry',
      (ctid) => tx`update audit_entry set recorded_at = recorded_at - interval '1 hour' where ctid = ${ctid}::tid`,
    ),
  ),
  'edit the actor in an entry and its hash': found((tx, pick) =>
    rewriteEntry(tx, pick, (entry) => ({ ...entry, actor: { ...(entry.actor as object), id: 'orang-lain' } })),
  ),
  'edit the reason in an entry and its hash': found((tx, pick) =>
    rewriteEntry(tx, pick, (entry) => ({ ...entry, reason: 'alasan lain' })),
  ),
  'edit the content hash in an entry and its hash': found((tx, pick) =>
    rewriteEntry(tx, pick, (entry) => ({
      ...entry,
      after: { ...(entry.after as object), contentHash: 'ab'.repeat(32) },
    })),
  ),
  'edit the state of a sheet': found((tx, pick) =>
    byCtid(
      tx,
      pick,
      'sheet',
      (ctid) =>
        tx`update sheet set state = case state when 'verified' then 'returned' else 'verified' end where ctid = ${ctid}::tid`,
    ),
  ),
  'edit the current revision of a sheet': found((tx, pick) =>
    byCtid(tx, pick, 'sheet', (ctid) => tx`update sheet set revision = revision + 1 where ctid = ${ctid}::tid`),
  ),
  'edit the open rivals of a sheet': found((tx, pick) =>
    byCtid(tx, pick, 'sheet', (ctid) => tx`update sheet set open_rivals = open_rivals + 1 where ctid = ${ctid}::tid`),
  ),
  'edit the figures of a revision': found((tx, pick) => editFigures(tx, pick, { rehash: false })),
  'edit the figures of a revision and its hash': found((tx, pick) => editFigures(tx, pick, { rehash: true })),
  'edit the author of a revision': found((tx, pick) =>
    byCtid(
      tx,
      pick,
      'sheet_revision',
      (ctid) => tx`update sheet_revision set author_id = 'orang-lain' where ctid = ${ctid}::tid`,
    ),
  ),
  'edit the rank of the author of a revision': found((tx, pick) =>
    byCtid(
      tx,
      pick,
      'sheet_revision',
      (ctid) => tx`update sheet_revision set author_role = 'cli' where ctid = ${ctid}::tid`,
    ),
  ),
  'edit the figures of a rival': found((tx, pick) =>
    byCtid(
      tx,
      pick,
      'sheet_rival',
      (ctid) => tx`update sheet_rival set figures = figures || '{"invalid_votes": 77}' where ctid = ${ctid}::tid`,
    ),
  ),
  'edit how a rival was closed': found((tx, pick) =>
    byCtid(
      tx,
      pick,
      'sheet_rival',
      (ctid) => tx`
      update sheet_rival set closed_as = case closed_as when 'withdrawn' then 'kept' else 'withdrawn' end, closed_by = coalesce(closed_by, act_id)
      where ctid = ${ctid}::tid`,
    ),
  ),
  'edit the actor of an act': found((tx, pick) =>
    byCtid(tx, pick, 'sheet_act', (ctid) => tx`update sheet_act set actor_id = 'orang-lain' where ctid = ${ctid}::tid`),
  ),
  'edit the answer of an act': found((tx, pick) =>
    byCtid(
      tx,
      pick,
      'sheet_act',
      (ctid) => tx`update sheet_act set answer = answer || '{"revision": 9}' where ctid = ${ctid}::tid`,
    ),
  ),
  'edit a void request': found((tx, pick) =>
    byCtid(
      tx,
      pick,
      'void_request',
      (ctid) => tx`update void_request set requested_by = 'orang-lain' where ctid = ${ctid}::tid`,
    ),
  ),
  'edit the figures of a held submission': found((tx, pick) =>
    byCtid(
      tx,
      pick,
      'held_submission',
      (ctid) => tx`
      update held_submission set submission = jsonb_set(submission, '{values,candidate_1}', '999') where ctid = ${ctid}::tid`,
    ),
  ),
  'write figures that no sheet can state': found((tx, pick) =>
    byCtid(
      tx,
      pick,
      'sheet_revision',
      (ctid) => tx`update sheet_revision set figures = '{"candidate_1": 1e999}' where ctid = ${ctid}::tid`,
    ),
  ),

  'swap the contents of two entries': found((tx, pick) =>
    swapColumns(tx, pick, 'audit_entry', [
      'content',
      'content_hash',
      'subject',
      'action',
      'recorded_at',
      'election_no',
    ]),
  ),
  'swap the figures of two revisions': found((tx, pick) =>
    swapColumns(tx, pick, 'sheet_revision', ['figures', 'act_id']),
  ),
  'swap the figures of two revisions and their hashes': found((tx, pick) =>
    swapColumns(tx, pick, 'sheet_revision', ['figures', 'content_hash', 'act_id']),
  ),
  'swap the revisions of two sheets whole': found((tx, pick) =>
    swapColumns(tx, pick, 'sheet_revision', [
      'figures',
      'content_hash',
      'act_id',
      'author_id',
      'author_role',
      'reason',
      'note',
      'entered_at',
      'recorded_at',
    ]),
  ),
  'swap the states of two sheets': found(swapStates),
  'swap the stations of two acts': found((tx, pick) =>
    swapColumns(tx, pick, 'sheet_act', ['village', 'station', 'answer']),
  ),
  'insert an entry before the first': found(async (tx, pick) => {
    const { kab_id } = await lastEntry(tx, pick);
    await insertEntry(tx, { kab: kab_id, seq: 0 });
  }),
  'insert an act that no entry tells': found((tx, pick) =>
    byCtid(
      tx,
      pick,
      'sheet_act',
      (ctid) => tx`
      insert into sheet_act (kab_id, id, contest_no, village, station, round, act, outcome, revision, actor_id, actor_role, actor_region, device, channel,
        reason, request_hash, answer, recorded_at)
      select kab_id, gen_random_uuid(), contest_no, village, station, round, act, outcome, revision, actor_id, actor_role, actor_region, device, channel,
        reason, request_hash, answer, recorded_at from sheet_act where ctid = ${ctid}::tid`,
    ),
  ),

  'rewrite figures, hashes, acts and the entry alike': notYet(rewriteAll),
  'cut the end: the last sheet of a kabupaten with all its rows, entry and head': notYet(cutEnd),
  'rewrite an entry about no sheet with its hash': notYet((tx, pick) =>
    rewriteEntry(tx, pick, (entry) => ({ ...entry, reason: 'alasan lain' }), `action = 'election.apply'`),
  ),
  'add an entry about no sheet at the end': notYet(async (tx, pick) => {
    const { kab_id, seq } = await lastEntry(tx, pick);
    await insertEntry(tx, { kab: kab_id, seq: seq + 1 });
    await tx`update audit_head set last_seq = last_seq + 1 where kab_id = ${kab_id}`;
  }),
};

function found(tamper: Tampering['tamper']): Tampering {
  return { isFound: true, tamper };
}

function notYet(tamper: Tampering['tamper']): Tampering {
  return { isFound: false, tamper };
}

async function drawCtid(tx: Tx, pick: Pick, table: string, where = 'true'): Promise<string> {
  const rows = await tx.unsafe<{ ctid: string }[]>(`select ctid::text from ${table} where ${where} order by 1`);
  return rows[pick(rows.length)]!.ctid;
}

async function byCtid(
  tx: Tx,
  pick: Pick,
  table: string,
  work: (ctid: string) => PromiseLike<{ count: number }>,
): Promise<void> {
  const { count } = await work(await drawCtid(tx, pick, table));
  if (count !== 1) throw new Error('the tampering changed nothing');
}

type SheetAt = { kab_id: number; contest_no: number; village: string; station: number; round: string };

async function deleteWholeSheet(tx: Tx, pick: Pick): Promise<void> {
  const [sheet] = await tx<SheetAt[]>`select * from sheet where ctid = ${await drawCtid(tx, pick, 'sheet')}::tid`;
  await deleteSheetRows(tx, sheet!);
}

async function deleteSheetRows(tx: Tx, { kab_id, contest_no, village, station, round }: SheetAt): Promise<void> {
  for (const table of ['sheet', 'sheet_revision', 'sheet_rival', 'sheet_act', 'void_request', 'held_submission']) {
    await tx`delete from ${tx(table)} where kab_id = ${kab_id} and contest_no = ${contest_no} and village = ${village} and station = ${station} and round = ${round}`;
  }
}

async function lastEntry(tx: Tx, pick: Pick): Promise<{ kab_id: number; seq: number }> {
  const rows = await tx<
    { kab_id: number; seq: number }[]
  >`select kab_id, max(seq) as seq from audit_entry where kab_id > 0 group by 1 order by 1`;
  return rows[pick(rows.length)]!;
}

type Content = { readonly [key: string]: Json | undefined };

async function rewriteEntry(
  tx: Tx,
  pick: Pick,
  change: (entry: Content) => unknown,
  where = `action = any('{sheet.submit,sheet.verify,sheet.decide}')`,
): Promise<void> {
  const ctid = await drawCtid(tx, pick, 'audit_entry', where);
  const [row] = await tx<{ content: string }[]>`select content from audit_entry where ctid = ${ctid}::tid`;
  await writeContent(tx, ctid, canonicalJson(change(JSON.parse(row!.content)) as Json));
}

async function writeContent(tx: Tx, ctid: string, content: string): Promise<void> {
  await tx`update audit_entry set content = ${content}, content_hash = sha256(convert_to(${content}, 'UTF8')) where ctid = ${ctid}::tid`;
}

async function insertEntry(tx: Tx, { kab, seq }: { kab: number; seq: number }): Promise<void> {
  const at = '2024-11-27T10:00:00.000Z';
  const actor = { id: 'orang-lain', role: 'data_admin', region: 'national', device: null, channel: 'desk' };
  const content = canonicalJson({
    v: 1,
    kab,
    seq,
    at,
    election: null,
    action: 'election.apply',
    subject: 'election:x',
    actor,
    act: null,
    reason: null,
    before: null,
    after: null,
  });
  await tx`insert into audit_entry (kab_id, seq, election_no, recorded_at, action, subject, content, content_hash)
    values (${kab}, ${seq}, null, ${at}, 'election.apply', 'election:x', ${content}, sha256(convert_to(${content}, 'UTF8')))`;
}

async function editFigures(tx: Tx, pick: Pick, { rehash }: { rehash: boolean }): Promise<void> {
  const ctid = await drawCtid(tx, pick, 'sheet_revision');
  const [row] = await tx<
    {
      election: string;
      contest: string;
      region: RegionCode;
      station: number;
      round: string;
      figures: Record<string, number>;
    }[]
  >`
    select e.id as election, c.id as contest, village as region, station, round, figures
    from sheet_revision r join contest c using (contest_no) join election e using (election_no) where r.ctid = ${ctid}::tid`;
  const { figures, ...key } = row!;
  const values = { ...figures, candidate_1: (figures.candidate_1 ?? 0) + 1 + pick(50) };
  await tx`update sheet_revision set figures = ${tx.json(values)} where ctid = ${ctid}::tid`;
  if (rehash)
    await tx`update sheet_revision set content_hash = sha256(convert_to(${contentText(key, values)}, 'UTF8')) where figures = ${tx.json(values)} and village = ${key.region} and station = ${key.station}`;
}

async function swapColumns(tx: Tx, pick: Pick, table: string, columns: readonly string[]): Promise<void> {
  const first = await drawCtid(tx, pick, table);
  const rest = `ctid <> '${first}' and ${columns[0]} is distinct from (select ${columns[0]} from ${table} where ctid = '${first}')`;
  const second = await drawCtid(tx, pick, table, rest);
  await tx.unsafe(`update ${table} as a set ${columns.map((column) => `${column} = b.${column}`).join(', ')} from ${table} as b
    where (a.ctid = '${first}' and b.ctid = '${second}') or (a.ctid = '${second}' and b.ctid = '${first}')`);
}

async function swapStates(tx: Tx, pick: Pick): Promise<void> {
  const first = await drawCtid(tx, pick, 'sheet');
  const second = await drawCtid(
    tx,
    pick,
    'sheet',
    `(state, revision) <> (select state, revision from sheet where ctid = '${first}')`,
  );
  await tx.unsafe(`update sheet as a set state = b.state, revision = b.revision from sheet as b
    where (a.ctid = '${first}' and b.ctid = '${second}') or (a.ctid = '${second}' and b.ctid = '${first}')`);
}

/** One first submission, changed everywhere it is told: what only a copy of the record outside the desk can show. */
async function rewriteAll(tx: Tx, pick: Pick): Promise<void> {
  const ctid = await drawCtid(
    tx,
    pick,
    'audit_entry',
    `subject in (select subject from audit_entry group by subject having count(*) = 1) and action = 'sheet.submit'`,
  );
  const [entry] = await tx<
    { content: string; act: string }[]
  >`select content, content::jsonb ->> 'act' as act from audit_entry where ctid = ${ctid}::tid`;
  const [row] = await tx<
    {
      election: string;
      contest: string;
      region: RegionCode;
      station: number;
      round: string;
      figures: Record<string, number>;
    }[]
  >`
    select e.id as election, c.id as contest, village as region, station, round, figures
    from sheet_revision join contest c using (contest_no) join election e using (election_no) where act_id = ${entry!.act}`;
  const { figures, ...key } = row!;
  const values = { ...figures, candidate_1: 400 };
  const text = contentText(key, values);
  const hash = createHash('sha256').update(text).digest('hex');
  const [old] = await tx<
    { hash: string }[]
  >`select encode(content_hash, 'hex') as hash from sheet_revision where act_id = ${entry!.act}`;
  await tx`update sheet_revision set figures = ${tx.json(values)}, content_hash = decode(${hash}, 'hex') where act_id = ${entry!.act}`;
  await tx`update sheet_act set answer = jsonb_set(answer, '{contentHash}', to_jsonb(${hash}::text)) where id = ${entry!.act}`;
  await writeContent(tx, ctid, entry!.content.replaceAll(old!.hash, hash));
}

async function cutEnd(tx: Tx, pick: Pick): Promise<void> {
  const { kab_id } = await lastEntry(tx, pick);
  const [sheet] = await tx<(SheetAt & { subject: string })[]>`
    select s.*, subject from sheet s join contest c using (contest_no) join election e using (election_no)
    join (select subject, max(seq) as last, count(*) as entries from audit_entry where kab_id = ${kab_id} group by subject) as told
      on told.subject = concat_ws(':', e.id, c.id, village, lpad(station::text, 3, '0'), round)
    where s.kab_id = ${kab_id} and entries = 1 order by last desc offset ${pick(3)} limit 1`;
  await deleteSheetRows(tx, sheet!);
  const [cut] = await tx<
    { seq: number }[]
  >`delete from audit_entry where kab_id = ${kab_id} and subject = ${sheet!.subject} returning seq`;
  // What followed is renumbered, as somebody with the program's own functions could do.
  const later = await tx<
    { seq: number; content: string }[]
  >`select seq, content from audit_entry where kab_id = ${kab_id} and seq > ${cut!.seq} order by seq`;
  for (const { seq, content } of later) {
    const renumbered = canonicalJson({ ...JSON.parse(content), seq: seq - 1 });
    await tx`update audit_entry set seq = ${seq - 1}, content = ${renumbered}, content_hash = sha256(convert_to(${renumbered}, 'UTF8')) where kab_id = ${kab_id} and seq = ${seq}`;
  }
  await tx`update audit_head set last_seq = last_seq - 1 where kab_id = ${kab_id}`;
}

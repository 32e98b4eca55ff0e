import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupDesk } from '#platform/backup/backup-desk.ts';
import { copyOut } from '#platform/backup/copy-out.ts';
import { backupProblem } from '#platform/backup/problems.ts';
import { restoreDesk } from '#platform/backup/restore-desk.ts';
import { listTables } from '#platform/backup/tables.ts';
import type { Sql } from '#platform/db/sql.ts';
import { verifyAudit } from '#results/verify/verify-sheets.ts';
import { type TestDatabase, testDatabase } from '../../harness/database.ts';
import { deskWithHistories } from '../../results/verify-desk.ts';

const NOW = new Date('2024-11-28T01:00:00Z');

describe('backup and restore', () => {
  let source: TestDatabase;
  let empty: TestDatabase;
  let folder: string;
  let electionNo: number;
  let whole: { tables: number; rows: number; files: number; bytes: number };
  const databases: TestDatabase[] = [];
  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    source = await freshDatabase();
    empty = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'desk-backup-'));
    ({ electionNo } = await deskWithHistories(source.sql, 'gladi-a', 9, at('desk')));
    await deskWithHistories(source.sql, 'gladi-b', 9, at('desk'));
    await mkdir(at('blobs/ab'), { recursive: true });
    await writeFile(at('blobs/ab/foto.jpg'), Buffer.alloc(300_000, 'foto\n\\'));
    await writeFile(at('blobs/kosong'), '');
    await writeFile(at('blobs/datang.tmp'), 'belum selesai');
    await source.sql`insert into region_mark values (6409, '64.09.01.1011', true, ${'baris\nbaru\t\\ “kutip” \\N'}, now(), 'x'), (6409, '64.09.04.2004', true, null, now(), 'x')`;
    const made = await backupDesk({
      sql: source.sql,
      blobsDir: at('blobs'),
      file: at('desk.cadangan'),
      electionNo: null,
      now: NOW,
    });
    if (!made.ok) throw new Error(made.problem.message.en);
    whole = made.value;
  });
  afterAll(async () => {
    for (const database of databases) await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function freshDatabase(): Promise<TestDatabase> {
    const database = await testDatabase();
    databases.push(database);
    return database;
  }
  function restore(sql: Sql, file: string, blobsDir: string) {
    return restoreDesk({ sql, blobsDir: at(blobsDir), file: at(file), now: NOW });
  }
  async function expectUntouched(blobsDir: string): Promise<void> {
    expect(Object.values(await contents(empty.sql)).every(({ rows }) => rows === 0)).toBe(true);
    expect((await readdir(folder)).filter((name) => name.startsWith(blobsDir))).toEqual([]);
  }

  it('cover every column of every table but transaction numbers, open sessions, failed log-ins and leases', async () => {
    const tables = await source.sql.begin((tx) => listTables(tx));
    const columns = await source.sql<{ name: string }[]>`
      select table_name || '.' || column_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = current_schema() and table_type = 'BASE TABLE' and data_type <> 'xid8'
        and table_name not in ('schema_migration', 'session', 'login_failure', 'sheet_lease')`;
    const covered = tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column}`));
    expect(covered.sort()).toEqual(columns.map((column) => column.name).sort());
    expect(whole.tables).toBe(tables.length);
  });

  it('bring back every table and file as they were, clean for audit verify, and numbers that go on', async () => {
    const target = await freshDatabase();
    const restored = await restore(target.sql, 'desk.cadangan', 'whole');
    expect(restored).toEqual({ ok: true, value: whole });
    expect(await contents(target.sql)).toEqual(await contents(source.sql));
    expect(await readFile(at('whole/ab/foto.jpg'))).toEqual(await readFile(at('blobs/ab/foto.jpg')));
    expect(whole.files).toBe(2);
    expect((await verifyAudit(target.sql, { electionNo: null })).problems).toEqual([]);
    await deskWithHistories(target.sql, 'gladi-c', 9, at('desk'));
    expect((await verifyAudit(target.sql, { electionNo: null })).problems).toEqual([]);
    const [last] =
      await target.sql`select max(election_no) as election, (select count(*) from outbox_event where txid >= pg_snapshot_xmin(pg_current_snapshot())) as hidden from election`;
    expect(last).toEqual({ election: 3, hidden: 0 });
  });

  it('leave the connection fit for the next query, however the rows arrive, and when their taker stops', async () => {
    await source.sql.begin(async (tx) => {
      for (let i = 0; i < 60; i++) {
        let bytes = 0;
        for await (const piece of copyOut(
          tx,
          `copy (select repeat('x', ${i * 7}) from generate_series(1, ${i * 300})) to stdout`,
        )) {
          bytes += piece.length;
          if (i % 3 === 0) break;
          if (bytes % 40 === 0) await new Promise(setImmediate);
        }
        expect([...(await tx`select 1 as one`)]).toEqual([{ one: 1 }]);
      }
    });
  });

  it('of one election bring back its sheets and the whole record, which verifies without false alarms', async () => {
    const file = at('satu.cadangan');
    const made = await backupDesk({ sql: source.sql, blobsDir: at('blobs'), file, electionNo, now: NOW });
    expect(made.ok).toBe(true);
    const target = await freshDatabase();
    expect((await restore(target.sql, 'satu.cadangan', 'part')).ok).toBe(true);
    expect([...(await target.sql`select distinct election_no from election`)]).toEqual([{ election_no: electionNo }]);
    const [kept] = await target.sql`select count(*) as n from sheet`;
    const [own] =
      await source.sql`select count(*) as n from sheet join contest using (contest_no) where election_no = ${electionNo}`;
    expect(kept).toEqual(own);
    expect((await verifyAudit(target.sql, { electionNo: null })).problems).toEqual([]);
    await target.sql`delete from audit_entry where action = 'desk.restored-part'`;
    const codes = (await verifyAudit(target.sql, { electionNo: null })).problems.map((problem) => problem.code);
    expect(codes).toEqual(['audit.head-differs', 'results.election-missing']);
  });

  it('refuse a desk that holds data, and leave it as it is', async () => {
    const before = await contents(source.sql);
    expect(await restore(source.sql, 'desk.cadangan', 'other')).toMatchObject({
      ok: false,
      problem: { code: 'backup.desk-not-empty' },
    });
    expect(await contents(source.sql)).toEqual(before);
    expect(await restore(empty.sql, 'desk.cadangan', 'blobs')).toMatchObject({
      ok: false,
      problem: { code: 'backup.files-not-empty' },
    });
    expect((await readdir(at('blobs'))).sort()).toEqual(['ab', 'datang.tmp', 'kosong']);
  });

  it('refuse a file cut short at 50 places', async () => {
    const bytes = await readFile(at('desk.cadangan'));
    for (let i = 0; i < 50; i++) {
      await writeFile(at('pendek'), bytes);
      await truncate(at('pendek'), i < 25 ? draw(`cut ${i}`, bytes.length) : bytes.length - 1 - i);
      expect(await restore(empty.sql, 'pendek', 'cut')).toMatchObject({
        ok: false,
        problem: { code: expect.stringMatching(/damaged|foreign/) },
      });
    }
    await expectUntouched('cut');
  });

  it('refuse a file with one byte changed at 50 places, or something behind its end', async () => {
    const bytes = await readFile(at('desk.cadangan'));
    for (let i = 0; i < 50; i++) {
      const changed = Buffer.from(bytes);
      const place = draw(`flip ${i}`, bytes.length);
      changed[place] = (changed[place] as number) ^ (1 << (i % 8));
      await writeFile(at('rusak'), changed);
      expect((await restore(empty.sql, 'rusak', 'flip')).ok).toBe(false);
    }
    await writeFile(at('rusak'), Buffer.concat([bytes, Buffer.from('x')]));
    expect(await restore(empty.sql, 'rusak', 'flip')).toMatchObject({ ok: false, problem: { code: 'backup.damaged' } });
    await expectUntouched('flip');
  });

  it.each([
    ['an empty file', 'backup.foreign', ''],
    ['another file', 'backup.foreign', 'region,station\n64.09.01.1011,001\n'],
    ['a backup of a later form', 'backup.format-newer', 'desk-backup 2\n…'],
  ])('refuse %s as %s', async (_, code, text) => {
    await writeFile(at('asing'), text);
    expect(await restore(empty.sql, 'asing', 'foreign')).toMatchObject({ ok: false, problem: { code } });
    expect(await restore(empty.sql, 'tidak-ada', 'foreign')).toMatchObject({
      ok: false,
      problem: { code: 'backup.file-missing' },
    });
    await expectUntouched('foreign');
  });

  it.each([
    [
      'a newer program',
      'backup.schema-older',
      (sql: Sql) => sql`insert into schema_migration (number, name, sha256) values (9999, '9999-later.sql', 'x')`,
    ],
    ['an older program', 'backup.schema-newer', (sql: Sql) => sql`delete from schema_migration`],
    [
      'a program with other tables',
      'backup.schema-differs',
      (sql: Sql) => sql`update schema_migration set sha256 = 'x'`,
    ],
  ])('refuse onto the desk of %s', async (_, code, change) => {
    const target = await freshDatabase();
    await change(target.sql);
    expect(await restore(target.sql, 'desk.cadangan', 'schema')).toMatchObject({ ok: false, problem: { code } });
  });

  it('never write over a file, beside a running backup, or into a folder that is missing', async () => {
    const before = await readFile(at('desk.cadangan'));
    const make = (file: string) =>
      backupDesk({ sql: source.sql, blobsDir: at('blobs'), file, electionNo: null, now: NOW });
    expect(await make(at('desk.cadangan'))).toMatchObject({ ok: false, problem: { code: 'backup.file-exists' } });
    expect(await readFile(at('desk.cadangan'))).toEqual(before);
    await writeFile(at('lain.tmp'), '');
    expect(await make(at('lain'))).toMatchObject({ ok: false, problem: { code: 'backup.file-busy' } });
    expect(await make(at('tidak/ada'))).toMatchObject({ ok: false, problem: { code: 'backup.folder-missing' } });
  });

  it('leave nothing behind when the files beside cannot be read or placed', async () => {
    await writeFile(at('bukan-folder'), '');
    const made = await backupDesk({
      sql: source.sql,
      blobsDir: at('bukan-folder/x'),
      file: at('gagal'),
      electionNo: null,
      now: NOW,
    });
    expect(made).toMatchObject({ ok: false, problem: { code: 'backup.folder-missing' } });
    expect((await readdir(folder)).filter((name) => name.startsWith('gagal'))).toEqual([]);
    expect(await restore(empty.sql, 'desk.cadangan', 'bukan-folder/x')).toMatchObject({ ok: false });
    await expectUntouched('gagal');
  });

  it.each(['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EIO', '53100', 'ECONNRESET'])(
    'answer %s of a disk or the database with one sentence',
    (code) => {
      const problem = backupProblem(Object.assign(new Error('x'), { code }), '/media/usb/desk');
      expect(problem?.message.id).toMatch(/^[A-Z].*\.$/);
      expect(problem?.message.id).not.toContain('–');
    },
  );
});

/** Rows and content of each table; transaction numbers belong to one server and are left out. */
async function contents(sql: Sql): Promise<Record<string, { rows: number; hash: string | null }>> {
  const found: Record<string, { rows: number; hash: string | null }> = {};
  for (const { name, columns } of await sql.begin((tx) => listTables(tx))) {
    const [row] = await sql<{ rows: number; hash: string | null }[]>`
      select count(*) as rows, md5(string_agg(line, '|' order by line)) as hash from (select row(${sql(columns as string[])})::text as line from ${sql(name)}) as lines`;
    found[name] = row as { rows: number; hash: string | null };
  }
  return found;
}

function draw(name: string, below: number): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0) % below;
}

import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupDesk } from '#platform/backup/backup-desk.ts';
import { restoreDesk } from '#platform/backup/restore-desk.ts';
import { verifyAudit, verifySnapshot } from '#results/verify/verify-sheets.ts';
import { type TestDatabase, testDatabase } from '../../harness/database.ts';
import { deskWithHistories } from '../verify-desk.ts';
import { seededPicker } from '../verify-tamperings.ts';
import { PHOTO_TAMPERINGS } from './photo-tamperings.ts';

const TRIES = 30;
const UNDONE = new Error('undone on purpose');
const NOW = new Date('2024-11-28T01:00:00Z');

describe('photos in audit verify and in a backup', () => {
  let database: TestDatabase;
  let made: Awaited<ReturnType<typeof deskWithHistories>>;
  let folder: string;
  const filesDir = () => join(folder, 'desk');
  const others: TestDatabase[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'desk-photos-'));
    database = await testDatabase();
    made = await deskWithHistories(database.sql, 'gladi-a', 9, join(folder, 'desk'));
    await deskWithHistories(database.sql, 'gladi-b', 9, join(folder, 'desk'));
  });
  afterAll(async () => {
    for (const each of [database, ...others]) await each.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const problems = async (electionNo: number | null = null) =>
    (await verifyAudit(database.sql, { electionNo, filesDir: filesDir() })).problems;

  it('raise no false alarm on a clean desk, whole or one election, 30 times', async () => {
    const [row] = await database.sql`select count(*)::int as n from photo where completed_at is not null`;
    expect(row?.n).toBeGreaterThanOrEqual(40);
    for (let i = 0; i < TRIES; i++) expect(await problems(i % 3 === 0 ? made.electionNo : null)).toEqual([]);
  });

  it.each(Object.entries(PHOTO_TAMPERINGS))(
    'show who tried to %s',
    async (name, tamper) => {
      const pick = seededPicker(name);
      for (let i = 0; i < TRIES; i++) {
        let putBack: (() => Promise<void>) | undefined;
        const work = database.sql.begin(async (tx) => {
          putBack = await tamper(tx, pick, join(filesDir(), 'blobs'));
          const found = (await verifySnapshot(tx, { electionNo: null, filesDir: filesDir() })).problems;
          expect(found.length).toBeGreaterThan(0);
          for (const { message } of found) expect(message).toMatch(/^[A-Z].*\.$/);
          throw UNDONE;
        });
        await work.catch((error: unknown) => {
          if (error !== UNDONE) throw error;
        });
        await putBack?.();
      }
      expect(await problems()).toEqual([]);
    },
    120_000,
  );

  it('come back from a backup as they were, originals and copies, and neither keys nor pieces with them', async () => {
    await mkdir(join(filesDir(), 'keys'), { recursive: true });
    await writeFile(join(filesDir(), 'keys', 'phone.key'), 'KUNCI-RAHASIA'.repeat(10));
    await mkdir(join(filesDir(), 'uploads'), { recursive: true });
    await writeFile(join(filesDir(), 'uploads', 'separuh'), 'POTONGAN-FOTO'.repeat(10));
    const file = join(folder, 'desk.cadangan');
    const blobsDir = join(filesDir(), 'blobs');
    const backup = await backupDesk({ sql: database.sql, blobsDir, file, electionNo: null, now: NOW });
    const [row] = await database.sql`select count(*)::int as n from blob`;
    expect(backup).toMatchObject({ ok: true, value: { files: row?.n } });

    const target = await testDatabase();
    others.push(target);
    const restored = join(folder, 'baru');
    await restoreDesk({ sql: target.sql, blobsDir: join(restored, 'blobs'), file, now: NOW });
    expect(await readdir(restored)).toEqual(['blobs']);
    const names = (await readdir(blobsDir, { recursive: true })).sort();
    expect((await readdir(join(restored, 'blobs'), { recursive: true })).sort()).toEqual(names);
    for (const name of names.filter((name) => name.length > 60)) {
      expect(await readFile(join(restored, 'blobs', name))).toEqual(await readFile(join(blobsDir, name)));
      expect((await stat(join(restored, 'blobs', name))).mode & 0o777).toBe(0o600);
    }
    expect((await stat(join(restored, 'blobs'))).mode & 0o777).toBe(0o700);
    expect((await verifyAudit(target.sql, { electionNo: null, filesDir: restored })).problems).toEqual([]);

    await rm(join(restored, 'blobs'), { recursive: true });
    const codes = (await verifyAudit(target.sql, { electionNo: null, filesDir: restored })).problems.map(
      ({ code }) => code,
    );
    expect(codes).toEqual(Array(names.filter((name) => name.length > 60).length).fill('results.photo-file-missing'));
  });

  it('of one election come back from its backup, clean for audit verify', async () => {
    const file = join(folder, 'satu.cadangan');
    const blobsDir = join(filesDir(), 'blobs');
    await backupDesk({ sql: database.sql, blobsDir, file, electionNo: made.electionNo, now: NOW });
    const target = await testDatabase();
    others.push(target);
    const restored = join(folder, 'satu');
    expect(await restoreDesk({ sql: target.sql, blobsDir: join(restored, 'blobs'), file, now: NOW })).toMatchObject({
      ok: true,
    });
    const [kept] = await target.sql`select count(*)::int as n from photo`;
    const [own] =
      await database.sql`select count(*)::int as n from photo join contest using (contest_no) where election_no = ${made.electionNo}`;
    expect(kept).toEqual(own);
    expect((await verifyAudit(target.sql, { electionNo: null, filesDir: restored })).problems).toEqual([]);
  });
});

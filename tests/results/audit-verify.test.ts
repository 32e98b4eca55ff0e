import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit, verifySnapshot } from '#results/verify/verify-sheets.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { deskWithHistories } from './verify-desk.ts';
import { seededPicker, TAMPERINGS } from './verify-tamperings.ts';

const TRIES = 30;
const UNDONE = new Error('undone on purpose');

describe('audit verify', () => {
  let database: TestDatabase;
  let filesDir: string;
  let made: { electionNo: number; sheets: number };
  const found: Record<string, { found: string; expected: string; codes: string }> = {};

  beforeAll(async () => {
    database = await testDatabase();
    filesDir = await mkdtemp(join(tmpdir(), 'desk-files-'));
    made = await deskWithHistories(database.sql, 'gladi-a', 27, filesDir);
    await deskWithHistories(database.sql, 'gladi-b', 9, filesDir);
  });
  afterAll(async () => {
    console.table(found);
    await database.drop();
    await rm(filesDir, { recursive: true, force: true });
  });

  it('finds nothing on a clean desk, whole or one election, and says what it cannot prove', async () => {
    const whole = await verifyAudit(database.sql, { electionNo: null });
    const [counted] = await database.sql<{ n: number }[]>`select count(*)::int as n from audit_entry`;
    expect(whole.problems).toEqual([]);
    expect(whole.entries).toBe(counted?.n);
    expect(made.sheets).toBeGreaterThanOrEqual(135);
    expect(whole.cannotProve.length).toBeGreaterThan(0);
    const one = await verifyAudit(database.sql, { electionNo: made.electionNo });
    expect(one.problems).toEqual([]);
    expect(one.entries).toBeLessThan(whole.entries);
    expect(one.entries).toBeGreaterThan(made.sheets);
  });

  it('finds nothing on 30 snapshots of a clean desk', async () => {
    for (let i = 0; i < TRIES; i++)
      expect((await verifyAudit(database.sql, { electionNo: null })).problems).toEqual([]);
  });

  it.each(Object.entries(TAMPERINGS))(
    '%s',
    async (name, { tamper, isFound }) => {
      const pick = seededPicker(name);
      const codes = new Set<string>();
      let count = 0;
      for (let i = 0; i < TRIES; i++) {
        const work = database.sql.begin(async (tx) => {
          await tamper(tx, pick);
          const { problems } = await verifySnapshot(tx, { electionNo: null });
          if (problems.length > 0) count++;
          for (const problem of problems) codes.add(problem.code);
          throw UNDONE;
        });
        await work.catch((error: unknown) => {
          if (error !== UNDONE) throw error;
        });
      }
      found[name] = {
        found: `${count} of ${TRIES}`,
        expected: isFound ? 'found' : 'not provable yet',
        codes: [...codes].join(' '),
      };
      expect(count).toBe(isFound ? TRIES : 0);
    },
    120_000,
  );
});

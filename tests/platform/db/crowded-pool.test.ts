import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POOL_SIZE_MAX } from '#platform/db/sql.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import { type TestDatabase, testDatabase } from '../../harness/database.ts';

const QUESTIONS = 900;
const TRANSACTIONS = 20;
const ROUNDS = 6;
/** About what the question for a session sends. */
const FILLING = 'x'.repeat(400);

/** A thousand phones that ask in the same moment: plain questions queue by the hundred, transactions after them. */
describe('a crowd at the pool of connections', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it('fails no transaction, and leaves none open', { timeout: 60_000 }, async () => {
    const { sql } = database;
    const codes: unknown[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const busy = Array.from({ length: POOL_SIZE_MAX }, () => sql`select pg_sleep(0.05)`.execute());
      const crowd = [0, 1].flatMap(() => [
        ...Array.from({ length: QUESTIONS }, (_, at) => sql`select ${FILLING + at} as filling`.execute()),
        ...Array.from({ length: TRANSACTIONS }, (_, at) => withTransaction(sql, async (tx) => tx`select ${at}::int`)),
      ]);
      for (const settled of await Promise.allSettled([...busy, ...crowd]))
        if (settled.status === 'rejected') codes.push(settled.reason.code);
    }
    expect(codes).toEqual([]);
    const [row] = await sql`
      select count(*)::int as open from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`;
    expect(row).toEqual({ open: 0 });
  });
});

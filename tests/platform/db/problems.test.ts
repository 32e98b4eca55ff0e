import { describe, expect, it } from 'vitest';
import { databaseProblem } from '#platform/db/problems.ts';
import { createSql } from '#platform/db/sql.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import { emptyDatabase } from '../../harness/database.ts';

describe('a failure of the database', () => {
  it.each([
    [{ code: 'ECONNREFUSED' }, 'database.unreachable'],
    [{ code: 'ENOENT', syscall: 'connect' }, 'database.unreachable'],
    [{ code: 'CONNECT_TIMEOUT' }, 'database.unreachable'],
    [new AggregateError([{ code: 'ECONNREFUSED' }]), 'database.unreachable'],
    [{ code: 'CONNECTION_CLOSED' }, 'database.lost'],
    [{ code: '57P01' }, 'database.lost'],
    [{ code: '57P03' }, 'database.lost'],
    [{ code: '53100' }, 'database.disk-full'],
    [{ code: '58030', message: 'could not write: No space left on device' }, 'database.disk-full'],
    [{ code: '53200' }, 'database.out-of-memory'],
    [{ code: '53300' }, 'database.too-many-connections'],
    [{ code: '28P01' }, 'database.login-refused'],
    [{ code: '3D000' }, 'database.not-found'],
    [{ code: '25006' }, 'database.read-only'],
    [{ code: '42501', message: 'permission denied for table sheet' }, 'database.right-missing'],
  ])('%o is one sentence: %s', (error, code) => {
    const problem = databaseProblem(error);
    expect(problem?.code).toBe(code);
    expect(problem?.message.id).toMatch(/^\p{Lu}.*\.$/u);
  });

  it.each([{ code: '23505' }, { code: 'ENOENT', syscall: 'open' }, new Error('a defect'), null, 'text'])(
    'is not claimed for %o, which is a defect of the program',
    (error) => {
      expect(databaseProblem(error)).toBeNull();
    },
  );

  it('is named when the server ends a session in the middle of its work, and the next transaction runs', async () => {
    const database = await emptyDatabase();
    const [ours, other] = [createSql(database.target, { max: 1 }), createSql(database.target, { max: 1 })];
    try {
      const [session] = await ours<{ pid: number }[]>`select pg_backend_pid() as pid`;
      const failure = ours`select pg_sleep(30)`.catch((error: unknown) => error);
      await other`select pg_terminate_backend(${session?.pid ?? 0})`;
      expect(databaseProblem(await failure)?.code).toBe('database.lost');
      expect(await withTransaction(ours, async (tx) => [...(await tx`select 1 as n`)])).toEqual([{ n: 1 }]);
    } finally {
      await Promise.all([ours.end(), other.end()]);
      await database.drop();
    }
  });
});

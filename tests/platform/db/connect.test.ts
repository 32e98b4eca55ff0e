import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#platform/db/connect.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import { type TestDatabase, testDatabase } from '../../harness/database.ts';

describe('the connection', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it('reads int8 as a number and a day as text, whatever the zone of the machine', async () => {
    const [row] =
      await database.sql`select 9007199254740991::bigint as big, date '2024-02-14' as day, count(*) from pg_class`;
    expect(row).toMatchObject({ big: 9007199254740991, day: '2024-02-14' });
    expect(typeof row?.count).toBe('number');
  });

  it('takes numbers into int8 columns and parameters', async () => {
    const [row] = await database.sql`select ${5}::bigint + 1 as six, array[1, 2]::bigint[] as both`;
    expect(row).toEqual({ six: 6, both: [1, 2] });
  });

  it('never rounds an int8 that a number cannot hold', async () => {
    await expect(database.sql`select 9007199254740993::bigint as big`).rejects.toThrow(/beyond what the program holds/);
  });

  it('speaks of a place without a server in one sentence', async () => {
    const opened = await openDatabase({ url: 'postgres://desk:secret@127.0.0.1:1/desk' });
    expect(opened.ok ? null : opened.problem.code).toBe('database.unreachable');
    expect(JSON.stringify(opened)).not.toContain('secret');
  });

  it.each(['', 'localhost:5432', 'mysql://localhost/desk'])('refuses the address “%s”', async (url) => {
    const opened = await openDatabase({ url });
    expect(opened.ok ? null : opened.problem.code).toBe('database.url-invalid');
  });

  it('refuses a database that is not there', async () => {
    const url = new URL(database.url);
    url.pathname = '/desk_nowhere';
    const opened = await openDatabase({ url: url.href });
    expect(opened.ok ? null : opened.problem.code).toBe('database.not-found');
  });

  it('repeats a transaction that lost a race, and both changes stand', async () => {
    const { sql } = database;
    await sql`create table race (id integer primary key, n integer not null)`;
    await sql`insert into race values (1, 0), (2, 0)`;
    let attempts = 0;
    const both = [
      [1, 2],
      [2, 1],
    ].map((order) =>
      withTransaction(sql, async (tx) => {
        attempts++;
        for (const id of order) {
          await tx`update race set n = n + 1 where id = ${id}`;
          await tx`select pg_sleep(0.1)`;
        }
      }),
    );
    await Promise.all(both);
    expect(await sql`select n from race`).toEqual([{ n: 2 }, { n: 2 }]);
    expect(attempts).toBe(3);
  });
});

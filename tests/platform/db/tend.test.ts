import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '#platform/db/connect.ts';

const WAIT = { timeout: 30_000, interval: 100 };
let database: Database | null = null;
let dataDir = '';

afterAll(async () => {
  await database?.close();
  await rm(dataDir, { recursive: true, force: true });
});

it('starts a server again that was killed, and the pool that knew the old one goes on', async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'desk-tend-'));
  const opened = await openDatabase({ dataDir });
  if (!opened.ok) throw new Error(opened.problem.message.id);
  database = opened.value;
  const { sql } = database;
  database.tend();
  await sql`create table kept (n int)`;
  await sql`insert into kept values (1)`;
  const pidFile = join(dataDir, 'desk', 'cluster', 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  await expect
    .poll(
      () =>
        readFile(pidFile, 'utf8').then(
          (text) => Number(text.split('\n')[0]),
          () => pid,
        ),
      WAIT,
    )
    .not.toBe(pid);
  await expect
    .poll(
      () =>
        sql`select n from kept`.then(
          (rows) => rows.length,
          () => 0,
        ),
      WAIT,
    )
    .toBe(1);
}, 60_000);

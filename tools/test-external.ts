// What must hold on a PostgreSQL of one's own: the tests named (all by default) on it, and a desk that moves from it to
// the embedded server and back. `node tools/test-external.ts [BIN-FOLDER] [test files]`; without a folder, every
// version below /usr/lib/postgresql is tried. Says so when there is none.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { backupDesk } from '../src/platform/backup/backup-desk.ts';
import { restoreDesk } from '../src/platform/backup/restore-desk.ts';
import { type DatabaseTarget, openDatabase } from '../src/platform/db/connect.ts';
import { createSql, type Sql } from '../src/platform/db/sql.ts';
import { verifyAudit } from '../src/results/verify/verify-sheets.ts';
import { deskWithHistories } from '../tests/results/verify-desk.ts';

const SERVERS = '/usr/lib/postgresql';
const PORT = 54_330;
const NOBODY = 65_534;

const [named, ...tests] = process.argv.slice(2);
const folders = named?.startsWith('/') ? [named] : installed();
const files = named && !named.startsWith('/') ? [named, ...tests] : tests;
if (folders.length === 0) {
  console.log(`No PostgreSQL below ${SERVERS}: nothing was tried. Name its folder of programs.`);
  process.exit(1);
}
let failed = 0;
for (const folder of folders) failed += await tryServer(folder);
console.log(failed === 0 ? 'external servers: all hold' : `external servers: ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function installed(): string[] {
  return existsSync(SERVERS) ? readdirSync(SERVERS).map((version) => join(SERVERS, version, 'bin')) : [];
}

async function tryServer(bin: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-external-'));
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if ('uid' in user) chownSync(folder, NOBODY, NOBODY);
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', 'desk', '-A', 'trust', '-E', 'UTF8', '--locale=C'], {
    ...user,
    cwd: folder,
  });
  if (made.status !== 0) throw new Error(made.stderr.toString());
  const options = ['-D', data, '-k', folder, '-p', String(PORT), '-c', 'listen_addresses=', '-c', 'max_connections=60'];
  const server = spawn(join(bin, 'postgres'), options, { ...user, cwd: folder, stdio: 'ignore' });
  try {
    const url = `postgres://desk@localhost:${PORT}/postgres?host=${folder}`;
    const version = await waitFor(url);
    console.log(`— ${bin} (${version})`);
    const broken = (await moves(url, folder)) + runTests(url);
    console.log(`  PostgreSQL ${version}: ${broken === 0 ? 'holds' : `${broken} failed`}`);
    return broken;
  } finally {
    await stop(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function waitFor(url: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const sql = createSql({ url }, { max: 1 });
    try {
      const [row] = await sql<{ server_version: string }[]>`show server_version`;
      await sql`create database target`;
      return row?.server_version ?? '?';
    } catch (error) {
      if (attempt === 100) throw error;
      await pause(100);
    } finally {
      await sql.end({ timeout: 5 });
    }
  }
}

function runTests(url: string): number {
  const command = ['node_modules/vitest/vitest.mjs', 'run', ...files];
  const { status } = spawnSync(process.execPath, command, {
    stdio: 'inherit',
    env: { ...process.env, DESK_TEST_DATABASE_URL: url },
  });
  return status === 0 ? 0 : 1;
}

/** A desk of this server goes to the embedded one, and from there into another database of this server. */
async function moves(url: string, folder: string): Promise<number> {
  const embedded = mkdtempSync(join(tmpdir(), 'desk-embedded-'));
  const target = new URL(url);
  target.pathname = '/target';
  try {
    const first = await withDesk({ url }, async (sql) => {
      await deskWithHistories(sql, 'gladi-a', 9, join(folder, 'desk'));
      return describeAfter(sql, () => backupDesk({ ...part(sql), file: join(folder, 'a'), electionNo: null }));
    });
    const second = await withDesk({ dataDir: embedded }, (sql) =>
      describeAfter(sql, async () => {
        const restored = await restoreDesk({ ...part(sql), file: join(folder, 'a') });
        return restored.ok ? backupDesk({ ...part(sql), file: join(folder, 'b'), electionNo: null }) : restored;
      }),
    );
    const third = await withDesk({ url: target.href }, (sql) =>
      describeAfter(sql, () => restoreDesk({ ...part(sql), file: join(folder, 'b') })),
    );
    const same = first === second && second === third;
    console.log(`  moved to the embedded server and back: ${same ? 'equal' : 'DIFFERENT'} (${first})`);
    return same ? 0 : 1;
  } finally {
    rmSync(embedded, { recursive: true, force: true });
  }

  function part(sql: Sql) {
    return { sql, blobsDir: join(folder, 'no-files'), now: new Date() };
  }
}

async function withDesk<Value>(at: DatabaseTarget, work: (sql: Sql) => Promise<Value>): Promise<Value> {
  const database = await openDatabase(at);
  if (!database.ok) throw new Error(database.problem.message.en);
  try {
    return await work(database.value.sql);
  } finally {
    await database.value.close();
  }
}

/** Rows and content of the desk in one line; any server gives the same for the same desk. */
async function describeAfter(sql: Sql, work: () => ReturnType<typeof restoreDesk>): Promise<string> {
  const done = await work();
  if (!done.ok) throw new Error(done.problem.message.en);
  const { problems } = await verifyAudit(sql, { electionNo: null });
  const [row] = await sql<{ hash: string }[]>`
    select md5(string_agg(line, '|' order by line collate "C")) as hash from (
      select entry::text as line from audit_entry as entry union all select revision::text from sheet_revision as revision
      union all select sheet::text from sheet union all select election::text from election union all select total::text from area_total as total) as lines`;
  return `${done.value.rows} rows, ${problems.length} problems, ${row?.hash}`;
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await ended;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, startEmbedded } from '#platform/db/launcher/launcher.ts';
import { findPostmaster, stopPostmaster } from '#platform/db/launcher/postmaster.ts';
import { createSql } from '#platform/db/sql.ts';

const KEEPER = fileURLToPath(new URL('./keep-server.ts', import.meta.url));

describe('the embedded server', () => {
  let dataDir = '';
  let cluster = '';
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'desk-launcher-'));
    cluster = join(dataDir, 'desk', 'cluster');
  });
  afterEach(async () => {
    await stopPostmaster(cluster);
    await rm(dataDir, { recursive: true, force: true });
  });

  async function start(): Promise<EmbeddedServer> {
    const started = await startEmbedded(dataDir);
    if (!started.ok) throw new Error(started.problem.message.en);
    return started.value;
  }

  async function refusal(): Promise<string | null> {
    const started = await startEmbedded(dataDir);
    return started.ok ? null : started.problem.code;
  }

  async function ask(server: EmbeddedServer, question: string): Promise<unknown> {
    const sql = createSql(server.connection, { max: 1 });
    try {
      return (await sql.unsafe(question)).map((row) => Object.values(row)[0]);
    } finally {
      await sql.end();
    }
  }

  /** A second process that uses the folder and says so. */
  async function keeper(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [KEEPER, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [said] = await once(child.stdout, 'data');
    expect(String(said)).toBe('ready\n');
    return child;
  }

  it('keeps what it accepted over a stop and a start', async () => {
    const first = await start();
    await ask(first, 'create table kept (n integer)');
    await ask(first, 'insert into kept values (7)');
    await first.stop();
    expect(await findPostmaster(cluster)).toBeNull();
    const second = await start();
    expect(await ask(second, 'select n from kept')).toEqual([7]);
    await second.stop();
  });

  it('gives the program a role without power over the server, and passwords that only the owner reads', async () => {
    const server = await start();
    expect(
      await ask(server, 'select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user'),
    ).toEqual([false]);
    await expect(ask(server, "select pg_read_file('/etc/passwd')")).rejects.toThrow('permission denied');
    for (const name of ['admin.password', 'desk.password']) {
      expect((await stat(join(dataDir, 'desk', name))).mode & 0o777).toBe(0o600);
    }
    expect(await ask(server, "select current_setting('listen_addresses')")).toEqual(['']);
    await server.stop();
  });

  it('serves two processes, and neither stops it under the other', async () => {
    const ours = await start();
    const other = await keeper();
    await ours.stop();
    expect((await findPostmaster(cluster))?.ready).toBe(true);
    other.stdin?.end();
    await once(other, 'exit');
    expect(await findPostmaster(cluster)).toBeNull();
  });

  it('joins the server of a killed process', async () => {
    const killed = await keeper();
    const before = await findPostmaster(cluster);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const server = await start();
    expect((await findPostmaster(cluster))?.pid).toBe(before?.pid);
    await server.stop();
    expect(await findPostmaster(cluster)).toBeNull();
  });

  it('starts again after the server itself was killed, with every commit', async () => {
    const first = await start();
    await ask(first, 'create table kept (n integer)');
    await ask(first, 'insert into kept values (7)');
    const running = await findPostmaster(cluster);
    process.kill(running?.pid ?? 0, 'SIGKILL');
    const second = await start();
    expect(await ask(second, 'select n from kept')).toEqual([7]);
    await first.stop();
    await second.stop();
  });

  it('is started once by four that come at the same time, past the lock of a process that is gone', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    await mkdir(join(dataDir, 'desk'));
    await symlink(String(gone.pid), join(dataDir, 'desk', 'start.lock'));
    const servers = await Promise.all([start(), start(), start(), start()]);
    expect(new Set(servers.map((server) => server.connection.host)).size).toBe(1);
    await Promise.all(servers.map((server) => server.stop()));
    expect(await findPostmaster(cluster)).toBeNull();
  });

  it('begins anew where the making of the cluster was broken off', async () => {
    await mkdir(`${cluster}.new/base`, { recursive: true });
    const server = await start();
    expect(await ask(server, 'select 1')).toEqual([1]);
    await server.stop();
  });

  it('refuses a file where the folder should be', async () => {
    await writeFile(join(dataDir, 'desk'), '');
    expect(await refusal()).toBe('database.not-a-folder');
  });

  it('refuses a cluster folder without a cluster, and leaves it alone', async () => {
    await mkdir(cluster, { recursive: true });
    await writeFile(join(cluster, 'letter.txt'), 'mine');
    expect(await refusal()).toBe('database.folder-damaged');
    expect(await readFile(join(cluster, 'letter.txt'), 'utf8')).toBe('mine');
  });

  it('refuses the cluster of another major version', async () => {
    await mkdir(cluster, { recursive: true });
    await writeFile(join(cluster, 'PG_VERSION'), '17\n');
    expect(await refusal()).toBe('database.other-version');
  });

  it('says in one sentence why a damaged cluster does not start', async () => {
    await (await start()).stop();
    await rm(join(cluster, 'global', 'pg_control'));
    expect(await refusal()).toBe('database.start-failed');
  });
});

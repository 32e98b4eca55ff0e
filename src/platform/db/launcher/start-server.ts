import { type ChildProcess, spawn } from 'node:child_process';
import { chown, mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { databaseProblemOf } from '../problems.ts';
import type { Binaries } from './binaries.ts';
import type { DeskFolders } from './folders.ts';
import { findPostmaster, keptSocketFolder, type Postmaster, SOCKET_FOLDER_PREFIX } from './postmaster.ts';
import type { ServerUser } from './server-user.ts';

/** The server of a killed desk stays in the process table until init reaps it, and its lock with it. */
const STALE_LOCK_ATTEMPTS_MAX = 20;
/** Recovery after a power cut in a busy night may replay gigabytes. */
const READY_MAX_MS = 10 * 60_000;
const LOG_BYTES_MAX = 10_000_000;
/** A socket path over 107 bytes is refused by the kernel. */
const SOCKET_FOLDER_BYTES_MAX = 80;

/** Starts the server detached, so that it outlives neither signal nor pipe of this process, and waits until it answers. */
export async function startServer(
  folders: DeskFolders,
  binaries: Binaries,
  user: ServerUser,
): Promise<Result<Postmaster, Problem>> {
  const socketFolder = (await keptSocketFolder(folders.cluster)) ?? (await makeSocketFolder(user));
  for (let attempt = 1; ; attempt++) {
    const before = await logSize(folders.log);
    const child = await spawnServer(folders, binaries, user, socketFolder);
    const running = await waitUntilReady(folders.cluster, child);
    if (running) return accept(running);
    const said = (await readFile(folders.log)).subarray(before).toString('utf8');
    if (!/lock file .* already exists|is still in use/.test(said) || attempt >= STALE_LOCK_ATTEMPTS_MAX) {
      await rm(socketFolder, { recursive: true, force: true });
      return refuse(startProblem(said, folders.log));
    }
    await pause(500);
  }
}

async function makeSocketFolder(user: ServerUser): Promise<string> {
  const parent = Buffer.byteLength(tmpdir()) > SOCKET_FOLDER_BYTES_MAX || user.identity ? '/tmp' : tmpdir();
  const folder = await mkdtemp(join(parent, SOCKET_FOLDER_PREFIX));
  if (user.owner) await chown(folder, user.owner.uid, user.owner.gid);
  return folder;
}

async function spawnServer(
  folders: DeskFolders,
  binaries: Binaries,
  user: ServerUser,
  socketFolder: string,
): Promise<ChildProcess> {
  const own = [binaries.postgres, '-D', folders.cluster, ...settings(socketFolder)];
  const [command = binaries.postgres, ...rest] = [...user.prefix, ...own];
  const log = await open(folders.log, 'a', 0o600);
  try {
    const child = spawn(command, rest, {
      stdio: ['ignore', log.fd, log.fd],
      cwd: '/',
      detached: true,
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      ...user.identity,
    });
    child.on('error', () => {});
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

function settings(socketFolder: string): string[] {
  const values = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    port: '5432',
    max_connections: '100',
    // Room for a night of writing between checkpoints; durability (fsync, full pages, waiting commits) stays as it is.
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A failed statement may hold names or telephone numbers; the log must not.
    log_min_error_statement: 'panic',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** @returns null when the server ended before it was ready */
async function waitUntilReady(cluster: string, child: ChildProcess): Promise<Postmaster | null> {
  const deadline = Date.now() + READY_MAX_MS;
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const running = await findPostmaster(cluster);
    if (running?.ready) return running;
    await pause(10);
  }
  return null;
}

async function logSize(log: string): Promise<number> {
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  );
  if (size <= LOG_BYTES_MAX) return size;
  await rm(log);
  return 0;
}

function startProblem(said: string, log: string): Problem {
  if (/no space left|quota exceeded/i.test(said)) return databaseProblemOf('disk-full');
  const detail = /(?:FATAL|PANIC|ERROR): +(.*)/.exec(said)?.[1] ?? said.trim().split('\n').at(-1) ?? '';
  return databaseProblemOf('start-failed', { detail, log });
}

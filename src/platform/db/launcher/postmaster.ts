import { lstat, readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What the running server wrote of itself in `postmaster.pid`. */
export type Postmaster = {
  readonly pid: number;
  readonly port: number;
  readonly socketFolder: string;
  readonly ready: boolean;
};
export const SOCKET_FOLDER_PREFIX = 'desk-pg-';
const STOP_MAX_MS = 60_000;

/** The server that runs on this cluster, whoever started it; null where none does or its file is stale. */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const noted = await readPidFile(cluster);
  return noted && (await isPostgres(noted.pid, cluster)) ? noted : null;
}

async function readPidFile(cluster: string): Promise<Postmaster | null> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const [pid = '', , , port = '', socketFolder = '', , , status = ''] = lines;
  if (!/^[1-9]\d*$/.test(pid)) return null;
  return { pid: Number(pid), port: Number(port), socketFolder, ready: status.trim() === 'ready' };
}

async function isPostgres(pid: number, cluster: string): Promise<boolean> {
  const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  return words.some((word) => word.endsWith('/postgres')) && words.includes(cluster);
}

/** Stops the server in order: sessions end, everything is written, the files are closed. */
export async function stopPostmaster(cluster: string): Promise<void> {
  const running = await findPostmaster(cluster);
  if (running) {
    process.kill(running.pid, 'SIGINT');
    const deadline = Date.now() + STOP_MAX_MS;
    while ((await findPostmaster(cluster)) && Date.now() < deadline) await pause(10);
    await removeSocketFolder(running.socketFolder);
  }
}

/**
 * The socket folder that a killed server left behind, to be used again: pools that knew the old server then find the new
 * one. Only ever one of ours, and a real folder; anything else is left alone.
 */
export async function keptSocketFolder(cluster: string): Promise<string | null> {
  const noted = await readPidFile(cluster);
  if (!noted || !basename(noted.socketFolder).startsWith(SOCKET_FOLDER_PREFIX)) return null;
  const found = await lstat(noted.socketFolder).catch(() => null);
  const owner = await stat(cluster);
  return found?.isDirectory() && found.uid === owner.uid ? noted.socketFolder : null;
}

async function removeSocketFolder(folder: string): Promise<void> {
  if (basename(folder).startsWith(SOCKET_FOLDER_PREFIX)) await rm(folder, { recursive: true, force: true });
}

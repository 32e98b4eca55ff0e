import { readlink, rm, symlink } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Problem } from '#kernel/problem.ts';
import { type Result, refuse } from '#kernel/result.ts';
import { databaseProblemOf } from '../problems.ts';
import type { DeskFolders } from './folders.ts';

const WAIT_MAX_MS = 120_000;

/** Lets one process at a time start or stop the server of a folder; the server's own lock stays the last word. */
export async function withStartLock<Value>(
  folders: DeskFolders,
  work: () => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem>> {
  const deadline = Date.now() + WAIT_MAX_MS;
  while (!(await take(folders.startLock))) {
    if (await isAbandoned(folders.startLock)) await clear(folders.startLock);
    if (Date.now() > deadline)
      return refuse(databaseProblemOf('busy', { path: folders.root, lock: folders.startLock }));
    await pause(20);
  }
  try {
    return await work();
  } finally {
    await rm(folders.startLock, { force: true });
  }
}

/** A link holds the process id from its first moment on, and needs no room on a full disk. */
async function take(lock: string): Promise<boolean> {
  try {
    await symlink(String(process.pid), lock);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EEXIST') return false;
    throw error;
  }
}

/** Only one process clears, and looks again first: the lock may be a living one's by now. */
async function clear(lock: string): Promise<void> {
  const clearing = `${lock}.clearing`;
  if (await take(clearing)) {
    try {
      if (await isAbandoned(lock)) await rm(lock, { force: true });
    } finally {
      await rm(clearing, { force: true });
    }
  } else if (await isAbandoned(clearing)) await rm(clearing, { force: true });
}

async function isAbandoned(lock: string): Promise<boolean> {
  try {
    process.kill(Number(await readlink(lock)), 0);
    return false;
  } catch (error) {
    return (error as { code?: unknown }).code === 'ESRCH';
  }
}

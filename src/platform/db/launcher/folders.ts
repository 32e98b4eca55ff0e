import { chmod, mkdir, realpath, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { databaseProblemOf } from '../problems.ts';

/** Where everything of a running desk lies, below `<data folder>/desk`; the rest of the data folder is not ours. */
export type DeskFolders = {
  readonly root: string;
  readonly cluster: string;
  readonly log: string;
  readonly startLock: string;
  readonly adminPassword: string;
  readonly deskPassword: string;
};

export async function openDeskFolders(dataDir: string): Promise<Result<DeskFolders, Problem>> {
  const wanted = join(resolve(dataDir), 'desk');
  try {
    if (await mkdir(wanted, { recursive: true })) await chmod(wanted, 0o711);
    const root = await realpath(wanted);
    return accept({
      root,
      cluster: join(root, 'cluster'),
      log: join(root, 'postgres.log'),
      startLock: join(root, 'start.lock'),
      adminPassword: join(root, 'admin.password'),
      deskPassword: join(root, 'desk.password'),
    });
  } catch (error) {
    return refuse(folderProblem(error, wanted));
  }
}

/** A refused first start leaves nothing behind that would belong to the wrong user on the next. */
export async function removeIfEmpty(folders: DeskFolders): Promise<void> {
  await rmdir(folders.root).catch(() => {});
}

/** The sentence for a file system that says no; anything else is a defect and is thrown on. */
export function folderProblem(error: unknown, path: string): Problem {
  switch ((error as { code?: unknown }).code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return databaseProblemOf('folder-not-writable', { path });
    case 'ENOTDIR':
    case 'EEXIST':
      return databaseProblemOf('not-a-folder', { path });
    case 'ENOSPC':
    case 'EDQUOT':
      return databaseProblemOf('disk-full', { path });
    default:
      throw error;
  }
}

import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '#platform/backup/stored-files.ts';

export const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** Makes folders below the root that only the desk's own user can enter, each synced into the one above. */
export async function openPrivateFolder(root: string, ...names: readonly string[]): Promise<string> {
  await mkdir(root, { recursive: true });
  let folder = root;
  for (const name of names) {
    const above = folder;
    folder = join(above, name);
    if (await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER })) await syncFolder(above);
  }
  return folder;
}

/** A disk that is nearly full takes a part of what it is given; the next write tells. */
export async function writeWhole(file: FileHandle, bytes: Buffer, from: number): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await file.write(bytes, done, bytes.length - done, from + done)).bytesWritten;
}

/** Null where there is no such file. */
export async function openIfThere(path: string, flags: string): Promise<FileHandle | null> {
  return open(path, flags).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

const DISK_FAILURES = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'EMFILE',
  'ENFILE',
  'EEXIST',
  'ENOTDIR',
]);

/** Whether a full, failing or wrongly set up disk is to blame, which somebody can mend and the sender can outwait. */
export function isDiskFailure(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error && DISK_FAILURES.has(String(error.code));
}

import { constants } from 'node:fs';
import { open, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '#platform/backup/stored-files.ts';
import { openPrivateFolder, PRIVATE_FILE, writeWhole } from './private-files.ts';

const FOLDER = 'uploads';

/** Files on their way, named by an id of ours. They are no part of a backup: whoever sends them still has them. */
function pathOf(filesDir: string, id: string): string {
  return join(filesDir, FOLDER, id);
}

/** Puts a piece durably at its place and cuts whatever stood behind: a crash may have left more than was noted. */
export async function writePiece(
  filesDir: string,
  id: string,
  { offset, bytes }: { readonly offset: number; readonly bytes: Buffer },
): Promise<void> {
  const folder = await openPrivateFolder(filesDir, FOLDER);
  const file = await open(pathOf(filesDir, id), constants.O_RDWR | constants.O_CREAT, PRIVATE_FILE);
  try {
    await file.truncate(offset);
    await writeWhole(file, bytes, offset);
    await file.sync();
  } finally {
    await file.close();
  }
  if (offset === 0) await syncFolder(folder);
}

/** Bytes in the file; 0 when there is none. */
export async function uploadBytes(filesDir: string, id: string): Promise<number> {
  return stat(pathOf(filesDir, id)).then(({ size }) => size, unlessMissing(0));
}

export function readUpload(filesDir: string, id: string): Promise<Buffer> {
  return readFile(pathOf(filesDir, id));
}

export async function emptyUpload(filesDir: string, id: string): Promise<void> {
  await truncate(pathOf(filesDir, id)).catch(unlessMissing(undefined));
}

export async function removeUpload(filesDir: string, id: string): Promise<void> {
  await rm(pathOf(filesDir, id), { force: true });
}

export async function listUploads(filesDir: string): Promise<readonly string[]> {
  return readdir(join(filesDir, FOLDER)).catch(unlessMissing([]));
}

function unlessMissing<Value>(value: Value): (error: NodeJS.ErrnoException) => Value {
  return (error) => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };
}

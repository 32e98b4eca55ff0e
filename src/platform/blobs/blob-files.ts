import { createHash, randomUUID } from 'node:crypto';
import type { ReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readPieces, syncFolder } from '#platform/backup/stored-files.ts';
import { openIfThere, openPrivateFolder, PRIVATE_FILE, writeWhole } from './private-files.ts';

const FOLDER = 'blobs';

/** Where the files lie that a backup takes along; each has the SHA-256 of its content as its name. */
export function blobsDirOf(filesDir: string): string {
  return join(filesDir, FOLDER);
}

function pathOf(filesDir: string, sha256: string): string {
  return join(blobsDirOf(filesDir), sha256.slice(0, 2), sha256);
}

/**
 * Writes a content under its hash. It is whole or not there, also after a power cut; the same content again replaces the
 * file by itself, which mends one that the disk has damaged.
 */
export async function writeBlobFile(filesDir: string, bytes: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const folder = await openPrivateFolder(filesDir, FOLDER, sha256.slice(0, 2));
  const temporary = join(folder, `${sha256}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx', PRIVATE_FILE);
    try {
      await writeWhole(file, bytes, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, pathOf(filesDir, sha256));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
  return sha256;
}

/** The content as a stream that closes its file at the end; null when there is no such file. */
export async function readBlobFile(
  filesDir: string,
  sha256: string,
): Promise<{ readonly bytes: number; readonly stream: ReadStream } | null> {
  const file = await openIfThere(pathOf(filesDir, sha256), 'r');
  if (!file) return null;
  const { size } = await file.stat();
  return { bytes: size, stream: file.createReadStream() };
}

/** What is wrong with the file of a hash, read to its end; null when it holds what its name says. */
export async function checkBlobFile(
  filesDir: string,
  sha256: string,
): Promise<{ readonly fault: 'missing' | 'altered' | null; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of readPieces(pathOf(filesDir, sha256))) {
      hash.update(piece);
      bytes += piece.length;
    }
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String((error as NodeJS.ErrnoException).code)))
      return { fault: 'missing', bytes };
    throw error;
  }
  return { fault: hash.digest('hex') === sha256 ? null : 'altered', bytes };
}

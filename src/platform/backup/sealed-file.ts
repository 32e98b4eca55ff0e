import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { createZstdCompress, createZstdDecompress, constants as zlib } from 'node:zlib';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { backupProblemOf } from './problems.ts';
import { readPieces, syncFolder } from './stored-files.ts';

/**
 * The outer form of a backup: a line that names it, zstd of the frames, and the SHA-256 of all bytes before. A file that
 * lost its end or changed in any byte is known before anything of it is used.
 */
const FORMAT = 1;
const MAGIC = Buffer.from(`desk-backup ${FORMAT}\n`);
const SEAL_BYTES = 32;
const ZSTD_LEVEL = 3;

/** Writes FILE.tmp, syncs it and gives it its name; never over a file that exists. */
export async function writeSealed(
  file: string,
  frames: () => AsyncGenerator<Buffer>,
): Promise<Result<number, Problem>> {
  if (await exists(file)) return refuse(backupProblemOf('file-exists', { file }));
  const temporary = `${file}.tmp`;
  let target: FileHandle;
  try {
    target = await open(temporary, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      return refuse(backupProblemOf('file-busy', { file, temporary }));
    throw error;
  }
  try {
    const bytes = await writeAll(target, frames);
    await target.sync();
    await target.close();
    if (await exists(file)) {
      await rm(temporary);
      return refuse(backupProblemOf('file-exists', { file }));
    }
    await rename(temporary, file);
    await syncFolder(dirname(file));
    return accept(bytes);
  } catch (error) {
    await target.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeAll(target: FileHandle, frames: () => AsyncGenerator<Buffer>): Promise<number> {
  const hash = createHash('sha256');
  let bytes = 0;
  const write = async (piece: Buffer) => {
    hash.update(piece);
    bytes += piece.length;
    await writeWhole(target, piece);
  };
  const source = frames();
  try {
    await write(MAGIC);
    const zstd = createZstdCompress({ params: { [zlib.ZSTD_c_compressionLevel]: ZSTD_LEVEL } });
    for await (const piece of Readable.from(source).compose(zstd)) await write(piece as Buffer);
    const seal = hash.digest();
    await writeWhole(target, seal);
    return bytes + seal.length;
  } finally {
    // When the disk refuses, the source must have put its own things in order before its transaction ends.
    await source.return(undefined);
  }
}

/** A disk that is nearly full takes a part of a piece; the next write tells. */
async function writeWhole(target: FileHandle, piece: Buffer): Promise<void> {
  for (let at = 0; at < piece.length; ) at += (await target.write(piece, at)).bytesWritten;
}

/** Whether the file is a backup, whole and unchanged; reads it to its end. */
export async function checkSeal(file: string): Promise<Result<number, Problem>> {
  const source = await openFile(file);
  if (!source.ok) return source;
  const { size } = await source.value.stat().finally(() => source.value.close());
  const hash = createHash('sha256');
  let at = 0;
  let start = Buffer.alloc(0);
  let seal = Buffer.alloc(0);
  for await (const piece of readPieces(file)) {
    if (start.length < MAGIC.length) start = Buffer.concat([start, piece.subarray(0, MAGIC.length - start.length)]);
    const sealed = Math.max(0, Math.min(piece.length, size - SEAL_BYTES - at));
    hash.update(piece.subarray(0, sealed));
    seal = Buffer.concat([seal, piece.subarray(sealed)]);
    at += piece.length;
  }
  if (!start.equals(MAGIC)) return refuse(strangerProblem(start, file));
  const isWhole =
    at === size && seal.length === SEAL_BYTES && size > MAGIC.length + SEAL_BYTES && seal.equals(hash.digest());
  return isWhole ? accept(size) : refuse(backupProblemOf('damaged', { file }));
}

/** The uncompressed frames of a file whose seal was checked. */
export async function* readSealed(file: string): AsyncGenerator<Buffer> {
  const source = await open(file, 'r');
  try {
    const { size } = await source.stat();
    const body = source.createReadStream({ start: MAGIC.length, end: size - SEAL_BYTES - 1, autoClose: false });
    for await (const piece of body.compose(createZstdDecompress())) yield piece as Buffer;
  } finally {
    await source.close();
  }
}

async function openFile(file: string): Promise<Result<FileHandle, Problem>> {
  try {
    return accept(await open(file, 'r'));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code)))
      return refuse(backupProblemOf('file-missing', { file }));
    throw error;
  }
}

function strangerProblem(start: Buffer, file: string): Problem {
  const isCut = start.length > 0 && start.length < MAGIC.length && MAGIC.subarray(0, start.length).equals(start);
  if (isCut) return backupProblemOf('damaged', { file });
  const found = /^desk-backup (\d+)/.exec(start.toString('latin1'))?.[1];
  return found && Number(found) > FORMAT
    ? backupProblemOf('format-newer', { file, found })
    : backupProblemOf('foreign', { file });
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

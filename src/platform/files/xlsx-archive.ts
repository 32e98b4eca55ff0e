import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { fileProblem } from './problems.ts';

/** An open workbook file; whoever opened it closes `zip`. */
export type XlsxArchive = {
  readonly zip: ZipFile;
  /** By lower-case part name, as part names are the same in either case. */
  readonly entries: ReadonlyMap<string, Entry>;
  inflatedBytes: number;
  /** How many more XML elements may be read: tiny ones by the million cost time, not bytes. */
  elementsLeft: number;
};

const INFLATED_BYTES_MAX = 256 * 1024 * 1024;
/** Real sheets were seen to pack 7 to 25 times; what packs far more is padding made to harm. */
const RATIO_MAX = 100;
const RATIO_FREE_BYTES = 8 * 1024 * 1024;
const ENTRIES_MAX = 5000;

/** Elements that are read in about a second; a full cell is two or three of them. */
const ELEMENTS_MAX = 5_000_000;
const LARGE_ELEMENTS_MAX = 64_000_000;

/** Reads the list of parts only. */
export async function openXlsxArchive(path: string, allowLarge: boolean): Promise<Result<XlsxArchive, Problem>> {
  let zip: ZipFile | null = null;
  try {
    zip = await openPromise(path, { autoClose: false });
    // Failures reach us through the promises; without a listener a late one would end the process.
    zip.on('error', () => {});
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.toLowerCase();
      if (entries.has(name)) return closeAndRefuse(zip, fileProblem('damaged', { where: `ZIP: ${name}` }));
      if (entries.size >= ENTRIES_MAX) return closeAndRefuse(zip, fileProblem('too-large-inside'));
      entries.set(name, entry);
    }
    return accept({ zip, entries, inflatedBytes: 0, elementsLeft: allowLarge ? LARGE_ELEMENTS_MAX : ELEMENTS_MAX });
  } catch {
    return closeAndRefuse(zip, fileProblem('damaged', { where: 'ZIP' }));
  }
}

function closeAndRefuse(zip: ZipFile | null, problem: Problem): Result<XlsxArchive, Problem> {
  zip?.close();
  return refuse(problem);
}

/**
 * Inflates one part piece by piece. Declared and actual sizes are both held to the limit, because a bomb lies about
 * either; the checksum is compared, because a flipped bit in a digit is still well-formed.
 * @param onPiece answers false when it has seen enough; the rest is then neither inflated nor checked.
 */
export async function readPart(
  archive: XlsxArchive,
  name: string,
  onPiece: (piece: Buffer) => boolean,
): Promise<Problem | null> {
  const entry = archive.entries.get(name.toLowerCase());
  const damaged = fileProblem('damaged', { where: name });
  if (!entry) return damaged;
  if (entry.isEncrypted()) return fileProblem('locked-or-old-excel');
  if (!entry.canDecodeFileData()) return damaged;
  const ratioBytesMax = Math.max(RATIO_FREE_BYTES, entry.compressedSize * RATIO_MAX);
  if (archive.inflatedBytes + entry.uncompressedSize > INFLATED_BYTES_MAX) return fileProblem('too-large-inside');
  if (entry.uncompressedSize > ratioBytesMax) return fileProblem('too-large-inside');
  let bytes = 0;
  let checksum = 0;
  try {
    const pieces: AsyncIterable<Buffer> = await archive.zip.openReadStreamPromise(entry);
    for await (const piece of pieces) {
      bytes += piece.length;
      archive.inflatedBytes += piece.length;
      if (archive.inflatedBytes > INFLATED_BYTES_MAX || bytes > ratioBytesMax) return fileProblem('too-large-inside');
      checksum = crc32(piece, checksum);
      if (!onPiece(piece)) return null;
    }
  } catch {
    return damaged;
  }
  return checksum === entry.crc32 && bytes === entry.uncompressedSize ? null : damaged;
}

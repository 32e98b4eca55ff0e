import type { Problem } from '#kernel/problem.ts';
import { fileProblem } from './problems.ts';

export type FileFormat = 'zip' | 'ole' | 'gzip' | 'text';

/** Tells a file by its first bytes; its name is only what somebody called it. */
export function detectFormat(start: Buffer): FileFormat {
  if (startsWith(start, [0x50, 0x4b, 0x03, 0x04]) || startsWith(start, [0x50, 0x4b, 0x05, 0x06])) return 'zip';
  if (startsWith(start, [0xd0, 0xcf, 0x11, 0xe0])) return 'ole';
  if (startsWith(start, [0x1f, 0x8b])) return 'gzip';
  return 'text';
}

const NOT_TEXT = [
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'gambar PNG', whatEnglish: 'a PNG picture' },
  { bytes: [0xff, 0xd8, 0xff], what: 'gambar JPEG', whatEnglish: 'a JPEG picture' },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: 'gambar GIF', whatEnglish: 'a GIF picture' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'dokumen PDF', whatEnglish: 'a PDF document' },
] as const;

/** Judges the first piece of what should be text; null where nothing speaks against it. */
export function nonTextProblem(piece: Buffer): Problem | null {
  const known = NOT_TEXT.find(({ bytes }) => startsWith(piece, bytes));
  if (known) return fileProblem('not-text', { what: known.what, whatEnglish: known.whatEnglish });
  const isUtf16 = startsWith(piece, [0xff, 0xfe]) || startsWith(piece, [0xfe, 0xff]);
  if (isUtf16 || !piece.includes(0)) return null;
  return binaryProblem();
}

export function binaryProblem(): Problem {
  return fileProblem('not-text', { what: 'berisi byte biner (NUL)', whatEnglish: 'binary (it holds NUL bytes)' });
}

function startsWith(bytes: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

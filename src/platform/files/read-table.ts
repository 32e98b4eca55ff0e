import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { filePieces } from './byte-source.ts';
import { readCsvTable } from './csv-table.ts';
import { fileProblem } from './problems.ts';
import { detectFormat, type FileFormat } from './signatures.ts';
import { FILE_BYTES_MAX, LARGE_FILE_BYTES_MAX, type ReadOptions, type Table } from './table.ts';
import { readXlsxTable } from './xlsx-table.ts';

/** Reads a table from a CSV file (plain or gzip) or an Excel workbook, or says why the whole file is refused. */
export async function readTable(path: string, options: ReadOptions): Promise<Result<Table, Problem>> {
  const { requiredColumns, allowLarge } = options;
  const bytesMax = allowLarge ? LARGE_FILE_BYTES_MAX : FILE_BYTES_MAX;
  const tooLarge = fileProblem(allowLarge ? 'too-large-even-so' : 'too-large', { limit: bytesMax / 1024 / 1024 });
  const look = await lookAt(path);
  if (!look.ok) return look;
  if (look.value.bytes > bytesMax) return refuse(tooLarge);
  const { format } = look.value;
  if (format === 'ole') return refuse(fileProblem('locked-or-old-excel'));
  if (format === 'zip') return readXlsxTable(path, options);
  try {
    const pieces = filePieces(path, format === 'gzip' ? 'gzip' : 'plain');
    return await readCsvTable({ pieces, requiredColumns, bytesMax, tooLarge });
  } catch (failure) {
    return refuse(failureProblem(path, failure));
  }
}

async function lookAt(path: string): Promise<Result<{ bytes: number; format: FileFormat }, Problem>> {
  try {
    const file = await open(path);
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return refuse(fileProblem('not-a-file', { file: basename(path) }));
      const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
      return accept({ bytes: stats.size, format: detectFormat(buffer.subarray(0, bytesRead)) });
    } finally {
      await file.close();
    }
  } catch (failure) {
    return refuse(failureProblem(path, failure));
  }
}

/** Failures of the system and of gzip belong to the file; anything else is a defect of the program and goes on. */
function failureProblem(path: string, failure: unknown): Problem {
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : null;
  if (code === null || code.startsWith('ERR_')) throw failure;
  if (code === 'ENOENT') return fileProblem('not-found', { file: basename(path) });
  if (code.startsWith('Z_')) return fileProblem('damaged', { where: 'gzip' });
  return fileProblem('unreadable', { file: basename(path), reason: code });
}

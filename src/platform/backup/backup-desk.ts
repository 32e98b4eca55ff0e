import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';
import { copyOut } from './copy-out.ts';
import { dataFrames, jsonFrame } from './frames.ts';
import type { BackupCounts, BackupHeader, FileEnd } from './manifest.ts';
import { backupProblem } from './problems.ts';
import { writeSealed } from './sealed-file.ts';
import { listFiles, readPieces } from './stored-files.ts';
import { type BackedTable, copyOutOf, listApplied, listTables, settleSpelling } from './tables.ts';

export type BackupInput = {
  readonly sql: Sql;
  /** the folder of files kept beside the database; it may be missing */
  readonly blobsDir: string;
  readonly file: string;
  /** null = the whole desk */
  readonly electionNo: number | null;
  readonly now: Date;
};

/**
 * Writes the whole desk, or one election of it, into one file: every table from one snapshot, then the files beside.
 * Files are written once and never changed, so that those the snapshot names are there. No password or key is in it.
 */
export async function backupDesk(input: BackupInput): Promise<Result<BackupCounts, Problem>> {
  const { sql, file } = input;
  const counts = { tables: 0, rows: 0, files: 0 };
  try {
    const written = (await sql.begin('isolation level repeatable read read only', async (tx) => {
      await settleSpelling(tx);
      return writeSealed(file, () => framesOf(tx, input, counts));
    })) as Result<number, Problem>;
    return written.ok ? accept({ ...counts, bytes: written.value }) : written;
  } catch (error) {
    const problem = backupProblem(error, file);
    if (!problem) throw error;
    return { ok: false, problem };
  }
}

type Counts = { tables: number; rows: number; files: number };

async function* framesOf(tx: Tx, { blobsDir, electionNo, now }: BackupInput, counts: Counts): AsyncGenerator<Buffer> {
  const tables = await listTables(tx);
  const header: BackupHeader = {
    madeAt: now.toISOString(),
    electionNo,
    migrations: await listApplied(tx),
    tables: tables.map(({ name, columns }) => ({ name, columns })),
  };
  yield jsonFrame('H', header);
  for (const table of tables) yield* tableFrames(tx, table, { tables, electionNo, counts });
  for (const path of await listFiles(blobsDir)) yield* fileFrames(blobsDir, path, counts);
  yield jsonFrame('E', counts);
}

type TablePart = {
  readonly tables: readonly BackedTable[];
  readonly electionNo: number | null;
  readonly counts: Counts;
};

async function* tableFrames(
  tx: Tx,
  table: BackedTable,
  { tables, electionNo, counts }: TablePart,
): AsyncGenerator<Buffer> {
  const { name, columns } = table;
  yield jsonFrame('T', { name, columns });
  let rows = 0;
  yield* dataFrames(
    tapped(copyOut(tx, copyOutOf(table, tables, electionNo)), (piece) => {
      rows += countLines(piece);
    }),
  );
  yield jsonFrame('.', { rows });
  counts.tables++;
  counts.rows += rows;
}

async function* fileFrames(folder: string, path: string, counts: Counts): AsyncGenerator<Buffer> {
  yield jsonFrame('F', { path });
  const hash = createHash('sha256');
  let bytes = 0;
  yield* dataFrames(
    tapped(readPieces(join(folder, path)), (piece) => {
      hash.update(piece);
      bytes += piece.length;
    }),
  );
  const end: FileEnd = { bytes, sha256: hash.digest('hex') };
  yield jsonFrame('.', end);
  counts.files++;
}

async function* tapped(pieces: AsyncIterable<Buffer>, see: (piece: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    see(piece);
    yield piece;
  }
}

/** Every row of COPY text ends with a line feed; one inside a value is written as `\n`. */
function countLines(piece: Buffer): number {
  let lines = 0;
  for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines++;
  return lines;
}

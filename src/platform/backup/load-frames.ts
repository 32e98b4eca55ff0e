import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Tx } from '#platform/db/sql.ts';
import { BrokenFrames, type Frame } from './frames.ts';
import type { BackupEnd, FileEnd, FileStart, TableEnd, TableStart } from './manifest.ts';
import { isSafePath, type StagedFiles } from './stored-files.ts';
import { type BackedTable, quoted } from './tables.ts';

type Loading = {
  readonly frames: AsyncGenerator<Frame>;
  readonly tables: readonly BackedTable[];
  readonly staged: StagedFiles;
};

/** Brings the tables and files of a backup in, and compares what came with what it says it holds. */
export async function loadFrames(tx: Tx, { frames, tables, staged }: Loading): Promise<BackupEnd> {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const counts = { tables: 0, rows: 0, files: 0 };
  for (let next = await frames.next(); !next.done; next = await frames.next()) {
    const { kind, content } = next.value;
    const stated: unknown = JSON.parse(content.toString());
    if (kind === 'T') {
      const start = stated as TableStart;
      const table = byName.get(start.name);
      if (!table || start.columns.some((column) => !table.columns.includes(column)))
        throw new BrokenFrames(`unknown table ${start.name}`);
      byName.delete(start.name);
      counts.rows += await loadTable(tx, start, frames);
      counts.tables++;
    } else if (kind === 'F') {
      await loadFile(staged, stated as FileStart, frames);
      counts.files++;
    } else if (kind === 'E') {
      const end = stated as BackupEnd;
      if (end.tables !== counts.tables || end.rows !== counts.rows || end.files !== counts.files)
        throw new BrokenFrames('other counts');
      if (!(await frames.next()).done) throw new BrokenFrames('something behind the end');
      return counts;
    } else throw new BrokenFrames('a frame in a wrong place');
  }
  throw new BrokenFrames('no end');
}

async function loadTable(tx: Tx, { name, columns }: TableStart, frames: AsyncGenerator<Frame>): Promise<number> {
  const target = await tx.unsafe(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`).writable();
  const end: { stated?: unknown } = {};
  await pipeline(Readable.from(piecesOf(frames, end), { objectMode: false }), target);
  const [row] = await tx<{ rows: number }[]>`select count(*) as rows from ${tx(name)}`;
  const { rows } = end.stated as TableEnd;
  if (row?.rows !== rows) throw new BrokenFrames(`${name} came with other rows than it states`);
  return rows;
}

async function loadFile(staged: StagedFiles, { path }: FileStart, frames: AsyncGenerator<Frame>): Promise<void> {
  if (!isSafePath(path)) throw new BrokenFrames('a file outside its folder');
  const hash = createHash('sha256');
  const end: { stated?: unknown } = {};
  await staged.write(path, hashed(piecesOf(frames, end), hash));
  if ((end.stated as FileEnd).sha256 !== hash.digest('hex')) throw new BrokenFrames('a file changed');
}

/** The pieces up to the end of this table or file, whose own words are left in `end`. */
async function* piecesOf(frames: AsyncGenerator<Frame>, end: { stated?: unknown }): AsyncGenerator<Buffer> {
  for (;;) {
    const next = await frames.next();
    if (next.done) throw new BrokenFrames('unfinished');
    const { kind, content } = next.value;
    if (kind === 'D') yield content;
    else if (kind === '.') {
      end.stated = JSON.parse(content.toString());
      return;
    } else throw new BrokenFrames('a frame in a wrong place');
  }
}

async function* hashed(pieces: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

/** New rows go on after the largest number that came back. */
export async function continueIdentities(tx: Tx, tables: readonly BackedTable[]): Promise<void> {
  for (const { name, identity } of tables) {
    for (const column of identity) {
      await tx`select setval(pg_get_serial_sequence(${quoted(name)}, ${column}), coalesce(max(${tx(column)}), 0) + 1, false) from ${tx(name)}`;
    }
  }
}

import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { recordRestoredPart } from '#platform/audit/restored-part.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';
import { BrokenFrames, type Frame, readFrames } from './frames.ts';
import { continueIdentities, loadFrames } from './load-frames.ts';
import type { BackupCounts, BackupHeader } from './manifest.ts';
import { backupProblem, backupProblemOf } from './problems.ts';
import { checkSeal, readSealed } from './sealed-file.ts';
import { listFiles, type StagedFiles, stageFiles } from './stored-files.ts';
import { type AppliedMigration, type BackedTable, listApplied, listTables, quoted, settleSpelling } from './tables.ts';

export type RestoreInput = { readonly sql: Sql; readonly blobsDir: string; readonly file: string; readonly now: Date };

/** Ends the transaction with the sentence for its caller. */
class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/**
 * Brings a backup onto an empty desk: the file is proved whole first, then all tables come in one transaction, and the
 * files beside are in place before it commits. Whatever fails, the desk is as empty as before.
 */
export async function restoreDesk({ sql, blobsDir, file, now }: RestoreInput): Promise<Result<BackupCounts, Problem>> {
  const staged = stageFiles(blobsDir);
  try {
    const sealed = await checkSeal(file);
    if (!sealed.ok) return sealed;
    if ((await listFiles(blobsDir)).length > 0) return refuse(backupProblemOf('files-not-empty', { folder: blobsDir }));
    const counts = await sql.begin((tx) => restoreInto(tx, { file, now, staged }));
    await staged.finish();
    await sql.unsafe('analyze');
    return accept({ ...(counts as Omit<BackupCounts, 'bytes'>), bytes: sealed.value });
  } catch (error) {
    await staged.discard().catch(() => {});
    const problem =
      error instanceof Refused
        ? error.problem
        : isDamage(error)
          ? backupProblemOf('damaged', { file })
          : backupProblem(error, file, blobsDir);
    if (!problem) throw error;
    return refuse(problem);
  }
}

type Restoring = { readonly file: string; readonly now: Date; readonly staged: StagedFiles };

async function restoreInto(tx: Tx, { file, now, staged }: Restoring): Promise<Omit<BackupCounts, 'bytes'>> {
  const tables = await listTables(tx);
  await settleSpelling(tx);
  // Nobody else writes from here on; readers see the empty desk until the end.
  await tx.unsafe(`lock table ${tables.map(({ name }) => quoted(name)).join(', ')} in exclusive mode`);
  const frames = readFrames(readSealed(file));
  try {
    return await restoreFrames(tx, tables, { frames, file, now, staged });
  } finally {
    await frames.return(undefined);
  }
}

type RestoringFrames = Restoring & { readonly frames: AsyncGenerator<Frame> };

async function restoreFrames(
  tx: Tx,
  tables: readonly BackedTable[],
  { frames, file, now, staged }: RestoringFrames,
): Promise<Omit<BackupCounts, 'bytes'>> {
  const first = await frames.next();
  if (first.done || first.value.kind !== 'H') throw new BrokenFrames('no header');
  const header = JSON.parse(first.value.content.toString()) as BackupHeader;
  const problem = schemaProblem(header, await listApplied(tx), file) ?? (await fullProblem(tx, tables));
  if (problem) throw new Refused(problem);
  const counts = await loadFrames(tx, { frames, tables, staged });
  await continueIdentities(tx, tables);
  if (header.electionNo !== null) await recordRestoredPart(tx, now, header.electionNo);
  await staged.place();
  return counts;
}

/** A backup fits a desk whose migrations are the very same. */
function schemaProblem(
  { migrations }: BackupHeader,
  applied: readonly AppliedMigration[],
  file: string,
): Problem | null {
  for (const [i, migration] of migrations.entries()) {
    const own = applied[i];
    if (!own) return backupProblemOf('schema-newer', { file, name: migration.name });
    if (own.sha256 !== migration.sha256) return backupProblemOf('schema-differs', { file, name: migration.name });
  }
  return migrations.length < applied.length
    ? backupProblemOf('schema-older', { file, name: migrations.at(-1)?.name })
    : null;
}

async function fullProblem(tx: Tx, tables: readonly BackedTable[]): Promise<Problem | null> {
  for (const { name } of tables) {
    const [row] = await tx<{ full: boolean }[]>`select exists (select from ${tx(name)}) as full`;
    if (row?.full) return backupProblemOf('desk-not-empty', { table: name });
  }
  return null;
}

/** Contents that no backup of ours has, behind a seal that somebody computed anew. */
function isDamage(error: unknown): boolean {
  if (error instanceof BrokenFrames || error instanceof SyntaxError) return true;
  const code = String((error as { code?: unknown } | null)?.code);
  return /^(22|23)[0-9A-Z]{3}$/.test(code) || code.startsWith('ZSTD_') || code.startsWith('Z_');
}

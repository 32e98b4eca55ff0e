import { readTable } from '#platform/files/read-table.ts';
import { type ImportResults, importResults } from '#results/commands/import-results.ts';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import type { Desk } from '#results/desk.ts';
import { findContest } from '#results/intake/prepare-submission.ts';

export type ImportOptions = {
  readonly election: string;
  readonly contest: string;
  readonly replace?: string;
  readonly dryRun?: boolean;
  readonly source?: string;
};

/** What `desk import results` does after its words are read: the file is judged, then sent through the intake. */
export async function importFile(desk: Desk, path: string, options: ImportOptions): Promise<ImportResults> {
  const { election, contest, replace = null, dryRun = false, source = 'berkas' } = options;
  const table = await readTable(path, { requiredColumns: ['region', 'station'], allowLarge: false });
  if (!table.ok) throw new Error(table.problem.code);
  const found = findContest(await desk.books.current(desk.sql), election, contest);
  if (!found.ok) throw new Error(found.problem.code);
  const input = { desk, intake: sheetIntake(desk), ...found.value, table: table.value, source, replace, dryRun };
  const imported = await importResults(input);
  if (!imported.ok) throw new Error(imported.problem.code);
  return imported.value;
}

/** The verdicts alone, without those that are zero. */
export function verdictsOf(done: ImportResults): Readonly<Record<string, number>> {
  const { rows, accepted, corrected, unchanged, conflicting, empty, rejected, flagged } = done;
  if (rows !== accepted + corrected + unchanged + conflicting + empty + rejected)
    throw new Error('verdicts do not add up');
  const named = { accepted, corrected, unchanged, conflicting, empty, rejected, flagged };
  return Object.fromEntries(Object.entries(named).filter(([, count]) => count > 0));
}

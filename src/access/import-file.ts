import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { checkColumns } from '#platform/files/check-columns.ts';
import { readTable } from '#platform/files/read-table.ts';
import type { Table, TableRow } from '#platform/files/table.ts';
import type { AccessDesk } from './access-desk.ts';
import { createAccounts, type RowError, rowError } from './commands/create-accounts.ts';
import type { MadeAccount } from './contract/accounts.ts';
import type { Actor } from './domain/actor.ts';
import type { NewAccountInput } from './new-account.ts';
import { accessProblem } from './problems.ts';

export type AccountsImported = {
  readonly rows: number;
  readonly made: readonly MadeAccount[];
  readonly errors: readonly RowError[];
  /** rows that are made all the same, with what to look at */
  readonly warnings: readonly RowError[];
};
export type ImportOptions = { readonly actor: Actor; readonly dryRun: boolean };

const REQUIRED = ['name', 'role', 'region'];
const OPTIONAL = ['from', 'until', 'phone'];
const ROWS_MAX = 10_000;

/** Accounts from a CSV or Excel file: its rows are judged by themselves, like those that are sent one by one. */
export async function importAccounts(
  desk: AccessDesk,
  path: string,
  { actor, dryRun }: ImportOptions,
): Promise<Result<AccountsImported, Problem>> {
  const table = await readTable(path, { requiredColumns: REQUIRED, allowLarge: false });
  if (!table.ok) return table;
  const read = readRows(table.value);
  if (!read.ok) return read;
  const { rows, errors, count } = read.value;
  const created = await createAccounts(desk, { actor, rows, dryRun });
  if (!created.ok) return created;
  const all = [...errors, ...created.value.errors].sort((a, b) => a.row - b.row);
  return accept({ rows: count, made: created.value.made, errors: all, warnings: created.value.warnings });
}

/** The same for a file that came as bytes; its names and numbers lie in a private folder only while they are read. */
export async function importAccountBytes(
  desk: AccessDesk,
  bytes: Buffer,
  options: ImportOptions,
): Promise<Result<AccountsImported, Problem>> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-accounts-'));
  try {
    const path = join(folder, 'accounts');
    await writeFile(path, bytes, { mode: 0o600 });
    return await importAccounts(desk, path, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Read = { readonly rows: NewAccountInput[]; readonly errors: RowError[]; readonly count: number };

function readRows({ header, rows: lines }: Table): Result<Read, Problem> {
  const columns = checkColumns(header, { required: REQUIRED, optional: OPTIONAL });
  if (!columns.ok) return columns;
  const rows: NewAccountInput[] = [];
  const errors: RowError[] = [];
  let count = 0;
  for (const line of lines) {
    if (++count > ROWS_MAX) return refuse(accessProblem('too-many-rows', { limit: ROWS_MAX }));
    const problem = shapeProblem(line, header.length);
    if (problem) errors.push(rowError(line.line, { column: '', value: '', problem }));
    else rows.push(rowOf(line, columns.value));
  }
  return accept({ rows, errors, count });
}

function shapeProblem({ cells }: TableRow, wanted: number): Problem | null {
  if (cells.length !== wanted) return accessProblem('row-width', { found: cells.length, wanted });
  return cells.some((cell) => cell.kind === 'formula') ? accessProblem('formula') : null;
}

function rowOf({ line, cells }: TableRow, columns: ReadonlyMap<string, number>): NewAccountInput {
  const text = (column: string) => cells[columns.get(column) ?? -1]?.text.trim() ?? '';
  const maybe = (column: string) => text(column) || undefined;
  return {
    row: line,
    name: text('name'),
    role: text('role'),
    region: text('region'),
    from: maybe('from'),
    until: maybe('until'),
    phone: maybe('phone'),
  };
}

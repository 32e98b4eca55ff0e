import type { SheetProblem } from '../../../domain/check-sheet.ts';
import type { Box, BoxRow, BoxSection } from './form-boxes.ts';

/** What is shown of one row: the problems that name one of its boxes, and those of them whose message stands under it. */
export type RowProblems = { readonly naming: readonly SheetProblem[]; readonly told: readonly SheetProblem[] };
export type ProblemsByRow = ReadonlyMap<string, RowProblems>;

export const NO_PROBLEMS: RowProblems = { naming: [], told: [] };

/**
 * The problems by the number of their row; each message stands under the last of its rows in the order of the paper.
 * A row of which nothing has changed keeps the very object of `before`, so that the screen leaves it alone.
 */
export function problemsByRow(
  sections: readonly BoxSection[],
  problems: readonly SheetProblem[],
  before: ProblemsByRow,
): ProblemsByRow {
  const rows = sections.flatMap((section) => section.rows);
  const lastRows = problems.map((problem) => rows.filter((row) => isNamed(row, problem)).pop());
  const byRow = new Map<string, RowProblems>();
  for (const row of rows) {
    const naming = problems.filter((problem) => isNamed(row, problem));
    if (naming.length === 0) continue;
    const told = problems.filter((_, at) => lastRows[at] === row);
    const old = before.get(row.row);
    byRow.set(row.row, old && areEqual(naming, old.naming) ? old : { naming, told });
  }
  return byRow;
}

export function areEqual(problems: readonly SheetProblem[], others: readonly SheetProblem[]): boolean {
  return problems.length === others.length && problems.every((problem, at) => isEqual(problem, others[at]));
}

function isEqual({ code, fields, left, right }: SheetProblem, other: SheetProblem | undefined): boolean {
  return code === other?.code && fields[0] === other.fields[0] && left === other.left && right === other.right;
}

function isNamed({ boxes }: BoxRow, { fields }: SheetProblem): boolean {
  return boxes.some(({ field }: Box) => fields.includes(field));
}

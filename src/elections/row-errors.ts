import type { CellFault } from './domain/parse-station.ts';

/** One rejected cell or row of a file, as the command line answers it. `row` is the line in the file (header = 1). */
export type RowError = {
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly code: string;
  readonly message: string;
};

export function rowErrors(row: number, faults: readonly CellFault[]): RowError[] {
  return faults.map(({ column, value, code, message }) => ({
    row,
    column,
    value,
    code,
    message: `Baris ${row}, kolom ${column}: ${message.id}`,
  }));
}

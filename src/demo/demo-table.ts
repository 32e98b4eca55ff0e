import type { Table } from '#platform/files/table.ts';

/** A table made in memory, for the same commands that read files. */
export function tableOf(header: readonly string[], rows: readonly (readonly (string | number)[])[]): Table {
  return {
    header,
    kind: 'csv',
    rows: rows.map((cells, i) => ({
      line: i + 2,
      cells: cells.map((cell) => ({ text: String(cell), kind: 'text' as const })),
    })),
  };
}

/** Our own converted CSV, which quotes nothing; rows may be left out. */
export function csvTable(text: string, isWanted: (cells: readonly string[]) => boolean = () => true): Table {
  const [header = [], ...rows] = text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  return tableOf(header, rows.filter(isWanted));
}

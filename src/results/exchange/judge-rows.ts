import { stationWorld } from '#elections/commands/import-stations.ts';
import {
  type Contest,
  candidateNumbers,
  type Election,
  isInContest,
  openedRounds,
  stationKey,
} from '#elections/domain/election.ts';
import type { Station } from '#elections/domain/station.ts';
import { type RowError, rowErrors } from '#elections/row-errors.ts';
import type { Table, TableRow } from '#platform/files/table.ts';
import { fieldNames } from '../domain/fields.ts';
import { hasEqualValues, parseSheetRow, type SheetRow, type SheetRowWorld } from '../domain/parse-sheet-row.ts';

export type JudgedRow = SheetRow & { readonly line: number };
export type JudgedFile = {
  readonly rows: number;
  readonly empty: number;
  readonly rejected: number;
  /** rows equal to an earlier one of the same file */
  readonly repeated: number;
  readonly sheets: readonly JudgedRow[];
  readonly errors: readonly RowError[];
};

/** Judges a whole result file before anything is written. */
export function judgeRows(table: Table, columns: ReadonlyMap<string, number>, world: SheetRowWorld): JudgedFile {
  const errors: RowError[] = [];
  const valid: JudgedRow[] = [];
  let rows = 0;
  let empty = 0;
  let rejected = 0;
  for (const row of table.rows) {
    rows++;
    const judged = judgeRow(row, table.header, columns, world);
    if ('row' in judged) valid.push({ ...judged.row, line: row.line });
    else if ('empty' in judged) empty++;
    else {
      rejected++;
      errors.push(...judged.errors);
    }
  }
  const { sheets, repeated, contradicting } = withoutDuplicates(valid);
  errors.push(...contradicting);
  return {
    rows,
    empty,
    rejected: rejected + contradicting.length,
    repeated,
    sheets,
    errors: errors.sort((a, b) => a.row - b.row),
  };
}

type Verdict = { row: SheetRow } | { empty: true } | { errors: readonly RowError[] };

function judgeRow(
  row: TableRow,
  header: readonly string[],
  columns: ReadonlyMap<string, number>,
  world: SheetRowWorld,
): Verdict {
  if (row.cells.length !== header.length) {
    const message = `Baris ${row.line}: ada ${row.cells.length} kolom, seharusnya ${header.length} seperti baris judul. Periksa tanda pemisah dan tanda kutip.`;
    return { errors: [{ row: row.line, column: null, value: null, code: 'files.row-width', message }] };
  }
  const formula = row.cells.findIndex((cell) => cell.kind === 'formula');
  if (formula >= 0) {
    const column = header[formula] ?? null;
    const message = `Baris ${row.line}, kolom ${column}: berisi rumus Excel. Salin lalu tempel sebagai nilai, kemudian ulangi.`;
    return { errors: [{ row: row.line, column, value: null, code: 'files.formula', message }] };
  }
  const judged = parseSheetRow((column) => row.cells[columns.get(column) ?? -1]?.text ?? '', world);
  return 'faults' in judged ? { errors: rowErrors(row.line, judged.faults) } : judged;
}

/** Equal rows after the first are repeats; rows that contradict each other are all rejected, each naming the others. */
function withoutDuplicates(valid: readonly JudgedRow[]): {
  sheets: JudgedRow[];
  repeated: number;
  contradicting: RowError[];
} {
  const groups = Map.groupBy(valid, (row) => `${stationKey(row.region, row.station)} ${row.round}`);
  const sheets: JudgedRow[] = [];
  const contradicting: RowError[] = [];
  let repeated = 0;
  for (const [key, group] of groups) {
    const first = group[0] as JudgedRow;
    if (group.every((row) => hasEqualValues(row.values, first.values))) {
      sheets.push(first);
      repeated += group.length - 1;
      continue;
    }
    for (const row of group) {
      const others = group
        .filter((other) => other !== row)
        .map((other) => other.line)
        .join(', ');
      const message = `Baris ${row.line}: TPS ${key} juga ada di baris ${others} dengan angka yang berbeda. Sisakan satu yang sesuai kertas.`;
      contradicting.push({ row: row.line, column: 'station', value: key, code: 'results.rows-contradict', message });
    }
  }
  return { sheets, repeated, contradicting };
}

export function sheetRowWorld(election: Election, contest: Contest, stations: readonly Station[]): SheetRowWorld {
  const known = new Set(stations.map((station) => stationKey(station.village, station.station)));
  return {
    ...stationWorld(election),
    fields: fieldNames(candidateNumbers(contest)),
    isInContest: (village) => isInContest(election, contest, village),
    hasStation: (village, station) => known.has(stationKey(village, station)),
    openedRounds: (village, station) => openedRounds(contest, village, station),
  };
}

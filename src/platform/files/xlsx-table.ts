import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { noHeader } from './check-columns.ts';
import { packRows } from './packed-rows.ts';
import { fileProblem } from './problems.ts';
import { EMPTY_CELL, type ReadOptions, ROW_CHARACTERS_MAX, type Table, type TableRow } from './table.ts';
import { openXlsxArchive, type XlsxArchive } from './xlsx-archive.ts';
import { type SheetContext, sheetReader } from './xlsx-sheet.ts';
import { readSharedStrings } from './xlsx-strings.ts';
import { readDateStyles } from './xlsx-styles.ts';
import { readWorkbook } from './xlsx-workbook.ts';
import { readXmlPart } from './xlsx-xml.ts';

/** A shared text may be named by millions of cells, so what is read is held to its own limit. */
const TABLE_CHARACTERS_MAX = 96 * 1024 * 1024;

/** Reads the first visible sheet whose first filled row is the header. */
export async function readXlsxTable(path: string, options: ReadOptions): Promise<Result<Table, Problem>> {
  const opened = await openXlsxArchive(path, options.allowLarge);
  if (!opened.ok) return opened;
  try {
    return await findTable(opened.value, options.requiredColumns);
  } finally {
    opened.value.zip.close();
  }
}

async function findTable(archive: XlsxArchive, requiredColumns: readonly string[]): Promise<Result<Table, Problem>> {
  const workbook = await readWorkbook(archive);
  if (!workbook.ok) return workbook;
  const { sheetParts, stringsPart, stylesPart, startsIn1904 } = workbook.value;
  const strings = stringsPart === null ? accept([]) : await readSharedStrings(archive, stringsPart);
  if (!strings.ok) return strings;
  const dateStyles = stylesPart === null ? accept(new Set<number>()) : await readDateStyles(archive, stylesPart);
  if (!dateStyles.ok) return dateStyles;
  const context = { strings: strings.value, dateStyles: dateStyles.value, startsIn1904 };
  let nearest: readonly string[] = [];
  for (const part of sheetParts) {
    const sheet = await readSheet(archive, { part, context, requiredColumns });
    if (!sheet.ok) return sheet;
    const { table, header } = sheet.value;
    if (table) return accept(table);
    if (countOf(requiredColumns, header) > countOf(requiredColumns, nearest)) nearest = header;
  }
  return refuse(noHeader(nearest, requiredColumns, 'sheets'));
}

type SheetTask = { readonly part: string; readonly context: SheetContext; readonly requiredColumns: readonly string[] };
type SheetFinding = { readonly header: readonly string[]; readonly table: Table | null };

async function readSheet(archive: XlsxArchive, task: SheetTask): Promise<Result<SheetFinding, Problem>> {
  const packed = packRows();
  let header: readonly string[] | null = null;
  let verdict: Problem | 'enough' | null = null;

  function takeRow(row: TableRow): void {
    if (verdict !== null) return;
    if (header === null) {
      header = row.cells.map((cell) => cell.text.trim());
      if (countOf(task.requiredColumns, header) < task.requiredColumns.length) verdict = 'enough';
      return;
    }
    if (lengthOf(row) > ROW_CHARACTERS_MAX) verdict = fileProblem('row-too-long', { line: row.line });
    else packed.add(filled(row, header.length));
    if (packed.characters() > TABLE_CHARACTERS_MAX) verdict ??= fileProblem('too-large-inside');
  }
  const reader = sheetReader(task.context, takeRow, () => {
    verdict ??= fileProblem('damaged', { where: task.part });
  });
  const problem = await readXmlPart(archive, task.part, { ...reader, verdict: () => verdict });
  if (problem) return refuse(problem);
  const names: readonly string[] = header ?? [];
  const isTable = countOf(task.requiredColumns, names) === task.requiredColumns.length && names.length > 0;
  return accept({ header: names, table: isTable ? { header: names, rows: packed.rows, kind: 'xlsx' } : null });
}

/** A sheet stores no empty cells at the end of a row, so a row is as wide as the header unless it is wider. */
function filled({ line, cells }: TableRow, width: number): TableRow {
  if (cells.length >= width) return { line, cells };
  return { line, cells: [...cells, ...Array.from({ length: width - cells.length }, () => EMPTY_CELL)] };
}

function lengthOf(row: TableRow): number {
  return row.cells.reduce((sum, cell) => sum + cell.text.length, row.cells.length);
}

function countOf(wanted: readonly string[], header: readonly string[]): number {
  return wanted.filter((name) => header.includes(name)).length;
}

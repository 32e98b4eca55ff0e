import { type Cell, COLUMNS_MAX, EMPTY_CELL, type TableRow } from './table.ts';
import { type CellContext, readCell } from './xlsx-cell.ts';
import type { Attributes, XmlReader } from './xlsx-xml.ts';

export type SheetContext = CellContext & { readonly dateStyles: ReadonlySet<number> };
type Area = { readonly lastRow: number; readonly firstColumn: number; readonly lastColumn: number };

const ROWS_MAX = 1_048_576;
const AREAS_MAX = 64;

/**
 * Reads the cells of one sheet into rows; a row that holds nothing is passed over.
 * @param onRow receives each row, its cells without gaps; @param onFault is called when rows or cells are out of order.
 */
export function sheetReader(context: SheetContext, onRow: (row: TableRow) => void, onFault: () => void): XmlReader {
  let line = 0;
  let column = -1;
  let cells: Cell[] = [];
  let raw = { type: 'n', value: '', isFormula: false, isDate: false };
  let isInData = false;
  let isAid = false;
  let isValue = false;
  let areas: Area[] = [];

  function openRow({ r }: Attributes) {
    const next = r === undefined ? line + 1 : Number(r);
    if (!Number.isInteger(next) || next <= line || next > ROWS_MAX) return onFault();
    line = next;
    column = -1;
    cells = [];
    if (areas.length > 0) areas = areas.filter((area) => area.lastRow >= line);
  }

  function openCell({ r, t, s }: Attributes) {
    const next = r === undefined ? column + 1 : columnOf(r);
    if (next <= column || next >= COLUMNS_MAX) return onFault();
    column = next;
    const isFormula = areas.some((area) => column >= area.firstColumn && column <= area.lastColumn);
    raw = { type: t ?? 'n', value: '', isFormula, isDate: s !== undefined && context.dateStyles.has(Number(s)) };
  }

  /** An array formula stands in its first cell only and fills the others of its area with values. */
  function openFormula({ t, ref }: Attributes): void {
    raw.isFormula = true;
    if ((t === 'array' || t === 'dataTable') && ref?.includes(':') && areas.length <= AREAS_MAX) {
      areas.push(areas.length === AREAS_MAX ? EVERYTHING_BELOW : areaOf(ref));
    }
  }

  function closeCell(): void {
    const cell = readCell(raw, context);
    if (cell.text === '' && cell.kind === 'text') return;
    while (cells.length < column) cells.push(EMPTY_CELL);
    cells.push(cell);
  }

  return {
    open(name, attributes) {
      // What follows the data (controls, rules) has rows and formulas of its own.
      if (name === 'sheetData') isInData = true;
      else if (!isInData) return;
      else if (name === 'c') openCell(attributes);
      else if (name === 'row') openRow(attributes);
      else if (name === 'f') openFormula(attributes);
      else if (name === 'v' || name === 't') isValue = !isAid;
      else if (name === 'rPh') isAid = true;
    },
    text(text) {
      if (isValue) raw.value += text;
    },
    close(name) {
      if (!isInData) return;
      if (name === 'c') closeCell();
      else if (name === 'row' && cells.length > 0) onRow({ line, cells });
      else if (name === 'v' || name === 't') isValue = false;
      else if (name === 'rPh') isAid = false;
      else if (name === 'sheetData') isInData = false;
    },
  };
}

const EVERYTHING_BELOW: Area = { lastRow: ROWS_MAX, firstColumn: 0, lastColumn: COLUMNS_MAX };

/** `A1` is column 0; -1 for what is no address. */
function columnOf(address: string): number {
  let column = 0;
  let at = 0;
  for (; at < address.length && at < 4; at += 1) {
    const code = address.charCodeAt(at);
    if (code < 65 || code > 90) break;
    column = column * 26 + (code - 64);
  }
  return column - 1;
}

function areaOf(ref: string): Area {
  const [first = '', last = ''] = ref.split(':', 2);
  const lastRow = Number(last.replace(/^[A-Z]+/, ''));
  const firstColumn = columnOf(first);
  const lastColumn = columnOf(last);
  const isArea = Number.isInteger(lastRow) && firstColumn >= 0 && lastColumn >= firstColumn;
  return isArea ? { lastRow, firstColumn, lastColumn } : EVERYTHING_BELOW;
}

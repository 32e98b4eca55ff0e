import { type Cell, EMPTY_CELL } from './table.ts';
import { decodeEscapes } from './xlsx-strings.ts';

/** One `<c>` element as it stands in the sheet. */
export type RawCell = {
  readonly type: string;
  readonly value: string;
  readonly isFormula: boolean;
  readonly isDate: boolean;
};
export type CellContext = { readonly strings: readonly string[]; readonly startsIn1904: boolean };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const DAY_MS = 86_400_000;

export function readCell(raw: RawCell, context: CellContext): Cell {
  if (raw.isFormula) return { text: plainCell(raw, context).text, kind: 'formula' };
  return plainCell(raw, context);
}

function plainCell(raw: RawCell, context: CellContext): Cell {
  const { type, value } = raw;
  if (type === 's') {
    const text = context.strings[/^\d+$/.test(value) ? Number(value) : -1];
    return text === undefined ? (value === '' ? EMPTY_CELL : { text: value, kind: 'error' }) : { text, kind: 'text' };
  }
  if (type === 'inlineStr' || type === 'str') return { text: decodeEscapes(value), kind: 'text' };
  if (value === '') return EMPTY_CELL;
  if (type === 'b') return { text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE', kind: 'boolean' };
  if (type === 'e') return { text: value, kind: 'error' };
  if (type === 'd') return { text: value, kind: 'date' };
  return numberCell(value.trim(), raw.isDate, context);
}

/** The shortest plain text of a number: `12.0` is `12`, as Excel shows it. */
function numberCell(value: string, isDate: boolean, context: CellContext): Cell {
  const number = NUMBER.test(value) ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) return { text: value, kind: 'error' };
  if (isDate) return { text: dateText(number, context.startsIn1904) ?? value, kind: 'date' };
  return { text: String(number === 0 ? 0 : number), kind: 'number' };
}

/** Days since the end of 1899 (or the start of 1904) as a calendar date; null where no calendar reaches. */
function dateText(days: number, startsIn1904: boolean): string | null {
  const start = startsIn1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  if (days < 0 || days > 2_958_465) return null;
  return new Date(start + days * DAY_MS).toISOString().slice(0, 10);
}

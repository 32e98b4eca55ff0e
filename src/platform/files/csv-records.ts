import { COLUMNS_MAX } from './table.ts';

/** Where one record of a CSV text lies; offsets into the text of the cursor. */
export type RecordCursor = {
  readonly text: string;
  readonly separator: Separator;
  /** Whether the text ends here, or more of it may follow. */
  readonly isWhole: boolean;
  /** Start of the record to find next, and its line in the file. */
  at: number;
  line: number;
  /** The record found last. */
  start: number;
  end: number;
  startLine: number;
  hasQuotes: boolean;
  /** Where a quotation mark was opened in a record whose end is not in sight; -1 if none. */
  openQuoteAt: number;
  /** Next places of each mark: each is searched once, so that no text makes the walk quadratic. */
  nextLf: number;
  nextCr: number;
  nextQuote: number;
};
export type Separator = ',' | ';';
export type RecordStep = 'record' | 'end' | 'incomplete' | 'unclosed-quote' | 'stray-quote';

const LF = 10;
const CR = 13;
const QUOTE = 34;

export function openCursor(text: string, from: { separator: Separator; line: number; isWhole: boolean }): RecordCursor {
  const found = { start: 0, end: 0, startLine: from.line, hasQuotes: false, openQuoteAt: -1 };
  return { text, ...from, at: 0, ...found, nextLf: -1, nextCr: -1, nextQuote: -1 };
}

/**
 * Moves to the next record that is not blank (RFC 4180; LF, CRLF and lone CR end a line). A quotation mark opens a quoted
 * cell only where a cell begins; elsewhere in an unquoted cell it is a character like any other.
 */
export function stepRecord(cursor: RecordCursor): RecordStep {
  const { text } = cursor;
  while (cursor.at < text.length) {
    const start = cursor.at;
    const lineEnd = nextBreak(cursor, start);
    if (cursor.nextQuote < start) cursor.nextQuote = placeOf(text, '"', start);
    const hasQuotes = cursor.nextQuote < lineEnd;
    let end = lineEnd;
    if (hasQuotes) {
      const found = quotedRecordEnd(cursor);
      if (typeof found === 'string') return found;
      end = found;
    }
    if (!cursor.isWhole && (end === text.length || (end === text.length - 1 && text.charCodeAt(end) === CR)))
      return 'incomplete';
    cursor.start = start;
    cursor.end = end;
    cursor.startLine = cursor.line;
    cursor.hasQuotes = hasQuotes;
    cursor.line += 1 + (end === lineEnd ? 0 : countBreaks(text, start, end));
    cursor.at = end + (text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? 2 : 1);
    if (!isBlank(text, start, end)) return 'record';
  }
  return 'end';
}

/** @returns the cells of the record found last; of an endlessly wide one only as many as show that it is too wide. */
export function splitRecord(cursor: RecordCursor): string[] {
  const { text, separator, start, end } = cursor;
  if (!cursor.hasQuotes) return text.slice(start, end).split(separator, COLUMNS_MAX + 1);
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const isQuoted = at < end && text.charCodeAt(at) === QUOTE;
    const stop = isQuoted ? closingQuote(text, at) + 1 : unquotedCellEnd(cursor, at);
    cells.push(isQuoted ? text.slice(at + 1, stop - 1).replaceAll('""', '"') : text.slice(at, stop));
    if (stop >= end || cells.length > COLUMNS_MAX) return cells;
    at = stop + 1;
  }
}

export function countBreaks(text: string, start: number, end: number): number {
  let breaks = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) breaks += 1;
  }
  return breaks;
}

function quotedRecordEnd(cursor: RecordCursor): number | RecordStep {
  const { text, isWhole } = cursor;
  let at = cursor.at;
  for (;;) {
    let stop: number;
    if (text.charCodeAt(at) === QUOTE) {
      const close = closingQuote(text, at);
      if (close === -1 || (close === text.length - 1 && !isWhole)) {
        cursor.openQuoteAt = at;
        return isWhole ? 'unclosed-quote' : 'incomplete';
      }
      stop = close + 1;
      const after = text.charCodeAt(stop);
      if (stop < text.length && after !== cursor.separator.charCodeAt(0) && after !== LF && after !== CR) {
        cursor.openQuoteAt = at;
        return 'stray-quote';
      }
    } else stop = unquotedCellEnd(cursor, at);
    if (text[stop] !== cursor.separator) return stop;
    at = stop + 1;
  }
}

/** The mark that closes the cell whose opening mark stands at `open`; -1 where the text ends before. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at !== -1 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

function unquotedCellEnd(cursor: RecordCursor, from: number): number {
  const { text } = cursor;
  const separator = cursor.separator.charCodeAt(0);
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === separator || code === LF || code === CR) break;
  }
  return at;
}

function nextBreak(cursor: RecordCursor, from: number): number {
  if (cursor.nextLf < from) cursor.nextLf = placeOf(cursor.text, '\n', from);
  if (cursor.nextCr < from) cursor.nextCr = placeOf(cursor.text, '\r', from);
  return Math.min(cursor.nextLf, cursor.nextCr);
}

function placeOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at;
}

function isBlank(text: string, start: number, end: number): boolean {
  return start === end || (text.charCodeAt(start) <= 32 && text.slice(start, end).trim() === '');
}

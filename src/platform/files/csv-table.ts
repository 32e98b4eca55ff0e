import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { noHeader } from './check-columns.ts';
import { countBreaks, openCursor, type RecordCursor, type Separator, splitRecord, stepRecord } from './csv-records.ts';
import { fileProblem } from './problems.ts';
import { binaryProblem, nonTextProblem } from './signatures.ts';
import { ROW_CHARACTERS_MAX, type Table, type TableRow } from './table.ts';
import { chooseDecoding, type TextDecoding } from './text-decoding.ts';

type CsvSource = {
  readonly pieces: AsyncIterable<Buffer>;
  readonly requiredColumns: readonly string[];
  readonly bytesMax: number;
  readonly tooLarge: Problem;
};

/** Whole records as they stand in the file; they are taken apart when somebody walks the rows. */
type Block = { readonly text: string; readonly line: number };
type Intake = { readonly blocks: Block[]; separator: Separator | null; carry: string; line: number };

/** Reads and judges the whole text once; only the text itself is kept. */
export async function readCsvTable(source: CsvSource): Promise<Result<Table, Problem>> {
  const intake: Intake = { blocks: [], separator: null, carry: '', line: 1 };
  let decoding: TextDecoding | null = null;
  let bytesRead = 0;
  for await (const piece of source.pieces) {
    bytesRead += piece.length;
    if (bytesRead > source.bytesMax) return refuse(source.tooLarge);
    let bytes = piece;
    if (decoding === null) {
      const notText = nonTextProblem(piece);
      if (notText) return refuse(notText);
      decoding = chooseDecoding(piece);
      bytes = piece.subarray(decoding.markBytes);
    }
    const problem = takeBytes(intake, decoding, { bytes, isLast: false });
    if (problem) return refuse(problem);
  }
  if (decoding !== null) {
    const problem = takeBytes(intake, decoding, { bytes: Buffer.alloc(0), isLast: true });
    if (problem) return refuse(problem);
  }
  return tableOf(intake, source.requiredColumns);
}

function takeBytes(intake: Intake, decoding: TextDecoding, piece: { bytes: Buffer; isLast: boolean }): Problem | null {
  const { text, broken } = decoding.decode(piece.bytes, piece.isLast);
  if (text.includes('\0')) return binaryProblem();
  if (broken) {
    const before = intake.carry + text;
    const line = intake.line + countBreaks(before, 0, before.length);
    return fileProblem('invalid-characters', { line, encoding: decoding.name });
  }
  return takeText(intake, text, piece.isLast);
}

function takeText(intake: Intake, piece: string, isLast: boolean): Problem | null {
  const text = intake.carry + piece;
  intake.separator ??= decideSeparator(text, isLast);
  const separator = intake.separator ?? ',';
  const cursor = openCursor(text, { separator, line: intake.line, isWhole: isLast });
  let first: { readonly start: number; readonly line: number } | null = null;
  // Until the header is whole its separator is unknown, and no record can be told from the next.
  let step = intake.separator === null ? ('incomplete' as const) : stepRecord(cursor);
  while (step === 'record') {
    if (cursor.end - cursor.start > ROW_CHARACTERS_MAX) return fileProblem('row-too-long', { line: cursor.startLine });
    first ??= { start: cursor.start, line: cursor.startLine };
    step = stepRecord(cursor);
  }
  if (step === 'unclosed-quote' || step === 'stray-quote') return fileProblem(step, { line: openQuoteLine(cursor) });
  if (first) intake.blocks.push({ text: text.slice(first.start, cursor.at), line: first.line });
  intake.carry = text.slice(cursor.at);
  intake.line = cursor.line;
  if (intake.carry.length <= ROW_CHARACTERS_MAX) return null;
  if (cursor.openQuoteAt >= 0) return fileProblem('unclosed-quote', { line: openQuoteLine(cursor) });
  return fileProblem('row-too-long', { line: cursor.line });
}

function openQuoteLine(cursor: RecordCursor): number {
  return cursor.line + countBreaks(cursor.text, cursor.at, cursor.openQuoteAt);
}

/** Whichever stands more often in the header outside quotes; null while the end of the header is not in sight. */
function decideSeparator(text: string, isWhole: boolean): Separator | null {
  let commas = 0;
  let semicolons = 0;
  let isInside = false;
  let isStarted = false;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at] as string;
    if (mark === '"') isInside = !isInside;
    else if (!isInside && mark === ',') commas += 1;
    else if (!isInside && mark === ';') semicolons += 1;
    if (!isInside && isStarted && (mark === '\n' || mark === '\r')) return semicolons > commas ? ';' : ',';
    if (mark.trim() !== '') isStarted = true;
  }
  return isWhole ? (semicolons > commas ? ';' : ',') : null;
}

function tableOf(intake: Intake, requiredColumns: readonly string[]): Result<Table, Problem> {
  const separator = intake.separator ?? ',';
  const [first] = rowsOf(intake.blocks, separator);
  const header = first?.cells.map((cell) => cell.text.trim()) ?? [];
  if (first === undefined || requiredColumns.some((name) => !header.includes(name))) {
    return refuse(noHeader(header, requiredColumns, 'file'));
  }
  const rows = {
    *[Symbol.iterator]() {
      const all = rowsOf(intake.blocks, separator);
      all.next();
      yield* all;
    },
  };
  return accept({ header, rows, kind: 'csv' });
}

function* rowsOf(blocks: readonly Block[], separator: Separator): Generator<TableRow, void> {
  for (const { text, line } of blocks) {
    const cursor = openCursor(text, { separator, line, isWhole: true });
    while (stepRecord(cursor) === 'record') {
      yield { line: cursor.startLine, cells: splitRecord(cursor).map((cell) => ({ text: cell, kind: 'text' })) };
    }
  }
}

import type { Values } from '#results/domain/fields.ts';
import { numberWords } from '../number-words.ts';
import type { Random } from '../seeded-random.ts';
import type { FormRow, FormSection } from './form-rows.ts';
import { type Hand, writeDigit, writeWords } from './handwriting.ts';
import { line, text } from './markup.ts';

/** Left and right edge of the printed form, in units of the page (900 wide). */
export const LEFT = 62;
export const RIGHT = 838;

/** Printed lines, printed texts and handwriting, kept apart: each is a layer with a colour of its own. */
export type Ink = { readonly lines: string[]; readonly texts: string[]; readonly written: string[] };

export type Pen = { readonly values: Values; readonly hand: Hand; readonly random: Random };

const ROW_HEIGHT = 34;
const BOX_WIDTH = 22;
const BOX_HEIGHT = 27;
/** The paper has three boxes; a number that needs more gets more, to the left. */
const BOXES = 3;
const SEX_COLUMNS = [
  { suffix: '_m', title: 'L', right: 662 },
  { suffix: '_f', title: 'P', right: 744 },
  { suffix: '', title: 'L+P', right: 826 },
] as const;
const WORDS_AT = 508;
const WORDS_BOX_RIGHT = 494;

/** Draws a section from `top` down. @returns the height used */
export function drawSection(section: FormSection, top: number, pen: Pen, ink: Ink): number {
  const hasSexes = section.rows.some((row) => row.sexes);
  ink.lines.push(`<rect x="${LEFT}" y="${top}" width="${RIGHT - LEFT}" height="21" fill="#dcd8cb" stroke="none"/>`);
  ink.texts.push(text(LEFT + 8, top + 15, section.heading, { weight: 700 }));
  if (hasSexes) {
    for (const { title, right } of SEX_COLUMNS) {
      ink.texts.push(text(right - 1.5 * BOX_WIDTH, top + 15, title, { size: 11, weight: 700, anchor: 'middle' }));
    }
  }
  if (section.rows.some((row) => row.words)) {
    ink.texts.push(
      text(WORDS_BOX_RIGHT - 1.5 * BOX_WIDTH, top + 15, 'ANGKA', { size: 10, weight: 700, anchor: 'middle' }),
    );
    ink.texts.push(text(WORDS_AT, top + 15, 'HURUF (KAPITAL)', { size: 10, weight: 700 }));
  }
  for (const [index, row] of section.rows.entries()) drawRow(row, top + 21 + index * ROW_HEIGHT, pen, ink);
  const height = 21 + section.rows.length * ROW_HEIGHT;
  ink.lines.push(`<rect x="${LEFT}" y="${top}" width="${RIGHT - LEFT}" height="${height}"/>`);
  return height;
}

function drawRow(row: FormRow, top: number, pen: Pen, ink: Ink): void {
  ink.lines.push(line(LEFT, top, RIGHT, top));
  ink.texts.push(text(LEFT + 24, top + 22, row.mark, { weight: 700, anchor: 'middle' }));
  const labelRight = row.words ? WORDS_BOX_RIGHT - 74 : row.sexes ? 588 : 752;
  ink.texts.push(text(LEFT + 48, top + 22, row.label, { size: 12.5, width: labelRight - LEFT - 48 }));
  if (row.words) {
    drawNumber(row.field, WORDS_BOX_RIGHT, top, pen, ink);
    const value = pen.values[row.field];
    if (value === undefined) return;
    const words = writeWords(numberWords(value), WORDS_AT, top + 10, RIGHT - WORDS_AT - 8, pen.hand, pen.random);
    ink.written.push(words);
    return;
  }
  for (const { suffix, right } of SEX_COLUMNS) {
    if (row.sexes || suffix === '') drawNumber(`${row.field}${suffix}`, right, top, pen, ink);
  }
}

/** A number of the sheet; a field that states nothing stays empty, boxes in front of a number are crossed out. */
function drawNumber(field: string, right: number, top: number, pen: Pen, ink: Ink): void {
  const value = pen.values[field];
  drawBoxes(field, value === undefined ? '' : String(value).padStart(BOXES, 'X'), right, top, pen, ink);
}

/** Boxes with one digit in each, ending at `right`. */
export function drawBoxes(field: string, digits: string, right: number, top: number, pen: Pen, ink: Ink): void {
  const boxes = Math.max(BOXES, digits.length);
  const left = right - boxes * BOX_WIDTH;
  const edges = Array.from({ length: boxes + 1 }, (_, at) => `M${left + at * BOX_WIDTH} ${top + 3}v${BOX_HEIGHT}`);
  const rails = `M${left} ${top + 3}h${boxes * BOX_WIDTH}M${left} ${top + 3 + BOX_HEIGHT}h${boxes * BOX_WIDTH}`;
  ink.lines.push(`<path d="${edges.join('')}${rails}"/>`);
  const written = [...digits].map((digit, at) =>
    writeDigit(digit, left + at * BOX_WIDTH + 2, top + 3.5, BOX_WIDTH - 4, pen.hand, pen.random),
  );
  if (digits !== '') ink.written.push(`<g data-field="${field}">${written.join('')}</g>`);
}

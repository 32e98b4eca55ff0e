import type { Text } from '#kernel/problem.ts';
import type { Finding } from './finding.ts';
import { rowOf } from './rows.ts';

export type Sentence = { readonly title: Text; readonly facts: Text };
export type Maker = (finding: Finding) => Sentence;

/** Rows that should add up to another row. */
export function sumMakes(terms: string, total: string): Maker {
  return (finding) => ({
    title: text(`Jumlah di baris ${total} tidak cocok.`, `The sum on row ${total} does not match.`),
    facts: unequal(finding, text(terms, terms)),
  });
}

/** Two rows that should state one number. */
export function equal(first: string, second: string): Maker {
  const [a, b] = [rowOf(first), rowOf(second)];
  return ({ left, right }) => ({
    title: text(`Baris ${a.row} dan ${b.row} tidak sama.`, `Rows ${a.row} and ${b.row} differ.`),
    facts: difference(left, right, capital(a.text), b.text),
  });
}

/** A row that should not be above another row. */
export function within(part: string, whole: string): Maker {
  const [a, b] = [rowOf(part), rowOf(whole)];
  return ({ left, right }) => ({
    title: text(`Baris ${a.row} lebih besar daripada ${b.row}.`, `Row ${a.row} is above row ${b.row}.`),
    facts: difference(left, right, capital(a.text), b.text),
  });
}

/** The sum worked out by the desk against the sum written on the paper. */
export function unequal({ left, right }: Finding, sum: Text): Text {
  const apart = Math.abs(left - right);
  return text(
    `${sum.id} = ${id(left)}, tertulis ${id(right)}; selisih ${id(apart)}.`,
    `${sum.en} = ${en(left)}, written ${en(right)}; difference ${en(apart)}.`,
  );
}

export function difference(left: number, right: number, first: Text, second: Text): Text {
  const apart = Math.abs(left - right);
  return text(
    `${first.id} ${id(left)}, ${second.id} ${id(right)}; selisih ${id(apart)}.`,
    `${first.en} ${en(left)}, ${second.en} ${en(right)}; difference ${en(apart)}.`,
  );
}

export function text(indonesian: string, english: string): Text {
  return { id: indonesian, en: english };
}

export function capital(words: Text): Text {
  return text(upper(words.id), upper(words.en));
}

/** Indonesian grouping: 6.274. */
export function id(count: number): string {
  return grouped(count, '.');
}

/** English grouping: 6,274. */
export function en(count: number): string {
  return grouped(count, ',');
}

function grouped(count: number, separator: string): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, separator);
}

function upper(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

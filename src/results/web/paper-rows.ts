import type { FormProfile } from '#elections/domain/form-profile.ts';
import type { Text } from '#kernel/problem.ts';
import type { SheetProblemAnswer } from '../contract/sheets.ts';
import { candidateField, menField, type Values, womenField } from '../domain/fields.ts';
import type { Pair } from './shares.ts';

export type PaperBox = { readonly field: string; readonly value: number | null; readonly concern: 'E' | 'W' | null };
export type PaperRow = { readonly row: string; readonly label: Text; readonly boxes: readonly PaperBox[] };
export type PaperSection = {
  readonly row: string;
  readonly title: Text;
  readonly split: boolean;
  readonly rows: readonly PaperRow[];
};

/**
 * A sheet as its paper states it: sections and rows in the order of the form; men, women and both where the paper splits.
 * A box that the paper leaves empty is null, never 0; a box that a problem names carries the worst severity.
 */
export function paperSections(
  form: FormProfile,
  pairs: readonly Pair[],
  values: Values,
  problems: readonly SheetProblemAnswer[],
): readonly PaperSection[] {
  const box = (field: string): PaperBox => ({
    field,
    value: values[field] ?? null,
    concern: concernOf(field, problems),
  });
  return form.sections.map((section) => {
    const rows = section.rows.map(({ row, field, split, label }) => ({
      row,
      label,
      boxes: (split ? [menField(field), womenField(field), field] : [field]).map(box),
    }));
    const ofPairs = section.candidateDigits === null ? [] : pairs.map((pair) => pairRow(pair, box));
    return {
      row: section.row,
      title: section.title,
      split: section.rows.some(({ split }) => split),
      rows: [...rows, ...ofPairs],
    };
  });
}

/** What the words of a box are, for lists that name boxes outside the paper: "V.A Jumlah seluruh suara sah". */
export function boxName(sections: readonly PaperSection[], field: string): Text {
  for (const { rows } of sections) {
    const row = rows.find(({ boxes }) => boxes.some((box) => box.field === field));
    if (row)
      return {
        id: `${row.row} ${row.label.id}${part(field, 'L', 'P')}`,
        en: `${row.row} ${row.label.en}${part(field, 'men', 'women')}`,
      };
  }
  return { id: field, en: field };
}

function pairRow(pair: Pair, box: (field: string) => PaperBox): PaperRow {
  return {
    row: String(pair.number),
    label: { id: pair.name, en: pair.name },
    boxes: [box(candidateField(pair.number))],
  };
}

function concernOf(field: string, problems: readonly SheetProblemAnswer[]): PaperBox['concern'] {
  const naming = problems.filter(({ fields }) => fields.includes(field));
  if (naming.length === 0) return null;
  return naming.some(({ severity }) => severity === 'E') ? 'E' : 'W';
}

/** Which of a row's boxes it is; empty where the row has only one. */
export function boxPart(field: string, boxes: number): Text {
  if (boxes === 1) return { id: '', en: '' };
  if (field.endsWith('_m')) return { id: 'L', en: 'men' };
  return field.endsWith('_f') ? { id: 'P', en: 'women' } : { id: 'jumlah', en: 'all' };
}

function part(field: string, men: string, women: string): string {
  if (field.endsWith('_m')) return ` (${men})`;
  return field.endsWith('_f') ? ` (${women})` : '';
}

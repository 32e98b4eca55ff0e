import type { Text } from '#kernel/problem.ts';
import type { TaskDefinition, TaskForm } from '../../../contract/tasks.ts';
import { candidateField, menField, womenField } from '../../../domain/fields.ts';

/** One box of the paper; `part` says whose it is where the row counts men and women apart. */
export type Box = { readonly field: string; readonly digits: number; readonly part: 'men' | 'women' | 'both' | null };

/** One row of the paper with its own number: one box, or three (L, P, jumlah). */
export type BoxRow = { readonly row: string; readonly label: Text; readonly boxes: readonly Box[] };
export type BoxSection = { readonly row: string; readonly title: Text; readonly rows: readonly BoxRow[] };

/** The paper as it is filled in: sections, rows and boxes in the order of the form. */
export function boxSections(form: TaskForm, candidates: TaskDefinition['candidates']): readonly BoxSection[] {
  return form.sections.map(({ row, title, rows, candidateDigits }) => {
    const ofPairs = candidateDigits === null ? [] : candidates.map((pair) => pairRow(pair, candidateDigits));
    return { row, title, rows: [...rows.map(plainRow), ...ofPairs] };
  });
}

/** Every box in the order of the paper: the order in which the focus moves. */
export function boxesOf(sections: readonly BoxSection[]): readonly Box[] {
  return sections.flatMap(({ rows }) => rows.flatMap(({ boxes }) => boxes));
}

/** The box after this one, or the first for null; undefined after the last. */
export function boxAfter(boxes: readonly Box[], field: string | null): Box | undefined {
  return boxes[boxes.findIndex((box) => box.field === field) + 1];
}

/** The next box after this one that still wants something; undefined when none does. */
export function nextOpenBox(
  boxes: readonly Box[],
  field: string | null,
  isOpen: (box: Box) => boolean,
): Box | undefined {
  return boxes.slice(boxes.findIndex((box) => box.field === field) + 1).find(isOpen);
}

/** The words for one box outside its row: “I.A Pemilih dalam DPT (L)”. */
export function boxName(sections: readonly BoxSection[], field: string): Text {
  for (const { row: section, rows } of sections) {
    for (const { row, label, boxes } of rows) {
      const box = boxes.find((one) => one.field === field);
      if (box === undefined) continue;
      const number = row.startsWith(section) ? row : `${section}.${row}`;
      const part = box.part === null ? { id: '', en: '' } : PARTS[box.part];
      return { id: `${number} ${label.id}${part.id}`, en: `${number} ${label.en}${part.en}` };
    }
  }
  return { id: field, en: field };
}

const PARTS = {
  men: { id: ' (L)', en: ' (men)' },
  women: { id: ' (P)', en: ' (women)' },
  both: { id: ' (jumlah)', en: ' (total)' },
} as const;

function plainRow({ row, field, split, digits, label }: TaskForm['sections'][number]['rows'][number]): BoxRow {
  const boxes: readonly Box[] = split
    ? [
        { field: menField(field), digits, part: 'men' },
        { field: womenField(field), digits, part: 'women' },
        { field, digits, part: 'both' },
      ]
    : [{ field, digits, part: null }];
  return { row, label, boxes };
}

function pairRow({ number, name }: TaskDefinition['candidates'][number], digits: number): BoxRow {
  return {
    row: String(number),
    label: { id: name, en: name },
    boxes: [{ field: candidateField(number), digits, part: null }],
  };
}

import { type Problem, problemCatalogue, type Text } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { FormFile, LabelFile } from '../form-schema.ts';
import type { FormProfile } from './form-profile.ts';

const formProblem = problemCatalogue('elections', {
  'form-without-labels': {
    status: 422,
    id: 'Formulir “{form}” memakai profil label “{labels}” yang tidak ada. Betulkan namanya atau tambahkan berkasnya.',
    en: 'The form “{form}” uses the label profile “{labels}”, which does not exist. Correct its name or add the file.',
  },
  'form-label-missing': {
    status: 422,
    id: 'Formulir “{form}”: “{name}” tidak mempunyai kata di profil label “{labels}”. Tambahkan di sana.',
    en: 'The form “{form}”: “{name}” has no words in the label profile “{labels}”. Add them there.',
  },
  'form-row-repeated': {
    status: 422,
    id: 'Formulir “{form}”: baris “{name}” ada lebih dari sekali. Sisakan satu.',
    en: 'The form “{form}”: the row “{name}” stands more than once. Keep one.',
  },
  'form-row-missing': {
    status: 422,
    id: 'Formulir “{form}”: baris “{name}” belum ada. Perolehan suara tidak dapat dihitung tanpanya.',
    en: 'The form “{form}”: the row “{name}” is missing. Votes cannot be counted without it.',
  },
});

/** What no form may lack: without these a sheet could never be complete. */
const NEEDED = ['candidates', 'valid_votes', 'invalid_votes', 'total_votes'];

/** Puts the words beside the rows of a form whose shape was checked; every row has its words and stands once. */
export function parseFormProfile(file: FormFile, labelFiles: readonly LabelFile[]): Result<FormProfile, Problem> {
  const { id: form, labels } = file;
  const words = labelFiles.find(({ id }) => id === labels)?.labels;
  if (words === undefined) return refuse(formProblem('form-without-labels', { form, labels }));
  const unnamed = namesOf(file).find((name) => words[name] === undefined);
  if (unnamed !== undefined) return refuse(formProblem('form-label-missing', { form, labels, name: unnamed }));
  const rows = rowsOf(file);
  const twice = rows.find((row, at) => rows.indexOf(row) !== at);
  if (twice !== undefined) return refuse(formProblem('form-row-repeated', { form, name: twice }));
  const missing = NEEDED.find((row) => !rows.includes(row));
  if (missing !== undefined) return refuse(formProblem('form-row-missing', { form, name: missing }));
  return accept({ id: form, title: file.title, labels, sections: withWords(file, (name) => words[name] as Text) });
}

function withWords(file: FormFile, textOf: (name: string) => Text): FormProfile['sections'] {
  return file.sections.map((section) => ({
    row: section.row,
    title: textOf(section.label),
    rows: (section.rows ?? []).map(({ row, field, split = false, digits = file.digits }) => {
      return { row, field, split, digits, label: textOf(field) };
    }),
    candidateDigits: section.candidates ? file.digits : null,
  }));
}

function rowsOf({ sections }: FormFile): readonly string[] {
  return sections.flatMap(({ rows = [], candidates }) => [
    ...rows.map(({ field }) => field),
    ...(candidates ? ['candidates'] : []),
  ]);
}

function namesOf({ sections }: FormFile): readonly string[] {
  return sections.flatMap(({ label, rows = [] }) => [label, ...rows.map(({ field }) => field)]);
}

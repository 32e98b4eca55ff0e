import type { Text } from '#kernel/problem.ts';
import type { TaskDefinition, TaskForm } from '../../../contract/tasks.ts';
import { CONTEST_WORDS } from './form-texts.ts';

/** “Gubernur”, “Bupati Paser”: with the place where several contests of a kind stand side by side. */
export function contestTitle({ kind, areaName }: TaskDefinition): Text {
  const words = CONTEST_WORDS[kind];
  if (kind === 'governor' || kind === 'president') return words;
  const place = areaName.replace(/^(Kabupaten|Kota) /, '');
  return { id: `${words.id} ${place}`, en: `${words.en} of ${place}` };
}

/** The name of the form without its year: “C.Hasil-KWK”. */
export function formTitle({ title }: TaskForm): Text {
  return { id: short(title.id), en: short(title.en) };
}

function short(title: string): string {
  return title.split(',')[0] ?? title;
}

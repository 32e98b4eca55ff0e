import type { Text } from '#kernel/problem.ts';
import { NATIONAL } from '#kernel/region-code.ts';
import type { Contest } from './choose-contest.ts';
import { CONTEST_TEXTS } from './desk-texts.ts';

/** Short, with the place where several contests of a kind stand side by side: “Gubernur”, “Bupati Paser”. */
export function contestName({ kind, area, areaName }: Contest): Text {
  const words = CONTEST_TEXTS[kind];
  if (kind === 'governor' || area === NATIONAL || kind === 'president') return words;
  const place = areaName.replace(/^(Kabupaten|Kota) /, '');
  return { id: `${words.id} ${place}`, en: `${words.en} of ${place}` };
}

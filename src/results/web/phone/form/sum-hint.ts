import type { Text } from '#kernel/problem.ts';
import type { SheetProblem } from '../../../domain/check-sheet.ts';
import { en, id } from '../../../domain/checks/phrases.ts';
import { rowOf } from '../../../domain/checks/rows.ts';
import type { BoxRow } from './form-boxes.ts';

/** Where the total of each sum stands. */
const TOTALS: Readonly<Record<string, string>> = {
  E102: 'voted_total',
  E201: 'ballots_received',
  E301: 'valid_votes',
  E302: 'total_votes',
};

/** Under a total that does not agree: what its parts add up to, “pasangan 1 + 2 = 348”. Null elsewhere. */
export function sumHint(row: BoxRow, problems: readonly SheetProblem[]): Text | null {
  for (const { code, fields, left } of problems) {
    const total = TOTALS[code];
    if (total === undefined || !row.boxes.some(({ field }) => field === total)) continue;
    const parts = fields.filter((field) => field !== total);
    if (code !== 'E301') return sum(parts.map((field) => rowOf(field).row).join(' + '), left);
    const pairs = parts.map((field) => field.slice('candidate_'.length));
    const listed = pairs.length <= 6 ? pairs.join(' + ') : `${pairs[0]} + … + ${pairs.at(-1)}`;
    return { id: `pasangan ${listed} = ${id(left)}`, en: `pairs ${listed} = ${en(left)}` };
  }
  return null;
}

function sum(terms: string, total: number): Text {
  return { id: `${terms} = ${id(total)}`, en: `${terms} = ${en(total)}` };
}

import type { Values } from '../domain/fields.ts';
import type { PaperSection } from './paper-rows.ts';

export type BoxDifference = { readonly field: string; readonly current: number | null; readonly rival: number | null };

/** The boxes in which two contents of one sheet differ, in the order of the paper; empty and 0 differ. */
export function rivalDifferences(
  sections: readonly PaperSection[],
  current: Values,
  rival: Values,
): readonly BoxDifference[] {
  const onPaper = sections.flatMap(({ rows }) => rows.flatMap(({ boxes }) => boxes.map(({ field }) => field)));
  const stated = [...Object.keys(current), ...Object.keys(rival)];
  return [...new Set([...onPaper, ...stated])]
    .map((field) => ({ field, current: current[field] ?? null, rival: rival[field] ?? null }))
    .filter((row) => row.current !== row.rival);
}

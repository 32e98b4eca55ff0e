import { shorten } from '#kernel/count.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { fileProblem } from './problems.ts';

export type ColumnRules = {
  readonly required: readonly string[];
  /** Further names, listed or judged one by one (`candidate_1` … `candidate_n`). */
  readonly optional: readonly string[] | ((name: string) => boolean);
};

/** @returns the position of each column by its name, or a refusal that names every offending column of the first kind. */
export function checkColumns(
  header: readonly string[],
  rules: ColumnRules,
): Result<ReadonlyMap<string, number>, Problem> {
  const { required, optional } = rules;
  const isOptional = typeof optional === 'function' ? optional : (name: string) => optional.includes(name);
  const positions = new Map<string, number>();
  const unnamed: string[] = [];
  const repeated = new Set<string>();
  const unknown: string[] = [];
  for (const [position, name] of header.entries()) {
    if (name === '') unnamed.push(String(position + 1));
    else if (positions.has(name)) repeated.add(name);
    else if (!required.includes(name) && !isOptional(name)) unknown.push(name);
    if (!positions.has(name)) positions.set(name, position);
  }
  const missing = required.filter((name) => !positions.has(name));
  if (unnamed.length > 0) return refuse(fileProblem('column-unnamed', { columns: listed(unnamed) }));
  if (repeated.size > 0) return refuse(fileProblem('column-repeated', { columns: listed([...repeated]) }));
  if (unknown.length > 0) return refuse(fileProblem('column-unknown', { columns: listed(unknown) }));
  if (missing.length > 0) return refuse(fileProblem('column-missing', { columns: listed(missing) }));
  return accept(positions);
}

/** The refusal of a table in whose place (`baris pertama …`) the wanted names were not found. */
export function noHeader(header: readonly string[], required: readonly string[], place: 'file' | 'sheets'): Problem {
  return fileProblem('no-header', {
    place: place === 'file' ? 'berkas' : 'salah satu lembar',
    placeEnglish: place === 'file' ? 'the file' : 'one of the sheets',
    columns: listed(required),
    missing: listed(required.filter((name) => !header.includes(name))),
  });
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => shorten(name));
  return names.length > shown.length ? `${shown.join(', ')}, … (+${names.length - shown.length})` : shown.join(', ');
}

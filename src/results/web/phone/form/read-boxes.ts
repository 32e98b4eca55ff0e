import { parseCount } from '#kernel/count.ts';
import type { Text } from '#kernel/problem.ts';
import { candidateField, menField, SPLIT_FIELDS, type Values, womenField } from '../../../domain/fields.ts';
import type { Box } from './form-boxes.ts';

/** What the boxes say: the counts that are stated, and why a text is none. Empty boxes are in neither. */
export type Reading = {
  readonly values: Values;
  readonly faults: Readonly<Record<string, Text>>;
  readonly empty: readonly string[];
};

/** Most papers have none; then it is always this one, so that a screen sees that nothing has changed. */
const NO_FAULTS: Reading['faults'] = {};

export function readBoxes(boxes: readonly Box[], texts: Readonly<Record<string, string>>): Reading {
  const values: Record<string, number> = {};
  const faults: Record<string, Text> = {};
  const empty: string[] = [];
  for (const { field, digits } of boxes) {
    const read = readBox(texts[field] ?? '', digits);
    if (read === null) empty.push(field);
    else if ('fault' in read) faults[field] = read.fault;
    else values[field] = read.count;
  }
  return { values, faults: Object.keys(faults).length === 0 ? NO_FAULTS : faults, empty };
}

/** Null for an empty box. More digits than the paper has boxes are a slip of the finger, not a number. */
export function readBox(text: string, digits: number): { readonly count: number } | { readonly fault: Text } | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const parsed = parseCount(trimmed);
  if ('fault' in parsed) return { fault: parsed.fault.message };
  if (trimmed.length <= digits) return parsed;
  return {
    fault: {
      id: `${trimmed} terdiri dari ${trimmed.length} angka; di kertas hanya ada ${digits} kotak. Periksa lagi.`,
      en: `${trimmed} has ${trimmed.length} digits; the paper has ${digits} boxes only. Check again.`,
    },
  };
}

/**
 * The empty boxes of which it makes sense to ask "are they zero?": all but totals whose parts are stated above zero.
 * A total is typed from the paper; it is neither worked out nor presumed.
 */
export function maybeZero({ values, empty }: Reading, candidates: readonly number[]): readonly string[] {
  const parts = totalParts(candidates);
  return empty.filter((field) => !(parts[field] ?? []).some((part) => (values[part] ?? 0) > 0));
}

function totalParts(candidates: readonly number[]): Readonly<Record<string, readonly string[]>> {
  const split = SPLIT_FIELDS.map((field) => [field, [menField(field), womenField(field)]] as const);
  const voters = ['voted_permanent', 'voted_transfer', 'voted_additional'];
  return {
    ...Object.fromEntries(split),
    voted_total: [menField('voted_total'), womenField('voted_total'), ...voters],
    voted_total_m: voters.map(menField),
    voted_total_f: voters.map(womenField),
    ballots_received: ['ballots_used', 'ballots_returned', 'ballots_unused'],
    valid_votes: candidates.map(candidateField),
    total_votes: ['valid_votes', 'invalid_votes', ...candidates.map(candidateField)],
  };
}

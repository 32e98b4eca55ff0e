import type { TallyChild } from '../contract/sheets.ts';
import type { Basis } from '../domain/totals.ts';

export type BasisTotals = TallyChild['totals'][Basis];
export type Pair = { readonly number: number; readonly name: string; readonly blankColumn: boolean };
export type PairVotes = Pair & { readonly votes: number; readonly sheets: number };

/** The pairs in ballot order with their votes, and the sum that their shares divide by (never the stated valid votes). */
export function pairVotes(
  totals: BasisTotals,
  pairs: readonly Pair[],
): { readonly pairs: readonly PairVotes[]; readonly sum: number } {
  const listed = [...pairs]
    .sort((left, right) => left.number - right.number)
    .map((pair) => ({
      ...pair,
      votes: totals.candidates[String(pair.number)] ?? 0,
      sheets: totals.stated[`candidate_${pair.number}`] ?? 0,
    }));
  return { pairs: listed, sum: listed.reduce((sum, { votes }) => sum + votes, 0) };
}

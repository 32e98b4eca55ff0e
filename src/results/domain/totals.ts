import { candidateField, type Values } from './fields.ts';
import type { SheetState } from './sheet-facts.ts';

/** The three bases of every total: as written, without open error or conflict, verified. */
export const BASES = ['all', 'clean', 'verified'] as const;
export type Basis = (typeof BASES)[number];

const VOTE_FIELDS = ['valid_votes', 'invalid_votes', 'total_votes', 'registered_permanent', 'voted_total'] as const;

/** One status each for lists and bars: the first that applies. */
export const COUNTED_STATUSES = ['conflict', 'returned', 'flagged', 'verified', 'submitted'] as const;
export type CountedStatus = (typeof COUNTED_STATUSES)[number];

/** What the counting sheet of one station brings to the totals above it. */
export type Contribution = {
  readonly state: SheetState;
  readonly hasOpenError: boolean;
  readonly hasRival: boolean;
  readonly values: Values;
};

/**
 * The layout of a row of sums, fixed by the contest's candidates: first `flagged` and the five status counts, then per
 * basis: sheets, the stated fields' sums, how many sheets state each, and turnout (voters, registered, sheets).
 * Rows of one layout add up cell by cell, at every level.
 */
export type SumLayout = { readonly fields: readonly string[]; readonly basisSize: number; readonly size: number };
const HEAD_SIZE = 1 + COUNTED_STATUSES.length;

export function sumLayout(candidates: readonly number[]): SumLayout {
  const fields = [...candidates.map(candidateField), ...VOTE_FIELDS];
  const basisSize = 1 + 2 * fields.length + 3;
  return { fields, basisSize, size: HEAD_SIZE + BASES.length * basisSize };
}

export function emptySums(layout: SumLayout): number[] {
  return new Array<number>(layout.size).fill(0);
}

export function statusOf(sheet: Contribution): CountedStatus {
  if (sheet.hasRival) return 'conflict';
  if (sheet.state === 'returned') return 'returned';
  if (sheet.hasOpenError) return 'flagged';
  return sheet.state === 'verified' ? 'verified' : 'submitted';
}

/**
 * Which bases admit a counting sheet.
 * @source contracts 6, "what counts where"
 */
export function countsIn(sheet: Contribution): Readonly<Record<Basis, boolean>> {
  const verified = sheet.state === 'verified';
  const undisputed = verified || (sheet.state === 'submitted' && !sheet.hasRival);
  return { all: true, clean: undisputed && !sheet.hasOpenError, verified };
}

/** Adds (sign 1) or takes away (sign −1) one counting sheet, in place. */
export function addSheet(sums: number[], layout: SumLayout, sheet: Contribution, sign: 1 | -1): void {
  if (sheet.hasOpenError) add(sums, 0, sign);
  add(sums, 1 + COUNTED_STATUSES.indexOf(statusOf(sheet)), sign);
  const admitted = countsIn(sheet);
  const count = layout.fields.length;
  for (let b = 0; b < BASES.length; b++) {
    if (!admitted[BASES[b] as Basis]) continue;
    const base = HEAD_SIZE + b * layout.basisSize;
    add(sums, base, sign);
    for (let f = 0; f < count; f++) {
      const value = sheet.values[layout.fields[f] as string];
      if (value === undefined) continue;
      add(sums, base + 1 + f, sign * value);
      add(sums, base + 1 + count + f, sign);
    }
    const { voted_total: voters, registered_permanent: registered } = sheet.values;
    if (voters === undefined || registered === undefined) continue;
    add(sums, base + 1 + 2 * count, sign * voters);
    add(sums, base + 2 + 2 * count, sign * registered);
    add(sums, base + 3 + 2 * count, sign);
  }
}

export function addSums(into: number[], sums: readonly number[], sign: 1 | -1 = 1): void {
  for (let i = 0; i < sums.length; i++) add(into, i, sign * (sums[i] as number));
}

function add(sums: number[], index: number, amount: number): void {
  sums[index] = (sums[index] ?? 0) + amount;
}

export type Turnout = { readonly voters: number; readonly registered: number; readonly sheets: number };
export type BasisTotals = {
  readonly sheets: number;
  readonly candidates: Readonly<Record<string, number>>;
  readonly valid_votes: number;
  readonly invalid_votes: number;
  readonly total_votes: number;
  readonly registered_permanent: number;
  readonly voted_total: number;
  readonly turnout: Turnout;
  /** how many sheets state each field: a sum is never shown as if all had stated it */
  readonly stated: Readonly<Record<string, number>>;
};

export type RegionTotals = {
  readonly received: number;
  readonly flagged: number;
  readonly verified: number;
  readonly statuses: Readonly<Record<CountedStatus, number>>;
  readonly totals: Readonly<Record<Basis, BasisTotals>>;
};

/** Reads a row of sums as the answer of the tally. */
export function readSums(sums: readonly number[], layout: SumLayout, candidates: readonly number[]): RegionTotals {
  const at = (index: number) => sums[index] ?? 0;
  const totals = {} as Record<Basis, BasisTotals>;
  for (let b = 0; b < BASES.length; b++)
    totals[BASES[b] as Basis] = readBasis(at, layout, candidates, HEAD_SIZE + b * layout.basisSize);
  const statuses = {} as Record<CountedStatus, number>;
  for (let s = 0; s < COUNTED_STATUSES.length; s++) statuses[COUNTED_STATUSES[s] as CountedStatus] = at(1 + s);
  return { received: totals.all.sheets, flagged: at(0), verified: totals.verified.sheets, statuses, totals };
}

function readBasis(
  at: (index: number) => number,
  layout: SumLayout,
  numbers: readonly number[],
  base: number,
): BasisTotals {
  const count = layout.fields.length;
  const sumOf = (field: string) => at(base + 1 + layout.fields.indexOf(field));
  const candidates: Record<string, number> = {};
  for (const number of numbers) candidates[String(number)] = sumOf(candidateField(number));
  const stated: Record<string, number> = {};
  for (let f = 0; f < count; f++) stated[layout.fields[f] as string] = at(base + 1 + count + f);
  return {
    sheets: at(base),
    candidates,
    valid_votes: sumOf('valid_votes'),
    invalid_votes: sumOf('invalid_votes'),
    total_votes: sumOf('total_votes'),
    registered_permanent: sumOf('registered_permanent'),
    voted_total: sumOf('voted_total'),
    turnout: {
      voters: at(base + 1 + 2 * count),
      registered: at(base + 2 + 2 * count),
      sheets: at(base + 3 + 2 * count),
    },
    stated,
  };
}

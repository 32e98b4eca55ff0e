import { type Contest, openedRounds } from '#elections/domain/election.ts';
import { countingRound } from './counting-sheet.ts';
import type { Values } from './fields.ts';
import type { SheetState } from './sheet-facts.ts';
import { addSheet, emptySums, type SumLayout, sumLayout } from './totals.ts';

/** What a recount needs of a sheet. */
export type CountedSheet = {
  readonly village: string;
  readonly station: number;
  readonly round: string;
  readonly state: SheetState;
  readonly openRivals: number;
  readonly errors: readonly string[];
  readonly values: Values;
  readonly changedAt: Date;
};

/** The counting sheets among sheets that arrive grouped by station: one per station at most. */
export function countingSheets<Sheet extends CountedSheet>(
  contest: Pick<Contest, 'rounds'>,
  sheets: readonly Sheet[],
): Sheet[] {
  const counting: Sheet[] = [];
  for (let start = 0, end = 0; start < sheets.length; start = end) {
    const first = sheets[start] as Sheet;
    for (end = start + 1; end < sheets.length && isSameStation(first, sheets[end] as Sheet); end++);
    const byRound = new Map(sheets.slice(start, end).map((sheet) => [sheet.round, sheet]));
    const round = countingRound(openedRounds(contest, first.village, first.station), byRound);
    const found = round === null ? undefined : byRound.get(round);
    if (found) counting.push(found);
  }
  return counting;
}

function isSameStation(a: CountedSheet, b: CountedSheet): boolean {
  return a.village === b.village && a.station === b.station;
}

/** Totals of every village, kecamatan and kabupaten, built from the sheets alone. */
export type Recount = {
  readonly layout: SumLayout;
  readonly sums: Map<string, { sums: number[]; changedAt: Date }>;
  add(sheets: readonly CountedSheet[]): void;
};

export function recount(
  contest: Pick<Contest, 'rounds' | 'candidates'>,
  regionsAbove: (village: string) => readonly string[],
): Recount {
  const layout = sumLayout(contest.candidates.map((candidate) => candidate.number));
  const sums: Recount['sums'] = new Map();
  return {
    layout,
    sums,
    add(sheets) {
      for (const { village, state, errors, openRivals, values, changedAt } of countingSheets(contest, sheets)) {
        const contribution = { state, hasOpenError: errors.length > 0, hasRival: openRivals > 0, values };
        for (const region of regionsAbove(village)) {
          const row = sums.get(region) ?? { sums: emptySums(layout), changedAt };
          addSheet(row.sums, layout, contribution, 1);
          if (changedAt > row.changedAt) row.changedAt = changedAt;
          sums.set(region, row);
        }
      }
    },
  };
}

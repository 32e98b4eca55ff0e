import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldNames } from '#results/domain/fields.ts';
import {
  addSheet,
  addSums,
  type Contribution,
  countsIn,
  emptySums,
  readSums,
  statusOf,
  sumLayout,
} from '#results/domain/totals.ts';
import { anySheet } from '#results/fixtures-sheets.ts';

/** Contracts 6, “what counts where”, and the one status that screens show: [state, open E, rival] → status, all, clean, verified. */
const COUNTS = [
  ['submitted', false, false, 'submitted', true, true, false],
  ['submitted', true, false, 'flagged', true, false, false],
  ['submitted', false, true, 'conflict', true, false, false],
  ['submitted', true, true, 'conflict', true, false, false],
  ['returned', false, false, 'returned', true, false, false],
  ['returned', true, false, 'returned', true, false, false],
  ['returned', false, true, 'conflict', true, false, false],
  ['returned', true, true, 'conflict', true, false, false],
  ['verified', false, false, 'verified', true, true, true],
  ['verified', true, false, 'flagged', true, false, true],
  ['verified', false, true, 'conflict', true, true, true],
  ['verified', true, true, 'conflict', true, false, true],
] as const;

describe('what counts where', () => {
  it.each(COUNTS)('%s, open E %s, rival %s', (state, hasOpenError, hasRival, status, all, clean, verified) => {
    const sheet: Contribution = { state, hasOpenError, hasRival, values: {} };
    expect(countsIn(sheet)).toEqual({ all, clean, verified });
    expect(statusOf(sheet)).toBe(status);
  });
});

describe('a row of sums', () => {
  const CONTESTS = [
    { title: 'one pair and the kolom kosong', candidates: [1, 2] },
    { title: 'two pairs', candidates: [1, 2] },
    { title: 'four pairs with a number left out', candidates: [1, 2, 4, 5] },
    { title: 'twelve pairs', candidates: upTo(12) },
    { title: 'forty candidates', candidates: upTo(40) },
    { title: 'one candidate', candidates: [3] },
  ];

  for (const { title, candidates } of CONTESTS) {
    const layout = sumLayout(candidates);
    const sheet: fc.Arbitrary<Contribution> = fc.record({
      state: fc.constantFrom('submitted', 'returned', 'verified'),
      hasOpenError: fc.boolean(),
      hasRival: fc.boolean(),
      values: anySheet(fieldNames(candidates)),
    });

    it(`reads as the naive sum of its sheets: ${title}`, () => {
      fc.assert(
        fc.property(fc.array(sheet, { maxLength: 8 }), (sheets) => {
          expect(readSums(sumOf(sheets), layout, candidates)).toEqual(naive(sheets, candidates));
        }),
        { numRuns: 60 },
      );
    });

    it(`comes back to zero when every sheet is taken away again, in any order: ${title}`, () => {
      fc.assert(
        fc.property(fc.array(sheet, { maxLength: 6 }), fc.nat(), (sheets, turn) => {
          const sums = sumOf(sheets);
          const order = [...sheets.slice(turn % 6), ...sheets.slice(0, turn % 6)];
          for (const item of order) addSheet(sums, layout, item, -1);
          expect(sums.map((sum) => sum + 0)).toEqual(emptySums(layout));
        }),
        { numRuns: 40 },
      );
    });

    it(`adds up cell by cell with the rows of other regions: ${title}`, () => {
      fc.assert(
        fc.property(fc.array(sheet, { maxLength: 5 }), fc.array(sheet, { maxLength: 5 }), (here, there) => {
          const together = sumOf(here);
          addSums(together, sumOf(there));
          expect(together).toEqual(sumOf([...here, ...there]));
          addSums(together, sumOf(there), -1);
          expect(together).toEqual(sumOf(here));
        }),
        { numRuns: 40 },
      );
    });

    function sumOf(sheets: readonly Contribution[]): number[] {
      const sums = emptySums(layout);
      for (const item of sheets) addSheet(sums, layout, item, 1);
      return sums;
    }
  }

  it('that was never written reads as zeros with every candidate', () => {
    const read = readSums([], sumLayout([1, 2]), [1, 2]);
    expect(read.totals.all.candidates).toEqual({ '1': 0, '2': 0 });
    expect(read).toEqual(naive([], [1, 2]));
  });

  it('stays exact for every station of the country', () => {
    const layout = sumLayout([1]);
    const sums = emptySums(layout);
    const sheet: Contribution = {
      state: 'verified',
      hasOpenError: false,
      hasRival: false,
      values: { candidate_1: 9_999_999 },
    };
    for (let station = 0; station < 870_000; station++) addSheet(sums, layout, sheet, 1);
    expect(readSums(sums, layout, [1]).totals.all.candidates).toEqual({ '1': 8_699_999_130_000 });
  });
});

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}

/** Sums by hand, from the table above and not from the program. */
function naive(sheets: readonly Contribution[], candidates: readonly number[]) {
  const rowOf = (sheet: Contribution) =>
    COUNTS.find(
      ([state, error, rival]) => state === sheet.state && error === sheet.hasOpenError && rival === sheet.hasRival,
    )!;
  const statuses = { conflict: 0, returned: 0, flagged: 0, verified: 0, submitted: 0 };
  for (const sheet of sheets) statuses[rowOf(sheet)[3]]++;
  return {
    received: sheets.length,
    flagged: sheets.filter((sheet) => sheet.hasOpenError).length,
    verified: sheets.filter((sheet) => sheet.state === 'verified').length,
    statuses,
    totals: {
      all: naiveBasis(sheets, candidates),
      clean: naiveBasis(
        sheets.filter((sheet) => rowOf(sheet)[5]),
        candidates,
      ),
      verified: naiveBasis(
        sheets.filter((sheet) => rowOf(sheet)[6]),
        candidates,
      ),
    },
  };
}

function naiveBasis(sheets: readonly Contribution[], candidates: readonly number[]) {
  const values = sheets.map((sheet) => sheet.values);
  const sum = (field: string, of = values) => of.reduce((total, item) => total + (item[field] ?? 0), 0);
  const both = values.filter((item) => item.voted_total !== undefined && item.registered_permanent !== undefined);
  const votes = ['valid_votes', 'invalid_votes', 'total_votes', 'registered_permanent', 'voted_total'];
  const fields = [...candidates.map((number) => `candidate_${number}`), ...votes];
  return {
    sheets: sheets.length,
    candidates: Object.fromEntries(candidates.map((number) => [String(number), sum(`candidate_${number}`)])),
    ...Object.fromEntries(votes.map((field) => [field, sum(field)])),
    turnout: { voters: sum('voted_total', both), registered: sum('registered_permanent', both), sheets: both.length },
    stated: Object.fromEntries(
      fields.map((field) => [field, values.filter((item) => item[field] !== undefined).length]),
    ),
  };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCodes, checkSheet, hasOpenError } from '#results/domain/check-sheet.ts';
import { SHEET_CHECKS } from '#results/domain/checks/finding.ts';
import { BASE_FIELDS, candidateField, fieldNames, isFieldOf } from '#results/domain/fields.ts';
import { anySheet, candidateNumbers, consistentSheet, contextFor, oneDigitChanged } from '#results/fixtures-sheets.ts';

const consistent = candidateNumbers.chain((candidates) => {
  return consistentSheet(candidates).map((values) => ({ candidates, values }));
});
const any = candidateNumbers.chain((candidates) => {
  return anySheet(fieldNames(candidates)).map((values) => ({ candidates, values }));
});

describe('checks hold for every sheet', () => {
  it('a consistent sheet has no error', () => {
    fc.assert(
      fc.property(consistent, ({ candidates, values }) => {
        expect(checkCodes(values, contextFor(candidates)).errors).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('a consistent sheet without some of its voters and ballots still has no error', () => {
    const some = consistent.chain(({ candidates, values }) =>
      fc.subarray(BASE_FIELDS.filter((field) => !field.endsWith('_votes'))).map((empty) => ({
        candidates,
        values: Object.fromEntries(Object.entries(values).filter(([field]) => !empty.includes(field))),
      })),
    );
    fc.assert(
      fc.property(some, ({ candidates, values }) => {
        expect(checkCodes(values, contextFor(candidates)).errors).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('one changed digit on a full sheet is always found', () => {
    const slipped = consistent.chain(({ candidates, values }) => {
      return oneDigitChanged(values).map((slip) => ({ candidates, ...slip }));
    });
    fc.assert(
      fc.property(slipped, ({ candidates, values, field }) => {
        const problems = checkSheet(values, contextFor(candidates));
        expect(hasOpenError(problems)).toBe(true);
        expect(problems.some(({ severity, fields }) => severity === 'E' && fields.includes(field))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('codes alone and problems with words agree, in the order of the table', () => {
    fc.assert(
      fc.property(any, ({ candidates, values }) => {
        const context = contextFor(candidates, { station: { permanentVoters: 300 } });
        const { errors, warnings } = checkCodes(values, context);
        const problems = checkSheet(values, context);
        expect([...errors, ...warnings]).toEqual([...new Set(problems.map(({ code }) => code))]);
        expect([...errors, ...warnings]).toEqual(
          SHEET_CHECKS.filter((code) => problems.some((found) => found.code === code)),
        );
        expect(hasOpenError(problems)).toBe(errors.length > 0);
        for (const { left, right, difference, fields } of problems) {
          expect(difference).toBe(left - right);
          expect(fields.every((field) => isFieldOf(field, candidates))).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('fields of a contest', () => {
  it('stand in the order of the columns, candidates by their numbers', () => {
    expect(fieldNames([2, 11])).toEqual([
      ...BASE_FIELDS.slice(0, -3),
      'candidate_2',
      'candidate_11',
      'valid_votes',
      'invalid_votes',
      'total_votes',
    ]);
    expect(fieldNames([1]).slice(0, 4)).toEqual([
      'registered_permanent',
      'registered_permanent_m',
      'registered_permanent_f',
      'voted_permanent',
    ]);
  });

  it.each([
    ['candidate_2', true],
    ['candidate_02', false],
    ['candidate_1', false],
    ['voted_total_f', true],
    ['ballots_used_m', false],
    ['constructor', false],
  ])('%s belongs to the contest of candidate 2: %s', (name, expected) => {
    expect(isFieldOf(name, [2])).toBe(expected);
    expect(candidateField(2)).toBe('candidate_2');
  });
});

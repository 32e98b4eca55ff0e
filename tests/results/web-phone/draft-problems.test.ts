import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSheet } from '#results/domain/check-sheet.ts';
import { fieldNames, type Values } from '#results/domain/fields.ts';
import { anySheet, candidateNumbers, consistentSheet, contextFor } from '#results/fixtures-sheets.ts';
import { problemsWhileFilling } from '#results/web/phone/form/draft-problems.ts';
import { boxesOf, boxSections } from '#results/web/phone/form/form-boxes.ts';
import { sumHint } from '#results/web/phone/form/sum-hint.ts';
import { GOOD, PAPERS, paperOf } from '../../journeys/paper-form/papers.mjs';

const { form } = paperOf(PAPERS.fresh);
const sectionsOf = (numbers: readonly number[]) =>
  boxSections(
    form,
    numbers.map((number) => ({ number, name: `Pasangan ${number}`, blankColumn: false })),
  );

/** The codes that are shown after each key while a sheet is typed in the order of the paper. */
function typed(values: Values, candidates: readonly number[]): { field: string; text: string; codes: string[] }[] {
  const context = contextFor(candidates);
  const seen: { field: string; text: string; codes: string[] }[] = [];
  const stated: Record<string, number> = {};
  for (const { field, digits } of boxesOf(sectionsOf(candidates))) {
    const whole = String(values[field]);
    for (let length = 1; length <= whole.length; length++) {
      const text = whole.slice(0, length);
      stated[field] = Number(text);
      const shown = problemsWhileFilling(stated, context, { field, text, digits });
      seen.push({ field, text, codes: shown.map(({ code }) => code) });
    }
  }
  return seen;
}

describe('messages while the form is being filled', () => {
  it('accuse nobody whose figures agree, at no key of the whole sheet', () => {
    const sheets = candidateNumbers.chain((numbers) => consistentSheet(numbers).map((values) => ({ numbers, values })));
    fc.assert(
      fc.property(sheets, ({ numbers, values }) => {
        for (const { codes } of typed(values, numbers))
          expect(codes.filter((code) => code.startsWith('E'))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('come with the key that no further digit can mend', () => {
    const wrong = typed({ ...GOOD, valid_votes: 384 }, [1, 2]).filter(({ field }) => field === 'valid_votes');
    expect(wrong.map(({ text, codes }) => [text, codes.includes('E301')])).toEqual([
      ['3', false],
      ['38', true],
      ['384', true],
    ]);
  });

  it('are everything but empty boxes as soon as the box is left', () => {
    const sheets = candidateNumbers.chain((numbers) =>
      anySheet(fieldNames(numbers)).map((values) => ({ numbers, values })),
    );
    fc.assert(
      fc.property(sheets, ({ numbers, values }) => {
        const context = contextFor(numbers);
        const found = checkSheet(values, context).filter(({ code }) => code !== 'E001');
        expect(problemsWhileFilling(values, context, null)).toEqual(found);
      }),
    );
  });

  it('speak of a field only when it is stated', () => {
    const context = contextFor([1, 2]);
    const { total_votes: _, ...open } = GOOD;
    expect(problemsWhileFilling({ ...open, invalid_votes: 99 }, context, null).map(({ code }) => code)).not.toContain(
      'E302',
    );
  });

  it('leave remarks until the box is left', () => {
    const context = contextFor([1, 2], { station: { permanentVoters: 390 } });
    const typing = { field: 'registered_permanent', text: '400', digits: 3 };
    expect(problemsWhileFilling({ registered_permanent: 400 }, context, typing)).toEqual([]);
    expect(problemsWhileFilling({ registered_permanent: 400 }, context, null)).toMatchObject([{ code: 'W101' }]);
  });
});

describe('the hint under a total', () => {
  it('says what the parts add up to, and only where they do not agree', () => {
    const problems = checkSheet({ ...GOOD, valid_votes: 384 }, contextFor([1, 2]));
    const hints = sectionsOf([1, 2]).flatMap(({ rows }) => rows.map((row) => sumHint(row, problems)?.id ?? null));
    expect(hints.filter((hint) => hint !== null)).toEqual(['pasangan 1 + 2 = 348', 'V.A + V.B = 393']);
  });
});

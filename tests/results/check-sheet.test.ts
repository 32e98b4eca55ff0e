import { describe, expect, it } from 'vitest';
import { type CheckContext, checkSheet, hasOpenError } from '#results/domain/check-sheet.ts';
import type { CheckCode } from '#results/domain/checks/finding.ts';
import { contextFor } from '#results/fixtures-sheets.ts';
import { type Change, changed, EXAMPLES, type Example } from './check-examples.ts';

describe('each check speaks on the wrong side of its border and nowhere else', () => {
  it('a sheet on which everything holds has no problem', () => {
    expect(check({}, 'E001')).toEqual([]);
  });
  for (const [code, examples] of Object.entries(EXAMPLES) as [CheckCode, readonly Example[]][]) {
    it.each(examples)(`${code} %i: %s`, (_, __, change, found) => {
      const problems = check(change, code).filter((problem) => problem.code === code);
      expect(problems.map(({ left, right, difference }) => [left, right, difference])).toEqual(
        found === null ? [] : [[...found, found[0] - found[1]]],
      );
    });
  }
});

describe('a problem can be shown and acted on', () => {
  it('names the boxes to highlight, its weight and both numbers with Indonesian grouping', () => {
    const [problem] = check({ candidate_2: 6162, valid_votes: 384 }, 'E301');
    expect(problem).toMatchObject({
      code: 'E301',
      severity: 'E',
      fields: ['candidate_1', 'candidate_2', 'valid_votes'],
    });
    expect(problem?.message.operator.id).toBe(
      'Baris IV dan V.A tidak sama. Pasangan 1 + 2 = 6.274, tertulis 384; selisih 5.890. ' +
        'Periksa angka di kertas. Jika kertasnya memang begitu, kirim dengan catatan dan foto.',
    );
    expect(problem?.message.verifier.en).toContain('Pairs 1 + 2 = 6,274, written 384; difference 5,890.');
  });

  it('does not speak of a register that states nothing', () => {
    const [problem] = check({ registered_permanent: 0 }, 'W102').filter(({ code }) => code === 'W101');
    expect(problem).toMatchObject({ left: 0, right: 0, difference: 0 });
    expect(problem?.message.operator.id).not.toContain('daftar TPS');
  });

  it('lists E101 once per field, in the order of the paper', () => {
    const problems = check({ registered_permanent: 401, disabled_voted: 3 }, 'E101');
    expect(problems.filter(({ code }) => code === 'E101').map(({ fields }) => fields[0])).toEqual([
      'registered_permanent',
      'disabled_voted',
    ]);
  });

  it('knows candidates by their numbers, whatever they are', () => {
    const values = { candidate_3: 5, candidate_17: 6, valid_votes: 12, invalid_votes: 0, total_votes: 12 };
    const problems = checkSheet(values, contextFor([3, 17]));
    expect(problems.map(({ code, fields, left }) => [code, fields, left])).toEqual([
      ['E301', ['candidate_3', 'candidate_17', 'valid_votes'], 11],
    ]);
  });

  it('every text of every check is calm, complete and in two languages', () => {
    for (const [code, examples] of Object.entries(EXAMPLES) as [CheckCode, readonly Example[]][]) {
      const found = examples.flatMap(([, , change]) => check(change, code)).filter((problem) => problem.code === code);
      expect(found.length, code).toBeGreaterThan(0);
      for (const { message, left, right } of found) {
        for (const text of [message.operator, message.verifier]) {
          expect(text.id).not.toMatch(/!|undefined|null|NaN|\bsalah\b(?! salin)/);
          expect(text.en).not.toMatch(/!|undefined|null|NaN/);
          for (const count of [left, right]) expect(text.id).toContain(count.toLocaleString('id-ID'));
        }
        expect(message.operator.id).not.toBe(message.verifier.id);
      }
    }
  });
});

describe('borders and percentages are settings of the election', () => {
  it('moves W301 and W401 with the borders', () => {
    const borders = { invalidPercent: '3', zeroCandidatePercent: '20', turnoutPercent: '77.4999' };
    expect(codes({}, contextFor([1, 2], { borders }))).toEqual(['W301', 'W401']);
    expect(codes({}, contextFor([1, 2], { borders: { ...borders, turnoutPercent: '77.5' } }))).toEqual(['W301']);
  });

  it('without a reserve every ballot beyond the list is remarkable', () => {
    expect(codes({}, contextFor([1, 2], { reservePercent: '0' }))).toEqual(['W201', 'W402']);
  });

  it('one pair alone cannot have remarkably many votes', () => {
    const values = { candidate_1: 5, valid_votes: 5, invalid_votes: 0, total_votes: 5 };
    expect(checkSheet(values, contextFor([1]))).toEqual([]);
  });
});

describe('an open error', () => {
  it('is any E, never a W', () => {
    expect(hasOpenError(check({ voted_total: 309 }, 'E102'))).toBe(true);
    expect(hasOpenError(check({ ballots_received: 411, ballots_unused: 100 }, 'W201'))).toBe(false);
    expect(hasOpenError([])).toBe(false);
  });
});

/** Only W101 needs a station register. */
function check(change: Change, code: CheckCode) {
  return checkSheet(
    changed(change),
    contextFor([1, 2], { station: { permanentVoters: code === 'W101' ? 398 : null } }),
  );
}

function codes(change: Change, context: CheckContext): string[] {
  return checkSheet(changed(change), context).map((problem) => problem.code);
}

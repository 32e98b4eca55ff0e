import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exceedsShare,
  greatestWithin,
  leastReaching,
  parsePercent,
  percentOf,
  reachesShare,
  reserveBallots,
} from '#elections/domain/reserve.ts';

describe('reserve ballots are counted per station and rounded up', () => {
  it.each([
    [0, '2.5', 0],
    [1, '2.5', 1],
    [400, '2.5', 10],
    [401, '2.5', 11],
    [600, '2.5', 15],
    [250, '2', 5],
    [251, '2', 6],
    [300, '0', 0],
    [1000, '0.1', 1],
    [1001, '0.1', 2],
    [9_999_999, '100', 9_999_999],
    [9_999_999, '0.0001', 10],
    [1_000_000, '12.3456', 123_456],
    [1100, '7', 77],
  ])('%i voters at %s %%: %i', (voters, percent, expected) => {
    expect(reserveBallots(voters, percent)).toBe(expected);
  });

  it('agrees with arithmetic on big integers for any voters and percentage', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9_999_999 }), fc.nat({ max: 1_000_000 }), (voters, millionths) => {
        const percent = `${Math.floor(millionths / 10_000)}.${String(millionths % 10_000).padStart(4, '0')}`;
        const exact = (BigInt(voters) * BigInt(millionths) + 999_999n) / 1_000_000n;
        expect(reserveBallots(voters, percent)).toBe(Number(exact));
      }),
    );
  });

  it.each([
    ['Mahakam Ulu', 27_869, 77, 28_602],
    ['Penajam Paser Utara', 137_495, 293, 141_089],
  ])('%s: the ballots that were sent can only come from rounding up per station', (_, voters, stations, sent) => {
    const onTheTotal = voters + reserveBallots(voters, '2.5');
    expect(sent).toBeGreaterThan(onTheTotal);
    expect(sent).toBeLessThan(onTheTotal + stations);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 200 }), { minLength: stations, maxLength: stations }), (extra) => {
        const split = shareOut(voters, extra);
        const perStation = split.reduce((sum, part) => sum + part + reserveBallots(part, '2.5'), 0);
        expect(perStation).toBeGreaterThanOrEqual(onTheTotal);
        expect(perStation).toBeLessThan(onTheTotal + stations);
      }),
    );
  });
});

describe('percentages', () => {
  it.each([
    ['0', 0],
    ['2', 20_000],
    ['2.5', 25_000],
    ['95', 950_000],
    ['0.0001', 1],
    ['100.0000', 1_000_000],
  ])('reads %s', (text, millionths) => {
    expect(parsePercent(text)).toEqual({ ok: true, value: millionths });
  });

  it.each([
    '',
    ' ',
    '2,5',
    '.5',
    '2.',
    '-1',
    '+1',
    '1e1',
    '2.50001',
    '100.0001',
    '101',
    '1000',
    '2.5 ',
    'NaN',
    '9'.repeat(99),
  ])('refuses “%s” and says how to write it', (text) => {
    const parsed = parsePercent(text);
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'not-a-percentage' } });
    if (!parsed.ok) expect(parsed.problem.message.id).toContain('contoh: 2.5');
  });
});

describe('borders are compared without rounding', () => {
  it('reaching and exceeding differ exactly at the border', () => {
    expect([reachesShare(15, 100, percentOf('15')), exceedsShare(15, 100, percentOf('15'))]).toEqual([true, false]);
    expect(reachesShare(29, 100, percentOf('29'))).toBe(true);
  });

  it('the least that reaches and the greatest within are the border itself', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9_999_999 }), fc.nat({ max: 100 }), (whole, percent) => {
        const share = percentOf(String(percent));
        const [least, greatest] = [leastReaching(whole, share), greatestWithin(whole, share)];
        expect([reachesShare(least, whole, share), exceedsShare(greatest, whole, share)]).toEqual([true, false]);
        if (least > 0) expect(reachesShare(least - 1, whole, share)).toBe(false);
        expect(exceedsShare(greatest + 1, whole, share)).toBe(true);
      }),
    );
  });
});

/** Splits voters over as many stations as there are weights, losing none. */
function shareOut(voters: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight + 1, 0);
  let [weightSoFar, votersSoFar] = [0, 0];
  return weights.map((weight) => {
    weightSoFar += weight + 1;
    const part = Math.floor((voters * weightSoFar) / sum) - votersSoFar;
    votersSoFar += part;
    return part;
  });
}

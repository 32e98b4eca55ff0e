import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNT_MAX, isCount, parseCount, shorten } from '#kernel/count.ts';

describe('a count', () => {
  it.each([
    ['0', 0],
    ['7', 7],
    ['007', 7],
    ['  12 ', 12],
    ['0000000000000000000000009', 9],
    ['9999999', 9_999_999],
  ])('reads “%s” as %i', (text, count) => {
    expect(parseCount(text)).toEqual({ count });
  });

  it.each([
    '',
    ' ',
    '1.234',
    '1,234',
    '1e3',
    '+5',
    '-1',
    '-0',
    '12.0',
    '1 234',
    '٣',
    '１２',
    '0x10',
    'dua',
    'NaN',
    '1_000',
  ])('does not guess at “%s”', (text) => {
    expect(parseCount(text)).toMatchObject({ fault: { code: 'not-a-whole-number' } });
  });

  it.each(['10000000', '99999999999999999999999999'])('finds %s too large for any box', (text) => {
    expect(parseCount(text)).toMatchObject({ fault: { code: 'too-large' } });
  });

  it('says in words what was written, cut to a readable length', () => {
    const read = parseCount('x'.repeat(100_000));
    expect('fault' in read && read.fault.message.id.length < 250).toBe(true);
    expect(shorten('abc', 3)).toBe('abc');
    expect(shorten('abcd', 3)).toBe('abc…');
  });

  it('reads back every number that a box can hold', () => {
    fc.assert(
      fc.property(fc.nat({ max: COUNT_MAX }), fc.nat({ max: 5 }), (count, zeros) => {
        expect(parseCount(`${'0'.repeat(zeros)}${count}`)).toEqual({ count });
        expect(isCount(count)).toBe(true);
      }),
    );
  });

  it.each([-1, -0, 0.5, COUNT_MAX + 1, Number.NaN, Number.POSITIVE_INFINITY, '5', null, undefined, 5n])(
    'does not take %s for a count',
    (value) => {
      expect(isCount(value)).toBe(false);
    },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberWords } from '../../src/demo/number-words.ts';

describe('number words', () => {
  it.each([
    [0, 'NOL'],
    [1, 'SATU'],
    [10, 'SEPULUH'],
    [11, 'SEBELAS'],
    [12, 'DUA BELAS'],
    [19, 'SEMBILAN BELAS'],
    [20, 'DUA PULUH'],
    [58, 'LIMA PULUH DELAPAN'],
    [100, 'SERATUS'],
    [101, 'SERATUS SATU'],
    [111, 'SERATUS SEBELAS'],
    [348, 'TIGA RATUS EMPAT PULUH DELAPAN'],
    [1000, 'SERIBU'],
    [1001, 'SERIBU SATU'],
    [2000, 'DUA RIBU'],
    [11_000, 'SEBELAS RIBU'],
    [100_000, 'SERATUS RIBU'],
    [101_000, 'SERATUS SATU RIBU'],
    [1_000_000, 'SATU JUTA'],
    [9_999_999, 'SEMBILAN JUTA SEMBILAN RATUS SEMBILAN PULUH SEMBILAN RIBU SEMBILAN RATUS SEMBILAN PULUH SEMBILAN'],
  ])('writes %i as the paper does', (count, words) => {
    expect(numberWords(count)).toBe(words);
  });

  it('gives every number words of its own, with single spaces', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.nat(999_999_999), (left, right) => {
        expect(numberWords(left) === numberWords(right)).toBe(left === right);
        expect(numberWords(left)).toMatch(/^[A-Z]+( [A-Z]+)*$/);
      }),
    );
  });

  it.each([-1, 1.5, Number.NaN, 1_000_000_000])('has no words for %d', (count) => {
    expect(() => numberWords(count)).toThrow(RangeError);
  });
});

import { assert, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCount, formatShare } from '#platform/web/numbers.ts';

describe('numbers on the screen', () => {
  it.each([
    [6274, '6.274', '6,274'],
    [0, '0', '0'],
    [1_911_541, '1.911.541', '1,911,541'],
  ])('groups %i as the language does', (count, indonesian, english) => {
    expect(formatCount(count, 'id')).toBe(indonesian);
    expect(formatCount(count, 'en')).toBe(english);
  });

  it.each([
    [5176, 6274, '82,5 %', '82.5%'],
    [0, 6274, '0,0 %', '0.0%'],
    [6274, 6274, '100,0 %', '100.0%'],
    [3, 0, '–', '–'],
  ])('gives %i of %i with one decimal', (part, whole, indonesian, english) => {
    expect(formatShare(part, whole, 'id').replace('\u00a0', ' ')).toBe(indonesian);
    expect(formatShare(part, whole, 'en')).toBe(english);
  });

  it('never rounds one missing station away, nor one that has come', () => {
    const parts = tuple(integer({ min: 2, max: 900_000 }), integer({ min: 1, max: 900_000 })).filter(
      ([whole, part]) => part < whole,
    );
    assert(
      property(parts, ([whole, part]) => {
        const shown = formatShare(part, whole, 'en');
        expect(shown).not.toBe('100.0%');
        expect(shown).not.toBe('0.0%');
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUuid, uuidV7 } from '#kernel/uuid.ts';

describe('an id', () => {
  const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
  const time = fc.date({ min: new Date(0), max: new Date(2 ** 48 - 1), noInvalidDate: true });

  it('is the example of RFC 9562 appendix A.6 for its time and randomness', () => {
    const random = Buffer.from('0cc318c4dc0c0c07398f', 'hex');
    expect(uuidV7(new Date(0x017f22e279b0), random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('always has version 7 and the variant of RFC 9562', () => {
    fc.assert(
      fc.property(time, bytes, (at, random) => {
        const id = uuidV7(at, random);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(parseUuid(id)).toBe(id);
      }),
    );
  });

  it('sorts as text by the time it was made', () => {
    fc.assert(
      fc.property(time, time, bytes, (a, b, random) => {
        fc.pre(a.getTime() !== b.getTime());
        expect(uuidV7(a, random) < uuidV7(b, random)).toBe(a < b);
      }),
    );
  });

  it('keeps 74 random bits', () => {
    const at = new Date(0);
    const zero = uuidV7(at, new Uint8Array(10));
    const lost = Array.from({ length: 80 }, (_, bit) => {
      const random = new Uint8Array(10);
      random[bit >> 3] = 0x80 >> (bit & 7);
      return uuidV7(at, random) === zero;
    });
    expect(lost.filter(Boolean)).toHaveLength(6);
  });

  it('is read in any case of letters and written in one', () => {
    expect(parseUuid(' 017F22E2-79B0-7CC3-98C4-DC0C0C07398F ')).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it.each([
    '',
    '017f22e279b07cc398c4dc0c0c07398f',
    '017f22e2-79b0-0cc3-98c4-dc0c0c07398f',
    '017f22e2-79b0-7cc3-c8c4-dc0c0c07398f',
    'g',
  ])('is not “%s”', (text) => {
    expect(parseUuid(text)).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion, apportionSeats } from '../../src/demo/apportion.ts';

const weights = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 40 });

describe('sharing out by largest remainder', () => {
  it('keeps the total and stays within one of the exact share', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), weights, (total, shares) => {
        const parts = apportion(total, shares);
        const sum = shares.reduce((all, share) => all + share, 0);
        expect(parts.reduce((all, part) => all + part, 0)).toBe(total);
        for (const [index, part] of parts.entries()) {
          expect(Math.abs(part - (total * shares[index]!) / sum)).toBeLessThan(1);
        }
      }),
    );
  });

  it('gives nothing to nobody, and refuses to share something over nothing', () => {
    expect(apportion(0, [])).toEqual([]);
    expect(apportion(0, [0, 0])).toEqual([0, 0]);
    expect(() => apportion(3, [0, 0])).toThrow(RangeError);
  });
});

describe('sharing out seats', () => {
  it('gives one seat to each, all seats in all, and leaves no seat that another order would relieve', () => {
    fc.assert(
      fc.property(weights, fc.nat(60), (loads, more) => {
        const seats = apportionSeats(loads.length + more, loads);
        expect(seats.reduce((all, part) => all + part, 0)).toBe(loads.length + more);
        const fullest = Math.max(...loads.map((load, index) => load / seats[index]!));
        // Whoever has a seat to spare would, one seat poorer, be at least as full as the fullest.
        for (const [index, load] of loads.entries()) {
          if (seats[index]! > 1) expect(load / (seats[index]! - 1)).toBeGreaterThanOrEqual(fullest);
        }
      }),
    );
  });
});

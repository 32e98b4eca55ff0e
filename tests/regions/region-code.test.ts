import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Area,
  ancestorAt,
  commonArea,
  isVillage,
  isWithin,
  LEVELS,
  levelOf,
  NATIONAL,
  parentOf,
  parseArea,
  parseRegionCode,
  type RegionCode,
  regencyCodeOf,
  regencyIdOf,
} from '#kernel/region-code.ts';

const VALID = {
  '64': '64',
  '6409': '64.09',
  '64.09': '64.09',
  '640901': '64.09.01',
  '64.09.01': '64.09.01',
  '6409011001': '64.09.01.1001',
  '64.09.01.1001': '64.09.01.1001',
  ' 64.09.01.1001\t': '64.09.01.1001',
  '64.0901': '64.09.01',
};
const INVALID = [
  '',
  ' ',
  '6',
  '640',
  '64.',
  '.64',
  '64.9',
  '64..09',
  '64.09.1',
  '64.09.01.101',
  '64.09.01.10011',
  '64090110011',
  '64-09',
  '64 09',
  '64,09',
  'enam',
  '６４',
  '64.09.01.1001.',
  '64.09.01.1001.001',
  '6409.01.1001x',
  '+64',
  '-64',
  '64e1',
  'national',
  '6409011001001',
];

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const parts = fc.tuple(digits(2), digits(2), digits(2), digits(4), fc.integer({ min: 1, max: 4 }));

describe('a region code', () => {
  it.each(Object.entries(VALID))('reads %j as %s', (text, dotted) => {
    expect(parseRegionCode(text)).toBe(dotted);
  });

  it.each(INVALID)('does not read %j as a code', (text) => {
    expect(parseRegionCode(text)).toBeNull();
  });

  it('is the same with and without dots, at every level', () => {
    fc.assert(
      fc.property(parts, ([province, regency, district, village, depth]) => {
        const used = [province, regency, district, village].slice(0, depth);
        const dotted = used.join('.');
        expect(parseRegionCode(dotted)).toBe(dotted);
        expect(parseRegionCode(used.join(''))).toBe(dotted);
        expect(levelOf(dotted as RegionCode)).toBe(LEVELS[depth - 1]);
        expect(isVillage(dotted as RegionCode)).toBe(depth === 4);
      }),
    );
  });

  it('lies within itself, each of its ancestors and the nation, and in no neighbour', () => {
    fc.assert(
      fc.property(parts, ([province, regency, district, village]) => {
        const code = parseRegionCode(province + regency + district + village)!;
        for (const level of LEVELS) expect(isWithin(code, ancestorAt(code, level)!)).toBe(true);
        expect(isWithin(code, NATIONAL)).toBe(true);
        expect(isWithin(NATIONAL, code)).toBe(false);
        const neighbour = String((Number(province) + 1) % 100).padStart(2, '0') as RegionCode;
        expect(isWithin(code, neighbour)).toBe(false);
        expect(isWithin(ancestorAt(code, 'district')!, code)).toBe(false);
      }),
    );
  });

  it('leads to the nation, one level at a time', () => {
    const steps: string[] = ['64.09.01.1001'];
    while (steps.at(-1) !== NATIONAL) steps.push(parentOf(steps.at(-1) as RegionCode));
    expect(steps).toEqual(['64.09.01.1001', '64.09.01', '64.09', '64', NATIONAL]);
    expect(ancestorAt('64' as RegionCode, 'regency')).toBeNull();
  });

  it('gives the number of its kabupaten, which gives its code back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1101, max: 9999 }), (id) => {
        expect(regencyIdOf(regencyCodeOf(id))).toBe(id);
      }),
    );
    expect(regencyIdOf('64.09.01.1001' as RegionCode)).toBe(6409);
    expect(regencyIdOf('64' as RegionCode)).toBeNull();
    expect(regencyIdOf(NATIONAL)).toBeNull();
  });

  it('may be an area, as the nation may', () => {
    expect(parseArea('national')).toBe(NATIONAL);
    expect(parseArea('6409')).toBe('64.09');
    expect(parseArea('nation')).toBeNull();
  });
});

describe('the smallest area that holds several', () => {
  it.each([
    [['64.09.01.1001'], '64.09.01.1001'],
    [['64.09.01.1001', '64.09.01.1002'], '64.09.01'],
    [['64.09.01.1001', '64.09.02.1001', '64.09'], '64.09'],
    [['64.09.01.1001', '64.71'], '64'],
    [['64.09', '63.01'], 'national'],
    [['64.09', 'national'], 'national'],
    [[], 'national'],
  ])('of %j is %s', (areas, expected) => {
    expect(commonArea(areas as Area[])).toBe(expected);
  });
});

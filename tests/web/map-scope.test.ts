import { describe, expect, it } from 'vitest';
import { mapScope, partsWithin } from '../../src/situation/web/map-scope.ts';
import { shadeStep } from '../../src/situation/web/map-shade.ts';

describe('the map of a region', () => {
  it.each([
    ['64', 'district', '64', '64'],
    ['64.09', 'village', '64.09', '64.09'],
    ['64.09.01', 'village', '64.09', '64.09.01'],
    ['64.09.01.1001', 'village', '64.09', '64.09.01'],
    ['national', 'regency', 'national', 'national'],
  ])('shows %s by %s, from the file of %s within %s', (region, layer, file, within) => {
    expect(mapScope(region, ['64', '63'])).toMatchObject({ layer, file, within });
  });

  it('shows one province alone where an election lies in no other', () => {
    expect(mapScope('national', ['64'])).toMatchObject({ layer: 'regency', file: '64', within: '64' });
  });

  it('has none for what is no region', () => {
    expect(mapScope('Samarinda', [])).toBeNull();
  });

  it('lists beside it only the parts that it draws', () => {
    const parts = new Map(['64.09', '64.09.01', '64.09.02', '64.71.01'].map((code) => [code, code]));
    expect(partsWithin(parts, 'district', '64.09')).toEqual(['64.09.01', '64.09.02']);
  });

  it('keeps its darkest shade for all in and its lightest for none', () => {
    const step = (received: number, expected: number) => shadeStep({ received, expected });
    expect([step(0, 100), step(1, 100), step(50, 100), step(99, 100), step(100, 100)]).toEqual([0, 1, 3, 4, 5]);
    expect([step(0, 0), shadeStep(undefined)]).toEqual([-1, -1]);
  });
});

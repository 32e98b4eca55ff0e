import { describe, expect, it } from 'vitest';
import { listRegions } from '../../src/regions/list-regions.ts';
import { requireArea, requireRegion } from '../../src/regions/require-region.ts';

describe('a region asked for by code', () => {
  it('is found dotted or not, with its kind, names and editions', () => {
    const expected = {
      ok: true,
      value: {
        code: '64.02.20',
        level: 'district',
        kind: 'kecamatan',
        name: 'Samboja Barat',
        otherNames: ['Semboja Barat'],
        editions: ['ed2022', 'kpu2024', 'ed2025'],
      },
    };
    expect(requireRegion('640220')).toEqual(expected);
    expect(requireRegion(' 64.02.20 ', 'kpu2024')).toEqual(expected);
  });

  it('is refused with its code and the remedy where the list does not know it', () => {
    expect(requireRegion('64.09.99', 'kpu2024')).toMatchObject({
      ok: false,
      problem: {
        code: 'regions.unknown',
        status: 404,
        fields: { region: '64.09.99', edition: 'kpu2024' },
        message: { id: expect.stringMatching(/64\.09\.99 .*daftar wilayah 2024\. Periksa/s) },
      },
    });
    expect(requireRegion('96', 'ed2022')).toMatchObject({ ok: false, problem: { code: 'regions.unknown' } });
  });

  it('is refused with an example where the text is no code, however long the text', () => {
    const refused = requireArea('x'.repeat(10_000));
    expect(refused).toMatchObject({ ok: false, problem: { code: 'regions.not-a-code', status: 400 } });
    expect(JSON.stringify(refused).length).toBeLessThan(1000);
  });
});

describe('a list of regions', () => {
  const codes = (query: Parameters<typeof listRegions>[0]) => {
    const list = listRegions(query);
    return list.ok ? list.value.regions.map((region) => region.code) : list.problem.code;
  };

  it('shows the provinces where nothing is asked', () => {
    expect(listRegions({})).toMatchObject({ ok: true, value: { edition: 'ed2025', total: 38 } });
  });

  it('shows what lies directly below a parent', () => {
    expect(codes({ parent: '6409' })).toEqual(['64.09.01', '64.09.02', '64.09.03', '64.09.04']);
    expect(codes({ parent: '6409', level: 'village' })).toEqual([]);
  });

  it('shows a level within an area, with the full count where the limit cuts it', () => {
    expect(codes({ within: '64', level: 'regency' }).length).toBe(10);
    const cut = listRegions({ within: '64', level: 'village', limit: 7 });
    expect(cut).toMatchObject({ ok: true, value: { total: 1038, regions: { length: 7 } } });
  });

  it('searches within the area where a text is given', () => {
    expect(codes({ q: 'sepaku', within: '64.09', edition: 'kpu2024' })[0]).toBe('64.09.04');
  });

  it('refuses an area that the edition does not know', () => {
    expect(codes({ within: '64.98' })).toBe('regions.unknown');
    expect(codes({ parent: 'Kaltim' })).toBe('regions.not-a-code');
  });
});

import { describe, expect, it } from 'vitest';
import { levelOf, NATIONAL, parentOf, parseRegionCode, type RegionCode } from '#kernel/region-code.ts';
import { EDITIONS, REGION_KINDS, type RegionKind } from '../../src/regions/domain/region.ts';
import { regionTree } from '../../src/regions/load-regions.ts';

const tree = regionTree();
const code = (text: string) => text as RegionCode;

/** Regions per kind as the decrees and the list of KPU count them. */
const COUNTS = {
  ed2022: { provinsi: 37, kabupaten: 416, kota: 98, kecamatan: 7277, kelurahan: 8498, desa: 75251, desa_adat: 14 },
  kpu2024: { provinsi: 38, kabupaten: 416, kota: 98, kecamatan: 7277, kelurahan: 8487, desa: 75230, desa_adat: 14 },
  ed2025: { provinsi: 38, kabupaten: 416, kota: 98, kecamatan: 7285, kelurahan: 8496, desa: 75252, desa_adat: 14 },
};
const TOTALS = { ed2022: 91591, kpu2024: 91560, ed2025: 91599 };
const LEVEL_OF_KIND = {
  provinsi: 'province',
  kabupaten: 'regency',
  kota: 'regency',
  kecamatan: 'district',
  kelurahan: 'village',
  desa: 'village',
  desa_adat: 'village',
} as const;

describe('the shipped list of regions', () => {
  it('holds only well-formed rows: a dotted code, a kind that fits its level, a name, at least one edition', () => {
    expect(tree.rows.length).toBe(93289);
    const faulty = tree.rows.filter((row) => {
      const isCode = parseRegionCode(row.code) === row.code;
      const isKind = REGION_KINDS.includes(row.kind) && LEVEL_OF_KIND[row.kind] === levelOf(row.code);
      const isName = row.name !== '' && row.name === row.name.trim();
      return !(isCode && isKind && isName && row.editions >= 1 && row.editions <= 7);
    });
    expect(faulty).toEqual([]);
  });

  it.each(EDITIONS)('counts every kind of region of %s as its source does', (edition) => {
    const counts: Partial<Record<RegionKind, number>> = {};
    for (const { kind } of tree.in(edition).within(NATIONAL)) counts[kind] = (counts[kind] ?? 0) + 1;
    expect(counts).toEqual(COUNTS[edition]);
    expect(tree.in(edition).size).toBe(TOTALS[edition]);
  });

  it.each(EDITIONS)('has no region in %s whose parent is missing there', (edition) => {
    const list = tree.in(edition);
    const orphans = list.within(NATIONAL).filter((region) => {
      const parent = parentOf(region.code);
      return parent !== NATIONAL && list.find(parent) === null;
    });
    expect(orphans).toEqual([]);
  });

  it.each(EDITIONS)('gives Kalimantan Timur and its neighbours their known sizes in %s', (edition) => {
    const list = tree.in(edition);
    const sizes = (area: string) =>
      (['regency', 'district', 'village'] as const).map((level) => list.within(code(area), level).length);
    expect(sizes('64')).toEqual([10, 105, 1038]);
    expect(sizes('62')).toEqual([14, 136, 1571]);
    expect(sizes('65')).toEqual([5, 55, 482]);
    expect(sizes('64.09')).toEqual([1, 4, 54]);
    expect(sizes('64.71')).toEqual([1, 6, 34]);
    const kinds = list.villagesOf(code('64.09')).map((village) => village.kind);
    expect(kinds.filter((kind) => kind === 'kelurahan').length).toBe(24);
    expect(kinds.filter((kind) => kind === 'desa').length).toBe(30);
  });

  it('keeps names with commas whole', () => {
    expect(tree.find(code('14.02.09.2010'))?.name).toBe('Lambang Sari I, II, III');
    expect(tree.find(code('12.07.28.1007'))).toMatchObject({ name: 'Lubuk Pakam I,II', otherNames: ['Lubuk Pakam I'] });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, NATIONAL, parentOf, parseRegionCode, type RegionCode } from '#kernel/region-code.ts';
import { EDITIONS } from '../../src/regions/domain/region.ts';
import { buildRegionTree } from '../../src/regions/domain/region-tree.ts';
import { regionRow } from '../../src/regions/fixtures.ts';
import { regionTree } from '../../src/regions/load-regions.ts';

const tree = regionTree();
const code = (text: string) => text as RegionCode;
const codesOf = (regions: readonly { code: string }[]) => regions.map((region) => region.code);
const anyRow = fc.nat({ max: tree.rows.length - 1 }).map((at) => tree.rows[at]!);

describe('the region tree', () => {
  it('finds the same region by its code with and without dots', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        const undotted = parseRegionCode(row.code.replaceAll('.', ''));
        expect(undotted).toBe(row.code);
        expect(tree.find(undotted!)?.name).toBe(row.name);
      }),
    );
  });

  it('lists a region among the children of its parent exactly in the editions that know it', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        for (const edition of EDITIONS) {
          const siblings = codesOf(tree.in(edition).children(parentOf(row.code)));
          expect(siblings.includes(row.code)).toBe(tree.find(row.code)!.editions.includes(edition));
        }
      }),
    );
  });

  it('divides the villages of a region among its children, none lost and none twice', () => {
    fc.assert(
      fc.property(
        anyRow.filter((row) => row.code.length < 13),
        (row) => {
          const list = tree.in('kpu2024');
          const villages = codesOf(list.villagesOf(row.code));
          expect(list.children(row.code).flatMap((child) => codesOf(list.villagesOf(child.code)))).toEqual(villages);
          expect(villages.every((village) => isWithin(village as RegionCode, row.code))).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('shows the provinces below the nation and nothing below a village', () => {
    expect(tree.in('ed2022').children(NATIONAL).length).toBe(37);
    expect(tree.in('kpu2024').children(NATIONAL).length).toBe(38);
    expect(tree.in('kpu2024').children(code('64.09.01.1001'))).toEqual([]);
    expect(codesOf(tree.in('kpu2024').villagesOf(code('64.09.01.1001')))).toEqual(['64.09.01.1001']);
  });

  it('knows a code of another edition only there', () => {
    const southwestPapua = code('96');
    expect(tree.find(southwestPapua)?.editions).toEqual(['kpu2024', 'ed2025']);
    expect(tree.in('ed2022').find(southwestPapua)).toBeNull();
    expect(tree.in('ed2022').children(southwestPapua)).toEqual([]);
    expect(tree.in('kpu2024').find(southwestPapua)?.name).toBe('Papua Barat Daya');
  });

  it('answers nothing for a code that no edition knows', () => {
    expect(tree.find(code('99'))).toBeNull();
    expect(tree.in('ed2025').children(code('99'))).toEqual([]);
    expect(tree.in('ed2025').within(code('64.09.99'))).toEqual([]);
  });

  it('refuses to be built from rows that are not in the order of their codes', () => {
    const rows = [regionRow('64.09', 'kabupaten', 'Kabupaten B'), regionRow('64', 'provinsi', 'A')];
    expect(() => buildRegionTree(rows)).toThrow(/order of their codes/);
  });
});

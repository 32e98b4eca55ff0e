import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkCodes } from '#results/domain/check-sheet.ts';
import type { Values } from '#results/domain/fields.ts';
import { contextFor } from '#results/fixtures-sheets.ts';

const CONTEXT = contextFor([1, 2, 3], { reservePercent: '2', maxVotersPerStation: 300 });

/** What machine reading of the photographed forms of 14 February 2024 gave; counts published with the issue. */
describe('published presidential sheets give the known counts', () => {
  it('Penajam Paser Utara', () => {
    const { rows, sheets } = read('pilpres2024_tps_6409_penajam_paser_utara.csv.gz');
    expect([rows, sheets.length, clean(sheets).length]).toEqual([542, 520, 159]);
    expect(errorCounts(sheets)).toEqual({
      E001: 296,
      E101: 31,
      E102: 21,
      E103: 4,
      E301: 43,
      E302: 9,
      E403: 14,
      E404: 5,
    });
    expect([1, 2, 3].map((number) => total(sheets, `candidate_${number}`))).toEqual([17_580, 81_588, 9_248]);
  });

  it('Balikpapan', () => {
    const { rows, sheets } = read('pilpres2024_tps_6471_balikpapan.csv.gz');
    expect([rows, sheets.length, clean(sheets).length]).toEqual([2047, 1552, 934]);
    expect(errorCounts(sheets)).toEqual({
      ...{ E001: 466, E101: 56, E102: 25, E103: 13, E301: 13, E302: 3, E403: 83, E404: 52 },
    });
  });
});

describe('official figures of the governor of Kalimantan Timur, D.HASIL PROV', () => {
  const OFFICIAL = {
    ...{ voted_permanent: 1_853_298, voted_transfer: 6_776, voted_additional: 22_317, voted_total: 1_882_391 },
    ...{ ballots_received: 2_896_473, ballots_used: 1_882_391, ballots_returned: 1_542, ballots_unused: 1_012_540 },
    ...{ candidate_1: 793_793, candidate_2: 996_399, valid_votes: 1_790_192, invalid_votes: 92_199 },
    ...{ total_votes: 1_882_391, registered_permanent: 2_821_202 },
    ...{ registered_permanent_m: 1_456_666, registered_permanent_f: 1_364_536 },
  };

  it('hold every equality', () => {
    expect(checkCodes(OFFICIAL, contextFor([1, 2])).errors).toEqual([]);
  });

  it('and the sum that the press gave instead does not', () => {
    expect(checkCodes({ ...OFFICIAL, valid_votes: 1_776_842 }, contextFor([1, 2])).errors).toEqual(['E301', 'E302']);
  });
});

const PEOPLE: Readonly<Record<string, string>> = {
  dpt: 'registered_permanent',
  pengguna_dpt: 'voted_permanent',
  pengguna_dptb: 'voted_transfer',
  pengguna_dpk: 'voted_additional',
  pengguna_total: 'voted_total',
};
const VOTES: Readonly<Record<string, string>> = {
  paslon_1: 'candidate_1',
  paslon_2: 'candidate_2',
  paslon_3: 'candidate_3',
  suara_sah: 'valid_votes',
  suara_tidak_sah: 'invalid_votes',
  suara_total: 'total_votes',
};

/** A row without any vote was never published and is no sheet. */
function read(file: string): { rows: number; sheets: readonly Values[] } {
  const text = gunzipSync(readFileSync(`${import.meta.dirname}/../../data/reference/demo/${file}`)).toString('utf8');
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const fields = header.split(',').map(fieldOf);
  const sheets = lines.map((line) => {
    const cells = line.split(',').map((cell, at) => [fields[at] ?? null, cell] as const);
    return Object.fromEntries(
      cells.filter(([field, cell]) => field && cell !== '').map(([field, cell]) => [field, Number(cell)]),
    );
  });
  const stated = sheets.filter((values) => Object.values(VOTES).some((field) => values[field] !== undefined));
  return { rows: lines.length, sheets: stated };
}

function fieldOf(column: string): string | undefined {
  const [, group, sex] = /^(.+)_([lpj])$/.exec(column) ?? [];
  const field = PEOPLE[group ?? ''];
  return field ? field + { l: '_m', p: '_f', j: '' }[sex as 'l' | 'p' | 'j'] : VOTES[column];
}

function clean(sheets: readonly Values[]): readonly Values[] {
  return sheets.filter((values) => checkCodes(values, CONTEXT).errors.length === 0);
}

function errorCounts(sheets: readonly Values[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const values of sheets)
    for (const code of checkCodes(values, CONTEXT).errors) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

function total(sheets: readonly Values[], field: string): number {
  return sheets.reduce((sum, values) => sum + (values[field] ?? 0), 0);
}

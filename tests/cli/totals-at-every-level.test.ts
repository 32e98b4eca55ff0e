import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contest, Election } from '#elections/domain/election.ts';
import { levelOf, type RegionCode } from '#kernel/region-code.ts';
import { readTable } from '#platform/files/read-table.ts';
import { importResults } from '#results/commands/import-results.ts';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import type { TallyChild } from '#results/contract/sheets.ts';
import { convertSirekap, SIREKAP_REQUIRED } from '#results/exchange/convert-sirekap.ts';
import { exportResults } from '#results/exchange/export-results.ts';
import { readTally } from '#results/reading/read-tally.ts';
import { regencyCache } from '#results/reading/regency-cache.ts';
import { recountTotals } from '#results/recount/recount-totals.ts';
import { installElection, testDesk } from '../../src/results/fixtures.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { scratchFolder } from './run-desk.ts';

const DATA = fileURLToPath(new URL('../../data/reference/demo/', import.meta.url));
const FILES = ['pilpres2024_tps_6409_penajam_paser_utara.csv.gz', 'pilpres2024_tps_6471_balikpapan.csv.gz'];
const { file } = scratchFolder();

describe('the totals of a contest', () => {
  let database: TestDatabase;
  let election: Election;
  let contest: Contest;
  const regions = new Map<string, TallyChild>();
  beforeAll(async () => {
    database = await testDatabase();
    await importBoth();
    await walk(undefined);
  }, 120_000);
  afterAll(() => database.drop());

  it('add up from the stations to the nation, at every level', () => {
    const levels: Record<string, number> = {};
    for (const [key, region] of regions) {
      const children = below.get(key);
      if (children === undefined) continue;
      const level = key === 'national' ? key : levelOf(key as RegionCode);
      levels[level] = (levels[level] ?? 0) + 1;
      for (const path of ['expected', 'received', 'flagged', 'verified'] as const) {
        expect(sum(children.map((child) => child[path])), `${path} of ${key}`).toBe(region[path]);
      }
      for (const basis of ['all', 'clean', 'verified'] as const) {
        const flat = children.map((child) => numbersOf(child.totals[basis]));
        for (const [name, total] of Object.entries(numbersOf(region.totals[basis]))) {
          expect(sum(flat.map((numbers) => numbers[name] ?? 0)), `${basis} ${name} of ${key}`).toBe(total);
        }
      }
      const latest =
        children
          .map((child) => child.asOf ?? '')
          .sort()
          .at(-1) ?? '';
      expect(latest, `asOf of ${key}`).toBe(region.asOf ?? '');
    }
    expect(levels).toEqual({ national: 1, province: 1, regency: 2, district: 10, village: 88 });
  });

  it('are those of the export and of the recount', async () => {
    const desk = testDesk(database.sql);
    const lines: string[] = [];
    const sink = async () => ({ write: async (text: string) => void lines.push(text) });
    await exportResults(desk.sql, { election, contest, region: undefined, basis: 'clean', format: 'csv' }, sink);
    const [header = '', ...rows] = lines.join('').trimEnd().split('\r\n');
    const clean = regions.get('national')!.totals.clean;
    expect(rows).toHaveLength(clean.sheets);
    const columnSum = (column: string) =>
      sum(rows.map((row) => Number(row.split(',')[header.split(',').indexOf(column)])));
    for (const number of ['1', '2', '3']) expect(columnSum(`candidate_${number}`)).toBe(clean.candidates[number]);
    expect(columnSum('valid_votes')).toBe(clean.valid_votes);
    expect(await recountTotals(desk.sql, [election])).toMatchObject({ differences: [] });
  });

  const below = new Map<string, readonly TallyChild[]>();

  async function walk(region: string | undefined): Promise<void> {
    const reader = { sql: database.sql, cache: regencyCache(database.sql) };
    const tally = await readTally(reader, { election, contest, region, children: true });
    if (!tally.ok) throw new Error(tally.problem.code);
    const { children = [], ...own } = tally.value;
    const listed = regions.get(own.region);
    if (listed) expect({ ...own, ...listed }).toEqual(own);
    regions.set(own.region, own);
    below.set(own.region, children);
    for (const child of children.filter((item) => item.station === undefined)) {
      regions.set(child.region, child);
      await walk(child.region);
    }
  }

  async function importBoth(): Promise<void> {
    const desk = testDesk(database.sql);
    const parts = await Promise.all(FILES.map(converted));
    const stations = parts.flatMap((part) => part.stationsCsv.trimEnd().split('\r\n').slice(1));
    election = await installElection(database.sql, {
      id: 'dua-kabupaten',
      regions: ['64.09', '64.71'],
      contests: [{ id: 'ppwp', area: 'national', candidates: [1, 2, 3] }],
      stations: stations.map((line) => line.replace(',', '/')),
    });
    contest = election.contests[0]!;
    for (const part of parts) {
      const table = await readTable(file('results.csv', part.resultsCsv), {
        requiredColumns: ['region', 'station'],
        allowLarge: false,
      });
      if (!table.ok) throw new Error(table.problem.code);
      const input = {
        desk,
        intake: sheetIntake(desk),
        election,
        contest,
        table: table.value,
        source: 'sirekap',
        replace: null,
        dryRun: false,
      };
      const done = await importResults(input);
      expect(done.ok).toBe(true);
    }
  }
});

async function converted(name: string) {
  const table = await readTable(DATA + name, { requiredColumns: SIREKAP_REQUIRED, allowLarge: false });
  if (!table.ok) throw new Error(table.problem.code);
  const done = convertSirekap(table.value);
  if (!done.ok) throw new Error(done.problem.code);
  return done.value;
}

/** Every number of one basis by its path. */
function numbersOf(totals: TallyChild['totals']['all']): Record<string, number> {
  const { candidates, stated, turnout, ...own } = totals;
  const nested = Object.entries({ candidates, stated, turnout: { ...turnout } }).flatMap(([name, group]) =>
    Object.entries(group).map(([key, value]) => [`${name}.${key}`, value]),
  );
  return { ...own, ...Object.fromEntries(nested) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

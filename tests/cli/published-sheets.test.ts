import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportResults } from '#results/commands/import-results.ts';
import type { Tally } from '#results/contract/sheets.ts';
import type { SheetWithProblems } from '#results/reading/list-problems.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { verdictsOf } from './import-files.ts';
import { answerOf, PROCESS_TEST_MS, runDesk, scratchFolder } from './run-desk.ts';

const DATA = fileURLToPath(new URL('../../data/reference/demo/', import.meta.url));
const { folder } = scratchFolder();

/** Published Sirekap rows of February 2024 and what an independent count finds in them. @source data/reference/demo/pilpres2024.md */
const REGENCIES = [
  {
    name: 'Penajam Paser Utara',
    rows: 'pilpres2024_tps_6409_penajam_paser_utara.csv.gz',
    code: '64.09',
    stations: 542,
    first: { accepted: 520, empty: 22, flagged: 361 },
    again: { unchanged: 520, empty: 22 },
    clean: 159,
    problems: { E001: 296, E101: 31, E102: 21, E103: 4, E301: 43, E302: 9, E403: 14, E404: 5 },
    candidates: { 1: 17_580, 2: 81_588, 3: 9_248 },
  },
  {
    name: 'Balikpapan',
    rows: 'pilpres2024_tps_6471_balikpapan.csv.gz',
    code: '64.71',
    stations: 2047,
    first: { accepted: 1552, empty: 495, flagged: 618 },
    again: { unchanged: 1552, empty: 495 },
    clean: 934,
    problems: { E301: 13, E302: 3, E403: 83 },
    candidates: null,
  },
] as const;

describe.each(REGENCIES)('the published sheets of $name', { timeout: PROCESS_TEST_MS }, (regency) => {
  const out = join(folder, regency.code);
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  async function desk<Answer>(...words: readonly string[]): Promise<Answer> {
    const ended = await runDesk(...words, '--database', database.url, '--json');
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    return answerOf<Answer>(ended);
  }
  const importing = (file: string) =>
    desk<ImportResults>('import', 'results', file, '--contest', 'ppwp', '--source', 'sirekap');

  it('come in through the commands with the figures of an independent count', async () => {
    const { stations } = regency;
    expect(await desk('convert', 'sirekap', join(DATA, regency.rows), '--out', out)).toEqual({
      stations,
      rows: stations,
    });
    const election = `ppwp-2024-${regency.code}`;
    const apply = ['election', 'apply', join(out, 'election.json')];
    expect(await desk(...apply)).toEqual({ election, contests: 1, stations: 0, created: 2, updated: 0 });
    expect(await desk('import', 'stations', join(out, 'stations.csv'))).toMatchObject({
      rows: stations,
      created: stations,
      rejected: 0,
    });
    expect(await desk(...apply)).toEqual({ election, contests: 1, stations, created: 0, updated: 0 });

    expect(verdictsOf(await importing(join(out, 'results.csv')))).toEqual(regency.first);
    const tally = await desk<Tally>('tally', '--contest', 'ppwp');
    expect(tally).toMatchObject({
      region: 'national',
      name: 'Indonesia',
      expected: stations,
      received: regency.first.accepted,
    });
    expect(tally).toMatchObject({ flagged: regency.first.flagged, totals: { clean: { sheets: regency.clean } } });
    if (regency.candidates) expect(tally.totals.all.candidates).toEqual(regency.candidates);

    const { sheets } = await desk<{ sheets: readonly SheetWithProblems[] }>('sheets', 'problems', '--contest', 'ppwp');
    const counts: Record<string, number> = {};
    for (const { problems } of sheets) {
      for (const code of new Set(problems.map((problem) => problem.code))) counts[code] = (counts[code] ?? 0) + 1;
    }
    expect(counts).toMatchObject(regency.problems);
    const flagged = sheets.filter((sheet) => sheet.problems.some((problem) => problem.severity === 'E'));
    expect(flagged).toHaveLength(regency.first.flagged);
  });

  it('change nothing when they come again, nor when their own export does', async () => {
    const before = await desk('tally', '--contest', 'ppwp', '--region', regency.code, '--children');
    expect(verdictsOf(await importing(join(out, 'results.csv')))).toEqual(regency.again);
    const exported = join(out, 'export.csv');
    const rows = regency.first.accepted;
    expect(await desk('export', 'results', '--contest', 'ppwp', '--format', 'csv', '--out', exported)).toEqual({
      file: exported,
      rows,
    });
    expect(verdictsOf(await importing(exported))).toEqual({ unchanged: rows });
    expect(await desk('tally', '--contest', 'ppwp', '--region', regency.code, '--children')).toEqual(before);
    expect(await desk('recount')).toMatchObject({ differences: [] });
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegionCode } from '#kernel/region-code.ts';
import type { Desk } from '#results/desk.ts';
import { exportResults } from '#results/exchange/export-results.ts';
import { recountTotals } from '#results/recount/recount-totals.ts';
import { installElection, testDesk } from '../../src/results/fixtures.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { importFile, verdictsOf } from './import-files.ts';
import { scratchFolder } from './run-desk.ts';

const VILLAGES = ['64.09.01.1001', '64.09.01.1002', '64.71.01.1001'] as RegionCode[];
const PLAN = {
  id: 'acak',
  regions: ['64.09', '64.71'],
  contests: [{ id: 'gubernur', area: '64.09', candidates: [1, 2] }],
  stations: VILLAGES.flatMap((village) => [`${village}/001`, `${village}/002`, `${village}/901`]),
  rounds: [{ round: 'revote', contest: 'gubernur', stations: [`${VILLAGES[0]}/001`], opened: '2024-12-05' }],
};
const COLUMNS = ['region', 'station', 'round', 'candidate_1', 'candidate_2', 'valid_votes', 'invalid_votes', 'note'];
const RUNS = 150;
const { file } = scratchFolder();

/** Mostly right, so that rows meet one another; each cell may be anything now and then. */
const often = (...right: readonly string[]) =>
  fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...right) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
  );
const count = often('0', '1', '2', '', '12', ' 007 ');
const ANY_ROW = fc.record({
  region: often(...VILLAGES, '6409011001', '64.09.01.1001 '),
  station: often('1', '001', '2', '901'),
  round: often('', 'regular', 'revote'),
  candidate_1: count,
  candidate_2: count,
  valid_votes: count,
  invalid_votes: count,
  note: often('', 'catatan'),
});
const USUAL = {
  region: VILLAGES[1] as string,
  station: '2',
  round: '',
  candidate_1: '1',
  candidate_2: '2',
  valid_votes: '3',
  invalid_votes: '0',
  note: '',
};
const EMPTY = { ...USUAL, candidate_1: '', candidate_2: ' ', valid_votes: '', invalid_votes: '' };
const ROW = fc.oneof({ weight: 6, arbitrary: ANY_ROW }, fc.constantFrom(USUAL, EMPTY));
const WIDTH = fc.oneof({ weight: 40, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1) });
const FILE = fc.record({
  rows: fc.array(fc.tuple(ROW, WIDTH), { maxLength: 12 }),
  columns: fc.shuffledSubarray(COLUMNS, { minLength: COLUMNS.length }),
  separator: fc.constantFrom(',', ';'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  replace: fc.boolean(),
});
type RandomFile = typeof FILE extends fc.Arbitrary<infer Value> ? Value : never;

describe('any file of result sheets', () => {
  let database: TestDatabase;
  let desk: Desk;
  beforeAll(async () => {
    database = await testDatabase();
    desk = testDesk(database.sql);
    await installElection(database.sql, PLAN);
  });
  afterAll(() => database.drop());

  it('gives every row one verdict, says it in a dry run too, and exports to a file that changes nothing', async () => {
    const seen = new Set<string>();
    let files = 0;
    await fc.assert(
      fc.asyncProperty(FILE, async (random) => {
        const path = file('acak.csv', textOf(random));
        const options = {
          election: 'acak',
          contest: 'gubernur',
          ...(random.replace ? { replace: 'dibaca ulang' } : {}),
        };
        const rehearsed = await importFile(desk, path, { ...options, dryRun: true });
        const done = await importFile(desk, path, options);
        expect(done).toEqual(rehearsed);
        expect(done.rows).toBe(random.rows.length);
        for (const verdict of Object.keys(verdictsOf(done))) seen.add(verdict);
        expect(new Set(done.errors.map((error) => error.row)).size).toBe(done.rejected);
        expect(done.conflicts).toHaveLength(done.conflicting);
        const again = await importFile(desk, path, { ...options, dryRun: true });
        expect([again.accepted, again.corrected, again.rejected]).toEqual([0, 0, done.rejected]);
        if (files++ % 10 === 0) await exportsUnchanged();
      }),
      { numRuns: RUNS },
    );
    expect([...seen].sort()).toEqual([
      'accepted',
      'conflicting',
      'corrected',
      'empty',
      'flagged',
      'rejected',
      'unchanged',
    ]);
  }, 120_000);

  async function exportsUnchanged() {
    const election = (await desk.books.current(desk.sql)).find('acak')!;
    const pieces: string[] = [];
    const question = {
      election,
      contest: election.contests[0]!,
      region: undefined,
      basis: 'all',
      format: 'csv',
    } as const;
    const sink = async () => ({ write: async (piece: string) => void pieces.push(piece) });
    const exported = await exportResults(desk.sql, question, sink);
    if (!exported.ok) throw new Error(exported.problem.code);
    const rows = exported.value.rows;
    const done = await importFile(desk, file('ekspor.csv', pieces.join('')), { election: 'acak', contest: 'gubernur' });
    expect(verdictsOf(done)).toEqual(rows > 0 ? { unchanged: rows } : {});
    expect((await recountTotals(desk.sql, [election])).differences).toEqual([]);
  }
});

function textOf({ rows, columns, separator, lineEnd }: RandomFile): string {
  const lines = rows.map(([row, width]) => {
    const cells = columns.map((column) => row[column as keyof typeof row]);
    return width < 0 ? cells.slice(0, -1) : [...cells, ...Array.from({ length: width }, () => '')];
  });
  return [columns, ...lines].map((cells) => cells.map(quoted).join(separator) + lineEnd).join('');
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

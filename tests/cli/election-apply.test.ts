import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliActor } from '#access/domain/actor.ts';
import { applyElection } from '#elections/commands/apply-election.ts';
import { importStations } from '#elections/commands/import-stations.ts';
import type { ElectionDefinitionFile } from '#elections/definition-schema.ts';
import { STATION_COLUMNS_REQUIRED } from '#elections/domain/parse-station.ts';
import { readTable } from '#platform/files/read-table.ts';
import type { Desk } from '#results/desk.ts';
import { listProblems } from '#results/reading/list-problems.ts';
import { readTally } from '#results/reading/read-tally.ts';
import { regencyCache } from '#results/reading/regency-cache.ts';
import { resultsHooks } from '#results/recount/recheck.ts';
import { recountTotals } from '#results/recount/recount-totals.ts';
import { definitionOf, testDesk } from '../../src/results/fixtures.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { importFile } from './import-files.ts';
import { scratchFolder } from './run-desk.ts';

const VILLAGE = '64.09.01.1001';
const { file } = scratchFolder();
const BASE: ElectionDefinitionFile = {
  ...definitionOf({
    id: 'pilkada',
    regions: ['64.09'],
    contests: [{ id: 'bupati', area: '64.09', candidates: [1, 2] }],
    stations: [],
  }),
  reservePercent: 2.5,
  maxVotersPerStation: 600,
};

describe('an election that is applied again', () => {
  let database: TestDatabase;
  let desk: Desk;
  beforeAll(async () => {
    database = await testDatabase();
    desk = testDesk(database.sql);
    expect(await apply({})).toMatchObject({ created: 2, updated: 0, stations: 0 });
    expect(await stations(`${VILLAGE},1,500`, `${VILLAGE},2,`)).toMatchObject({ created: 2 });
    // 500 voters and 12 above them on every ballot: 12 are within 2.5 % of 500 rounded up (13), not within 2 % (10).
    const columns = 'region,station,registered_permanent,candidate_1,candidate_2,valid_votes,invalid_votes,total_votes';
    const path = file(
      'hasil.csv',
      `${columns}\n${VILLAGE},1,500,300,200,500,12,512\n${VILLAGE},2,100,50,40,90,10,100\n`,
    );
    expect(await importFile(desk, path, { election: 'pilkada', contest: 'bupati' })).toMatchObject({
      accepted: 2,
      flagged: 0,
    });
  });
  afterAll(() => database.drop());

  async function apply(changes: Partial<ElectionDefinitionFile>) {
    const input = {
      sql: desk.sql,
      at: desk.clock.now(),
      actor: cliActor('test'),
      definition: { ...BASE, ...changes },
      hooks: resultsHooks,
    };
    const applied = await applyElection(input);
    return applied.ok ? applied.value : applied.problem;
  }
  async function stations(...lines: readonly string[]) {
    const path = file('tps.csv', ['region,station,permanent_voters', ...lines, ''].join('\n'));
    const table = await readTable(path, { requiredColumns: STATION_COLUMNS_REQUIRED, allowLarge: false });
    const election = (await desk.books.current(desk.sql)).find('pilkada')!;
    if (!table.ok) throw new Error(table.problem.code);
    const input = {
      sql: desk.sql,
      at: desk.clock.now(),
      actor: cliActor('test'),
      election,
      table: table.value,
      hooks: resultsHooks,
    };
    const imported = await importStations(input);
    if (!imported.ok) throw new Error(imported.problem.code);
    return imported.value;
  }
  /** Codes of all open problems, how many sheets are clean, and whether the stored totals are those of the sheets. */
  async function standing() {
    const election = (await desk.books.current(desk.sql)).find('pilkada')!;
    const question = { election, contest: election.contests[0]!, region: undefined };
    const [problems, tally] = [
      await listProblems(desk.sql, question),
      await readTally({ sql: desk.sql, cache: regencyCache(desk.sql) }, { ...question, children: false }),
    ];
    if (!problems.ok || !tally.ok) throw new Error('the election cannot be read');
    const { differences } = await recountTotals(desk.sql, [election]);
    expect(differences).toEqual([]);
    return {
      codes: problems.value.flatMap((sheet) => sheet.problems.map(({ code }) => code)).sort(),
      clean: tally.value.totals.clean.sheets,
    };
  }

  it('changes nothing and writes nothing when it is the same', async () => {
    const entries = async () => (await database.sql`select count(*)::int as n from audit_entry`)[0]?.n;
    const before = await entries();
    expect(await apply({})).toMatchObject({ created: 0, updated: 0, stations: 2, contests: 1 });
    expect(await apply({ regions: ['6409'], reservePercent: 2.5 })).toMatchObject({ created: 0, updated: 0 });
    expect(await entries()).toBe(before);
  });

  it('judges every sheet again under changed settings, and as before when they are put back', async () => {
    const usual = { codes: [], clean: 2 };
    expect(await standing()).toEqual(usual);
    expect(await apply({ reservePercent: 2 })).toMatchObject({ updated: 1 });
    expect(await standing()).toEqual({ codes: ['E404'], clean: 1 });
    expect(await apply({ reservePercent: 2.5, maxVotersPerStation: 499 })).toMatchObject({ updated: 1 });
    expect(await standing()).toEqual({ codes: ['W102'], clean: 2 });
    expect(await apply({ borders: { invalidPercent: 10 } })).toMatchObject({ updated: 1 });
    expect(await standing()).toEqual({ codes: ['W301'], clean: 2 });
    expect(await apply({})).toMatchObject({ updated: 1 });
    expect(await standing()).toEqual(usual);
  });

  it('judges every sheet again under a changed register', async () => {
    expect(await stations(`${VILLAGE},1,501`)).toMatchObject({ rows: 1, updated: 1 });
    expect(await standing()).toEqual({ codes: ['W101'], clean: 2 });
    expect(await stations(`${VILLAGE},1,500`, `${VILLAGE},2,`)).toMatchObject({ updated: 1, unchanged: 1 });
    expect(await standing()).toEqual({ codes: [], clean: 2 });
  });

  it('may not change who stands, where, or on which form, once sheets exist', async () => {
    const [contest] = BASE.contests;
    for (const changed of [
      { candidates: [...contest!.candidates, { number: 3, name: 'Baru' }] },
      { candidates: contest!.candidates.slice(0, 1) },
      { candidates: contest!.candidates.map((candidate) => ({ ...candidate, name: `${candidate.name}!` })) },
      { form: 'ppwp-2024' },
      { id: 'bupati-baru' },
    ]) {
      expect(await apply({ contests: [{ ...contest!, ...changed }] })).toMatchObject({
        code: 'elections.contest-has-sheets',
        status: 409,
      });
    }
    expect(await apply({ contests: [contest!, { ...contest!, id: 'kedua' }] })).toMatchObject({ created: 1 });
    expect(await apply({})).toMatchObject({ updated: 1, contests: 1 });
    expect(await apply({ regions: ['64.71'], contests: [] })).toMatchObject({
      code: expect.stringMatching(/^elections\./),
    });
  });

  it('rejects stations that the file states twice in different words, all of them, whatever their order', async () => {
    for (const lines of [
      ['3,10', '3,10', '3,11'],
      ['3,11', '3,10', '3,10'],
      ['3,10', '3,11', '3,10'],
    ]) {
      const done = await stations(...lines.map((line) => `${VILLAGE},${line}`));
      expect(done).toMatchObject({ rows: 3, created: 0, unchanged: 0, rejected: 3 });
      expect(done.errors.map((error) => error.row)).toEqual([2, 3, 4]);
    }
    expect(await stations(`${VILLAGE},3,10`, `${VILLAGE},3,10`)).toMatchObject({ created: 1, unchanged: 1 });
  });

  it.each([
    ['1000,', 'elections.station-number'],
    ['4,1.5', 'elections.not-a-whole-number'],
    ['4,-1', 'elections.not-a-whole-number'],
    ['4', 'files.row-width'],
  ])('rejects the station %s', async (cells, code) => {
    expect(await stations(`${VILLAGE},${cells}`)).toMatchObject({ rows: 1, rejected: 1, errors: [{ row: 2, code }] });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliActor } from '#access/domain/actor.ts';
import type { Contest, Election } from '#elections/domain/election.ts';
import type { RegionCode } from '#kernel/region-code.ts';
import { markRemote } from '#regions/commands/mark-remote.ts';
import { type SheetIntake, sheetIntake } from '#results/commands/submit-sheets.ts';
import type { Desk } from '#results/desk.ts';
import { readTally } from '#results/reading/read-tally.ts';
import { regencyCache } from '#results/reading/regency-cache.ts';
import { type TallyAnswers, tallyAnswers } from '#results/reading/tally-answers.ts';
import {
  applyPlan,
  type ElectionPlan,
  installElection,
  person,
  plainSheet,
  submissionOf,
  testDesk,
} from '../../src/results/fixtures.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';

const STATIONS = ['64.09.01.1001/001', '64.09.01.1001/002', '64.71.01.1001/001'];
const PLAN: ElectionPlan = {
  id: 'gladi',
  regions: ['64.09', '64.71'],
  contests: [{ id: 'presiden', area: 'national', candidates: [1, 2] }],
  stations: STATIONS,
};
const REGIONS = ['national', '64', '64.09', '64.09.01', '64.09.01.1001', '64.71'];
let database: TestDatabase;
let desk: Desk;
let intake: SheetIntake;
let answers: TallyAnswers;

beforeAll(async () => {
  database = await testDatabase();
  await installElection(database.sql, PLAN);
  desk = testDesk(database.sql);
  intake = sheetIntake(desk);
  answers = tallyAnswers({ sql: database.sql, cache: regencyCache(database.sql) });
});
afterAll(() => database.drop());

async function contestNow(): Promise<{ election: Election; contest: Contest }> {
  const election = (await desk.books.current(database.sql)).find(PLAN.id) as Election;
  return { election, contest: election.contests[0] as Contest };
}

/** Every kept answer equals one that is read anew. */
async function expectTrue(): Promise<number> {
  const at = await contestNow();
  let received = 0;
  for (const region of REGIONS) {
    const question = { ...at, region, children: true, withTotals: true };
    const kept = await answers.read(question);
    const fresh = await readTally({ sql: database.sql, cache: regencyCache(database.sql) }, question);
    if (!kept.ok || !fresh.ok) throw new Error(`no tally of ${region}`);
    expect(JSON.parse(kept.value)).toEqual(JSON.parse(JSON.stringify(fresh.value)));
    if (region === 'national') received = fresh.value.received;
  }
  return received;
}

describe('kept tallies', () => {
  it('are never behind a sheet, a mark or a changed election', async () => {
    expect(await expectTrue()).toBe(0);
    for (const [at, station] of STATIONS.entries()) {
      const sheet = submissionOf(
        { ...(await contestNow()), station },
        desk.ids.next(),
        plainSheet([1, 2], [10 + at, 5], 1),
      );
      const [receipt] = await intake.submit(person('op', 'village_operator'), [sheet]);
      expect(receipt?.outcome).toBe('accepted');
      expect(await expectTrue()).toBe(at + 1);
    }
    const village = '64.09.01.1001' as RegionCode;
    await markRemote({
      sql: database.sql,
      at: new Date(),
      actor: cliActor('test'),
      region: village,
      remote: true,
      reason: null,
    });
    await expectTrue();
    await applyPlan(database.sql, {
      ...PLAN,
      contests: [{ id: 'presiden', area: 'national', candidates: [1, 2] }],
      rounds: [{ round: 'revote', contest: 'presiden', stations: [STATIONS[0] as string], opened: '2024-12-05' }],
    });
    await expectTrue();
  });

  it('give a second reader the same text without reading the totals again', async () => {
    const question = { ...(await contestNow()), region: '64.09', children: true, withTotals: true };
    const first = await answers.read(question);
    const second = await answers.read({ ...question, region: '6409' });
    expect(first.ok && second.ok && first.value === second.value).toBe(true);
  });

  it('keep no refusal', async () => {
    const at = await contestNow();
    expect((await answers.read({ ...at, region: '11', children: false, withTotals: true })).ok).toBe(false);
    expect((await answers.read({ ...at, region: 'x', children: false, withTotals: true })).ok).toBe(false);
  });
});

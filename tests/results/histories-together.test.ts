import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import { installElection, person, plainSheet, seededIds, submissionOf, testDesk } from '#results/fixtures.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';

describe('many writers', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it('lose nothing when all of them bring the first sheets of a kabupaten at once', async () => {
    for (let round = 0; round < 6; round++) {
      const id = `first-${round}`;
      const village = `64.0${round + 1}.01.1001`;
      const stations = Array.from({ length: 16 }, (_, at) => `${village}/${String(at + 1).padStart(3, '0')}`);
      const contests = [{ id: 'gubernur', area: '64', candidates: [1, 2] }];
      const election = await installElection(database.sql, { id, regions: ['64'], contests, stations });
      const desk = testDesk(database.sql);
      const contest = election.contests[0]!;
      const ids = seededIds(round);
      const receipts = await Promise.all(
        stations.map((station, at) => {
          const submission = submissionOf(
            { election, contest, station },
            ids.next(),
            plainSheet([1, 2], [10 + at, 5], 1),
          );
          return sheetIntake(desk).submit(person(`operator-${at}`, 'village_operator'), [submission]);
        }),
      );
      expect(receipts.flat().map((receipt) => receipt.outcome)).toEqual(stations.map(() => 'accepted'));
      const [stored] = await database.sql<{ sheets: number }[]>`
        select sums[7]::int as sheets from area_total where contest_no = ${contest.contestNo} and region = ${village}`;
      expect(stored?.sheets).toBe(16);
    }
  });
});

import type { FastifyInstance } from 'fastify';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import type { Desk } from '#results/desk.ts';
import { installElection, person, plainSheet, submissionOf, testDesk } from '../../src/results/fixtures.ts';
import { deskServer, type ServerOptions } from '../../src/server.ts';
import { testDatabase } from '../harness/database.ts';
import { type Person, personAt } from '../harness/people.ts';

export const VILLAGE = '64.09.01.1001';
const STATIONS = [`${VILLAGE}/001`, `${VILLAGE}/002`, '64.09.02.1001/001', '64.71.01.1001/001'];

export type RunningDesk = {
  readonly app: FastifyInstance;
  readonly desk: Desk;
  /** sees the whole province and may return sheets there */
  readonly province: Person;
  stop(): Promise<void>;
};

/** The whole server on a database of its own: two elections, a few sheets, one of them with an error. */
export async function runningDesk(options: Partial<ServerOptions> = {}): Promise<RunningDesk> {
  process.env.DESK_LOG = 'silent';
  const database = await testDatabase();
  const desk = testDesk(database.sql);
  const contests = [
    { id: 'gubernur', area: '64', candidates: [1, 2] },
    { id: 'bupati', area: '64.09', candidates: [1, 2] },
  ];
  const election = await installElection(database.sql, { id: 'satu', regions: ['64'], contests, stations: STATIONS });
  await installElection(database.sql, {
    id: 'dua',
    regions: ['64'],
    contests: contests.slice(0, 1),
    stations: STATIONS,
  });
  const ani = person('ani', 'village_operator');
  const sheet = (station: string, invalid: number) =>
    submissionOf({ election, contest: election.contests[0]!, station }, desk.ids.next(), {
      ...plainSheet([1, 2], [40, 30], 2),
      invalid_votes: invalid,
    });
  await sheetIntake(desk).submit(ani, [sheet(STATIONS[0]!, 2), sheet(STATIONS[1]!, 3)]);
  const app = await deskServer(desk, options);
  return {
    app,
    desk,
    province: await personAt(desk, { role: 'province_desk', region: '64' }),
    async stop() {
      await app.close();
      await database.drop();
    },
  };
}

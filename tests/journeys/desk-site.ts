import { spawnSync } from 'node:child_process';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import type { Desk } from '#results/desk.ts';
import { installElection, person, plainSheet, submissionOf, testDesk } from '#results/fixtures.ts';
import { startServer } from '../../src/server.ts';
import { isWebStale, noteWebBuilt } from '../../tools/prepare/web-stamp.mjs';
import { ROOT } from '../architecture/files.ts';
import { testDatabase } from '../harness/database.ts';
import { type PersonPlan, personAt } from '../harness/people.ts';

/** A desk with pages on a port of its own: six stations, of which four have sent a sheet for the governor. */
export type DeskSite = {
  readonly address: string;
  readonly desk: Desk;
  /** Somebody who is logged in: the cookie that a browser context takes. */
  person(plan: PersonPlan): Promise<{ name: string; value: string; url: string }>;
  close(): Promise<void>;
};

const STATIONS = [
  '64.71.01.1001/001',
  '64.71.01.1001/002',
  '64.71.01.1001/003',
  '64.09.01.1001/001',
  '64.09.01.1001/002',
  '64.11.01.2001/001',
];
const sheetId = (place: string) => `desk:gubernur:${place.replace('/', ':')}:regular`;
export const SHEETS = { conflict: sheetId('64.09.01.1001/001'), flagged: sheetId('64.71.01.1001/002') } as const;

/** As the phone writes it, with a word that no line holds. */
const NOTE = `Kejadian khusus: Listrik padam ${'panjang'.repeat(60)}\nKertas memang begitu: V.A memang 384\nTanda tangan: KPPS lengkap; saksi tidak lengkap`;

export async function openDeskSite(): Promise<DeskSite> {
  buildPages();
  const database = await testDatabase();
  const contests = [
    { id: 'gubernur', area: '64', candidates: [1, 2] },
    { id: 'walikota', area: '64.71', candidates: [1, 2, 3], blank: 2 },
  ];
  const election = await installElection(database.sql, { id: 'desk', regions: ['64'], contests, stations: STATIONS });
  // Cookies live by the browser's clock, so the desk keeps the same one.
  const desk: Desk = { ...testDesk(database.sql), clock: { now: () => new Date() } };
  const intake = sheetIntake(desk);
  const send = (by: string, station: string, values: Record<string, number>, note?: string) => {
    const contest = election.contests.find(({ id }) => id === 'gubernur');
    if (!contest) throw new Error('the contest is installed');
    return intake.submit(person(by, 'village_operator'), [
      submissionOf({ election, contest, station }, desk.ids.next(), values, note === undefined ? {} : { note }),
    ]);
  };
  await send('sri', '64.71.01.1001/001', plainSheet([1, 2], [150, 120], 9));
  await send('sri', '64.71.01.1001/002', { ...plainSheet([1, 2], [112, 236], 9), valid_votes: 384 }, NOTE);
  await send('adi', '64.09.01.1001/001', plainSheet([1, 2], [100, 50], 5));
  const other = { ...plainSheet([1, 2], [101, 50], 5), registered_permanent: 175, voted_total: 155 };
  await send('eka', '64.09.01.1001/001', other, 'Tanda tangan: KPPS lengkap; tidak ada saksi');
  await send('adi', '64.09.01.1001/002', plainSheet([1, 2], [80, 90], 4));
  const server = await startServer(desk, { host: '127.0.0.1', port: 0 });
  if (!server.ok) throw new Error(server.problem.message.en);
  const { address } = server.value;
  return {
    address,
    desk,
    async person(plan) {
      const [name = '', value = ''] = (await personAt(desk, plan)).cookie.split('=');
      return { name, value, url: address };
    },
    async close() {
      await server.value.close();
      await intake.drain();
      await database.drop();
    },
  };
}

/** Tests run on pages of the present source; `npm test` itself prepares everything but them. */
function buildPages(): void {
  if (!isWebStale(ROOT)) return;
  const built = spawnSync(process.execPath, ['tools/build-web.ts'], { cwd: ROOT, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the pages do not build: ${built.stderr}`);
  noteWebBuilt(ROOT);
}

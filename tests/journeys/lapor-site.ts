import { spawnSync } from 'node:child_process';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import type { Desk } from '#results/desk.ts';
import type { Submission } from '#results/domain/submission.ts';
import { installElection, person, plainSheet, submissionOf, testDesk } from '#results/fixtures.ts';
import { type Listening, startServer } from '../../src/server.ts';
import { isWebStale, noteWebBuilt } from '../../tools/prepare/web-stamp.mjs';
import { ROOT } from '../architecture/files.ts';
import { testDatabase } from '../harness/database.ts';
import { type Person, type PersonPlan, personAt } from '../harness/people.ts';

/** A desk for phones whose server can really be stopped and started again at the same address. */
export type LaporSite = {
  readonly address: string;
  readonly desk: Desk;
  person(plan: PersonPlan): Promise<Person & { readonly browserCookie: { name: string; value: string; url: string } }>;
  /** What stands on the card of a new operator of the village. */
  activationCode(name: string): Promise<string>;
  /** Another operator's figures for a station of the governor contest, unless changed; answers the submission's id. */
  sendAs(by: string, station: string, votes: readonly [number, number], changes?: Partial<Submission>): Promise<string>;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
};

export const VILLAGE = '64.09.01.1001';
const STATIONS = ['001', '002', '003', '004'].map((station) => `${VILLAGE}/${station}`);

export async function openLaporSite(): Promise<LaporSite> {
  buildPages();
  const database = await testDatabase();
  const contests = [
    { id: 'gubernur', area: '64', candidates: [1, 2] },
    { id: 'bupati', area: '64.09', candidates: [1, 2, 3] },
  ];
  const election = await installElection(database.sql, { id: 'desk', regions: ['64'], contests, stations: STATIONS });
  // Cookies live by the browser's clock, so the desk keeps the same one.
  const desk: Desk = { ...testDesk(database.sql), clock: { now: () => new Date() } };
  let server: Listening | null = null;
  let port = 0;

  async function start(): Promise<void> {
    if (server) return;
    const started = await startServer(desk, { host: '127.0.0.1', port });
    if (!started.ok) throw new Error(started.problem.message.en);
    server = started.value;
    port = Number(new URL(server.address).port);
  }
  async function stop(): Promise<void> {
    await server?.close();
    server = null;
  }

  await start();
  const address = `http://127.0.0.1:${port}`;
  return {
    address,
    desk,
    start,
    stop,
    async person(plan) {
      const made = await personAt(desk, plan);
      const [name = '', value = ''] = made.cookie.split('=');
      return { ...made, browserCookie: { name, value, url: address } };
    },
    async activationCode(name) {
      const giver = await personAt(desk, { role: 'regency_desk', region: '64.09', name: 'Desk PPU' });
      const made = await fetch(`${address}/api/v1/accounts`, {
        method: 'POST',
        headers: { ...giver.headers, 'content-type': 'application/json', origin: address },
        body: JSON.stringify({ accounts: [{ name, role: 'village_operator', region: VILLAGE }] }),
      });
      const answer = (await made.json()) as { made: readonly { activationCode: string }[] };
      return answer.made[0]?.activationCode ?? '';
    },
    async sendAs(by, station, [first, second], changes = {}) {
      const contest = election.contests.find(({ id }) => id === 'gubernur');
      if (!contest) throw new Error('the contest is installed');
      const intake = sheetIntake(desk);
      const values = plainSheet([1, 2], [first, second], 5);
      const at = { election, contest, station: `${VILLAGE}/${station}` };
      const submission = submissionOf(at, desk.ids.next(), values, changes);
      await intake.submit(person(by, 'village_operator', VILLAGE), [submission]);
      await intake.drain();
      return submission.id;
    },
    async close() {
      await stop();
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

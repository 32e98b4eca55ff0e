import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomIds, systemClock } from '#platform/clock.ts';
import type { Sql } from '#platform/db/sql.ts';
import { PAGES_FOLDER } from '#platform/http/pages.ts';
import type { Desk } from '#results/desk.ts';
import { installElection, testDesk } from '#results/fixtures.ts';
import { type Listening, startServer } from '../../../src/server.ts';
import { isWebStale, noteWebBuilt } from '../../../tools/prepare/web-stamp.mjs';
import { ROOT } from '../../architecture/files.ts';
import { type Person, personAt } from '../../harness/people.ts';
import { makeNextBuild } from './next-build.ts';

/** A desk whose server really stops and starts at one address, in this or a later version of its pages. */
export type KilledSite = {
  readonly address: string;
  readonly desk: Desk;
  /** a regency desk that may read sheets, and devices with what they still hold */
  readonly overseer: Person;
  /** folders of builds: 0 is today's, the others come after it */
  buildOf(version: number): string;
  /** What a printed card says; the password is chosen at the activation. */
  newOperator(name: string): Promise<{ readonly user: string; readonly code: string; readonly id: string }>;
  start(version?: number): Promise<void>;
  stop(): Promise<void>;
  close(): Promise<void>;
};

export const VILLAGE = '64.09.01.1001';
export const PASSWORD = 'perahu kayu di hulu';
const CONTESTS = [
  { id: 'gubernur', area: '64', candidates: [1, 2] },
  { id: 'bupati', area: '64.09', candidates: [1, 2, 3] },
];

export type SitePlan = { readonly stations: number };

export async function openKilledSite(sql: Sql, { stations }: SitePlan): Promise<KilledSite> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-killed-'));
  const today = join(folder, 'pages-0');
  buildPages();
  // A neighbour may build anew while this desk is open.
  cpSync(PAGES_FOLDER, today, { recursive: true });
  const list = Array.from({ length: stations }, (_, at) => `${VILLAGE}/${String(at + 1).padStart(3, '0')}`);
  await installElection(sql, { id: 'desk', regions: ['64'], contests: CONTESTS, stations: list });
  const desk: Desk = { ...testDesk(sql), clock: systemClock, ids: randomIds(systemClock), filesDir: folder };
  const builds = [today];
  let server: Listening | null = null;
  let port = 0;

  function buildOf(version: number): string {
    for (let next = builds.length; next <= version; next++) {
      const build = join(folder, `pages-${next}`);
      makeNextBuild(today, build, `version ${next}`);
      builds.push(build);
    }
    return builds[version] ?? today;
  }
  async function stop(): Promise<void> {
    await server?.close();
    server = null;
  }
  async function start(version = 0): Promise<void> {
    if (server) throw new Error('the server runs already');
    const started = await startServer(desk, { host: '127.0.0.1', port, pagesFolder: buildOf(version) });
    if (!started.ok) throw new Error(started.problem.message.en);
    server = started.value;
    port = Number(new URL(server.address).port);
  }

  await start();
  const overseer = await personAt(desk, { role: 'regency_desk', region: '64.09' });
  const address = `http://127.0.0.1:${port}`;
  return {
    address,
    desk,
    overseer,
    buildOf,
    start,
    stop,
    async newOperator(name) {
      const made = await fetch(`${address}/api/v1/accounts`, {
        method: 'POST',
        headers: { ...overseer.headers, 'content-type': 'application/json', origin: address },
        body: JSON.stringify({ accounts: [{ name, role: 'village_operator', region: VILLAGE }] }),
      });
      const [account] = ((await made.json()) as { made: { id: string; user: string; activationCode: string }[] }).made;
      if (!account) throw new Error(`no account was made: ${made.status}`);
      return { id: account.id, user: account.user, code: account.activationCode };
    },
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
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

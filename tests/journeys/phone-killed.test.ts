import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { checkArrivals, readArrivals } from './phone-killed/arrivals.ts';
import { checkBothSides, sendRival } from './phone-killed/conflict.ts';
import { enterUntilKilled, finishRun, type KillRun, prepareRun, untilAllSent } from './phone-killed/kill-run.ts';
import { type KilledSite, openKilledSite } from './phone-killed/killed-site.ts';
import { enterPaper, logIn, openTasks, sendNow } from './phone-killed/operator-acts.ts';
import { scriptOfVersion, scriptOn } from './phone-killed/page-version.ts';
import { readPhone } from './phone-killed/phone-storage.ts';
import { atAnswer } from './phone-killed/requests.ts';
import { checkTakeOver } from './phone-killed/update.ts';

const JOURNEY_MS = 240_000;
/** Another day, other moments; a failure names its seed. */
const DAY = Math.floor(Date.now() / 86_400_000);
const FIRST_SEED = Number(process.env.PHONE_KILL_SEED ?? 3 * DAY);

let database: TestDatabase;
let site: KilledSite;
let run: KillRun | null = null;
let station = 0;

beforeAll(async () => {
  database = await testDatabase();
  site = await openKilledSite(database.sql, { stations: 60 });
});
afterAll(async () => {
  await site?.close();
  await database?.drop();
});
afterEach(async () => {
  await run?.phone.throwAway();
  run = null;
  await site.stop();
  await site.start();
});

async function begin(seed: number, backAs = 0): Promise<KillRun> {
  run = await prepareRun(site, { seed, stations: [nextStation(), nextStation()], backAs });
  console.log(`phone killed: ${JSON.stringify(run.plan)}`);
  return run;
}

function nextStation(): number {
  station += 1;
  return station;
}

describe('a phone whose browser is killed while the server is down', () => {
  it.each([0, 1, 2])('hands in two sheets with photos exactly once, moment %i', { timeout: JOURNEY_MS }, async (at) => {
    const run = await begin(FIRST_SEED + at);
    await enterUntilKilled(site, run);
    await finishRun(site, run);
  });

  it('shows both figures of a conflict on both phones after a restart, and at the desk', {
    timeout: JOURNEY_MS,
  }, async () => {
    const run = await begin(FIRST_SEED + (DAY % 3));
    const rival = await sendRival(site, run);
    try {
      await enterUntilKilled(site, run);
      await finishRun(site, run, (task) => (task === run.papers[0].task ? 'conflict' : 'accepted'));
      await checkBothSides(site, run, rival);
    } finally {
      await rival.phone.throwAway();
    }
  });

  it('sends what the old version saved to a newer server; the newer pages wait for an open form', {
    timeout: JOURNEY_MS,
  }, async () => {
    const run = await begin(FIRST_SEED + (DAY % 2), 1);
    await enterUntilKilled(site, run);
    const page = await finishRun(site, run);
    expect(await scriptOn(page), 'the old page did it').toBe(scriptOfVersion(site, 0));
    await checkTakeOver(site, run, nextStation());
  });

  it('hands in once what two tabs of one profile entered', { timeout: JOURNEY_MS }, async () => {
    const { phone, operator, papers } = await begin(FIRST_SEED + 1);
    await site.stop();
    const first = await phone.start();
    const second = await phone.openTab();
    for (const page of [first, second]) await openTasks(page, site);
    await enterPaper(first, papers[0]);
    await enterPaper(second, papers[1]);
    await phone.kill();
    const pages = [await phone.start(), await phone.openTab()];
    for (const page of pages) await openTasks(page, site);
    await site.start();
    await Promise.all(pages.map(sendNow));
    for (const page of pages) await untilAllSent(page);
    const holds = await readPhone(pages[0] as Page);
    await checkArrivals(site, operator.id, { papers, holds, outcomes: () => 'accepted' });
  });
});

describe('a phone whose storage was cleared', () => {
  it.each([
    ['by the browser, which keeps the log-in', 'indexeddb'],
    ['with everything of this site', 'all'],
  ])('%s: the desk knows how much it held', { timeout: JOURNEY_MS }, async (_, types) => {
    const { phone, operator, papers } = await begin(FIRST_SEED + 1);
    await site.stop();
    const page = await phone.start();
    await openTasks(page, site);
    for (const paper of papers) await enterPaper(page, paper);
    const { items } = await readPhone(page);
    const dead = Promise.withResolvers<void>();
    const stopListening = atAnswer('PUT', '/api/v1/me/pending', () => dead.resolve(phone.kill()));
    await site.start();
    await sendNow(page).catch(() => undefined);
    await dead.promise;
    stopListening();
    await phone.clear(site.address, types);
    const empty = await phone.start();
    if (types === 'all') await logIn(empty, site, operator);
    else await openTasks(empty, site);
    expect(await readPhone(empty)).toEqual({ items: [], drafts: [] });
    const photoBytes = items.flatMap(({ photos }) => photos).reduce((sum, { bytes }) => sum + bytes, 0);
    const [held] = await heldBy(operator.user);
    expect(held).toMatchObject({ count: 2 });
    expect(held?.bytes).toBeGreaterThan(photoBytes);
    expect((await readArrivals(site, operator.id)).acts).toEqual([]);
  });
});

/** What the phones of a person hold, as the desk of the region sees it. */
async function heldBy(user: string): Promise<{ count: number; bytes: number }[]> {
  const reply = await fetch(`${site.address}/api/v1/devices`, { headers: site.overseer.headers });
  const { devices } = (await reply.json()) as {
    devices: { account: { user: string }; pending: { count: number; bytes: number } }[];
  };
  return devices.filter(({ account }) => account.user === user).map(({ pending }) => pending);
}

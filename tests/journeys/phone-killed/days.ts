// Three days without signal, then a bad line, by command: `npm run phone:days`.
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { checkArrivals, readArrivals } from './arrivals.ts';
import { untilAllSent } from './kill-run.ts';
import { type KilledSite, openKilledSite } from './killed-site.ts';
import {
  activate,
  addPhotos,
  completePaper,
  openPaper,
  openTasks,
  pressSave,
  taskOf,
  toReview,
  untilSaved,
} from './operator-acts.ts';
import { withOwnDatabase } from './own-database.ts';
import { drawFigures, drawPhoto, type KilledPaper, seededDraw } from './paper.ts';
import { newPhone, type Phone } from './phone.ts';
import { readPhone } from './phone-storage.ts';
import { watchRenderers } from './renderer-memory.ts';
import { scaledPage } from './scaled-page.ts';
import { openSlowProxy, type SlowProxy } from './slow-proxy.ts';

const { values } = parseArgs({
  options: {
    factor: { type: 'string', default: '16' },
    seed: { type: 'string', default: '1' },
    sheets: { type: 'string', default: '40' },
  },
});
const FACTOR_MAX = 16;
const LINE = { bitsPerSecond: 64_000, latencyMs: 200, lossPercent: 20 };
const DAYS_MS = 3 * 86_400_000;
const PHOTO = { width: 3000, height: 4000 };
const PHOTOS_EACH = 2;
/** Nobody lays the next page out and takes it sooner; not scaled, as the browser tidies its memory in real time. */
const TAKING_A_PHOTO_MS = 4_000;
const RESTARTS = { entering: 12, sending: 8 };
const RENDERER_BYTES_MAX = 150e6;
const CONTESTS = [
  { id: 'gubernur', candidates: 2 },
  { id: 'bupati', candidates: 3 },
];
const LOOK_AGAIN_MS = 200;

process.env.DESK_LOG = 'silent';
const [factor, sheets] = [Number(values.factor), Number(values.sheets)];
assert.ok(factor >= 1 && factor <= FACTOR_MAX, `the factor is between 1 and ${FACTOR_MAX}`);
const draw = seededDraw(Number(values.seed));
let restarts = 0;
let kills = 0;

console.log(
  `factor ${factor}: bandwidth times ${factor}, delays and timers divided by ${factor}; ` +
    `${LINE.bitsPerSecond / 1000} kbit/s, ${LINE.latencyMs} ms one way, ${LINE.lossPercent} % of requests lose their connection`,
);
await withOwnDatabase(async (sql) => {
  const site = await openKilledSite(sql, { stations: Math.ceil(sheets / CONTESTS.length) });
  const scaled = { ...LINE, bitsPerSecond: LINE.bitsPerSecond * factor, latencyMs: LINE.latencyMs / factor };
  const proxy = await openSlowProxy(Number(new URL(site.address).port), scaled, draw);
  const phone = newPhone();
  const memory = watchRenderers(() => phone.pid);
  try {
    await threeDays(site, { phone, proxy, peakMb: () => Math.round(memory.peak() / 1e6) });
    const peak = memory.peak();
    console.log(`renderer memory: ${(peak / 1e6).toFixed(0)} MB PSS at its peak, at most ${RENDERER_BYTES_MAX / 1e6}`);
    assert.ok(peak > 0 && peak <= RENDERER_BYTES_MAX, 'the renderer stays within its memory');
  } finally {
    memory.stop();
    await phone.throwAway();
    await proxy.close();
    await site.close();
  }
});

async function threeDays(
  site: KilledSite,
  { phone, proxy, peakMb }: { phone: Phone; proxy: SlowProxy; peakMb: () => number },
): Promise<void> {
  const reached = { address: proxy.address };
  const operator = await site.newOperator('Operator Hulu');
  // In town, before the way up the river.
  proxy.lose(0);
  await activate(await phone.start(), reached, operator);
  await phone.quit();
  proxy.lose(LINE.lossPercent);
  await site.stop();
  const started = performance.now();
  const papers = await enterAll(phone, reached);
  const entered = performance.now();
  console.log(
    `${papers.length} sheets with ${papers.length * PHOTOS_EACH} photos of ${PHOTO.width} x ${PHOTO.height} entered without signal ` +
      `over ${DAYS_MS / 86_400_000} days of the phone's clock, in ${seconds(entered - started)} s; ` +
      `renderer memory ${peakMb()} MB PSS at its peak`,
  );
  const before = { ...proxy.counts };
  await site.start();
  const back = performance.now();
  const page = await sendAll(site, { phone, reached, account: operator.id, photos: papers.length * PHOTOS_EACH, back });
  const took = performance.now() - back;
  const { requests, lost, connections, bytesUp } = proxy.counts;
  console.log(
    `all photos after ${seconds(took)} s, ${seconds(took * factor)} s unscaled: ${bytesUp - before.bytesUp} bytes up, ` +
      `${requests - before.requests} requests on ${connections - before.connections} connections, ${lost - before.lost} lost`,
  );
  console.log(`${restarts} restarts of app and phone, ${kills} of them by SIGKILL`);
  await checkArrivals(site, operator.id, { papers, holds: await readPhone(page), outcomes: () => 'accepted' });
  await checkOrder(site);
}

async function enterAll(phone: Phone, reached: { readonly address: string }): Promise<KilledPaper[]> {
  const papers: KilledPaper[] = [];
  const stops = new Set(Array.from({ length: RESTARTS.entering }, (_, at) => stopAt(at, RESTARTS.entering, sheets)));
  let page = await switchOn(phone, reached, DAYS_MS);
  for (let at = 0; at < sheets; at++) {
    const paper = await drawDayPaper(at);
    await openPaper(page, paper.task);
    await completePaper(page, paper.figures);
    await toReview(page);
    for (let taken = 1; taken <= PHOTOS_EACH; taken++) {
      await addPhotos(page, paper.photos.slice(0, taken));
      await pause(TAKING_A_PHOTO_MS);
    }
    await pressSave(page);
    await untilSaved(page);
    papers.push(paper);
    if (!stops.has(at)) continue;
    console.log(`${papers.length} sheets entered`);
    await switchOff(phone);
    page = await switchOn(phone, reached, DAYS_MS * (1 - (at + 1) / sheets));
  }
  await switchOff(phone);
  return papers;
}

/** The phone restarts after each eighth of the photos; numbers are looked for from the first moment. */
async function sendAll(
  site: KilledSite,
  {
    phone,
    reached,
    account,
    photos,
    back,
  }: {
    phone: Phone;
    reached: { readonly address: string };
    account: string;
    photos: number;
    back: number;
  },
): Promise<Page> {
  let page = await switchOn(phone, reached, 0);
  let left = RESTARTS.sending - 1;
  let numbersAt = 0;
  for (;;) {
    const { acts, photos: known } = await readArrivals(site, account);
    const whole = known.filter((photo) => photo.whole).length;
    if (numbersAt === 0 && acts.length === sheets) {
      numbersAt = performance.now() - back;
      console.log(`all ${sheets} sheets after ${seconds(numbersAt)} s, ${seconds(numbersAt * factor)} s unscaled`);
    }
    if (whole === photos) break;
    if (left > 0 && whole >= stopAt(RESTARTS.sending - 1 - left, RESTARTS.sending - 1, photos)) {
      left -= 1;
      console.log(`${whole} photos after ${seconds(performance.now() - back)} s`);
      await switchOff(phone);
      page = await switchOn(phone, reached, 0);
    }
    await pause(LOOK_AGAIN_MS);
  }
  await untilAllSent(page);
  return page;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function stopAt(at: number, of: number, all: number): number {
  return Math.floor(((at + 0.5) * all) / of);
}

async function switchOn(phone: Phone, reached: { readonly address: string }, behindMs: number): Promise<Page> {
  const page = await phone.start();
  await page.addInitScript(scaledPage(factor, Math.round(behindMs)));
  await openTasks(page, reached);
  return page;
}

/** In turn without notice and as a person does it. */
async function switchOff(phone: Phone): Promise<void> {
  restarts += 1;
  if (restarts % 2 === 0) return phone.quit();
  kills += 1;
  await phone.kill();
}

async function drawDayPaper(at: number): Promise<KilledPaper> {
  const contest = CONTESTS[at % CONTESTS.length];
  assert.ok(contest);
  const photos: Buffer[] = [];
  for (let page = 0; page < PHOTOS_EACH; page++) photos.push(await drawPhoto(draw, PHOTO));
  const task = taskOf(contest.id, Math.floor(at / CONTESTS.length) + 1);
  return { task, figures: drawFigures(draw, contest.candidates), photos };
}

/** Numbers go before pictures: the last of all sheets came before the first photo was whole. */
async function checkOrder({ desk: { sql } }: KilledSite): Promise<void> {
  const [times] = await sql<{ numbers: Date; photo: Date }[]>`
    select (select max(recorded_at) from sheet_revision) as numbers, (select min(completed_at) from photo) as photo`;
  assert.ok(times && times.numbers < times.photo, `all numbers before the first photo: ${JSON.stringify(times)}`);
  console.log(`last number ${times.numbers.toISOString()}, first photo whole ${times.photo.toISOString()}`);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

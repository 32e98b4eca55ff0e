import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import { checkArrivals } from './arrivals.ts';
import { type KillPlan, planKill } from './kill-plan.ts';
import type { KilledSite } from './killed-site.ts';
import {
  activate,
  addPhotos,
  completePaper,
  enterPaper,
  openPaper,
  openTasks,
  pressSave,
  sendNow,
  statesOf,
  taskOf,
  toReview,
  typePaper,
  untilSaved,
} from './operator-acts.ts';
import { type Draw, drawFigures, drawPhoto, type KilledPaper } from './paper.ts';
import { newPhone, type Phone } from './phone.ts';
import { isAllSent, readPhone } from './phone-storage.ts';
import { atRequest } from './requests.ts';

/** A person, a phone and two papers; the phone dies at the moment of the seed. */
export type KillRun = {
  readonly plan: KillPlan;
  readonly phone: Phone;
  readonly operator: { readonly id: string; readonly user: string; readonly code: string };
  readonly papers: readonly [KilledPaper, KilledPaper];
  /** version of the pages with which the server comes back */
  readonly backAs: number;
};

const PHOTO = { width: 1500, height: 2000 };
/** Faster than any thumb, without a pause in which a draft could be kept. */
const KEY_MS = 60;
/** What was typed so long before the death is restored. The form writes four times a second; the rest is a slow machine's. */
const RESTORED_AFTER_MS = 2_000;
const ARRIVAL_LIMIT_MS = 90_000;
const LOOK_AGAIN_MS = 100;

/** `stations`: two that nobody has filled yet. */
export async function prepareRun(
  site: KilledSite,
  { seed, stations, backAs = 0 }: { seed: number; stations: readonly [number, number]; backAs?: number },
): Promise<KillRun> {
  const { draw, ...plan } = planKill(seed);
  const phone = newPhone();
  const operator = await site.newOperator(`Operator ${seed}`);
  const papers: KillRun['papers'] = [await drawPaper(draw, stations[0]), await drawPaper(draw, stations[1])];
  await activate(await phone.start(), site, operator);
  // It lay switched off until the night of the count.
  await phone.quit();
  return { plan, phone, operator, papers, backAs };
}

/** From two papers in the hand to the dead phone: the server is down while they are entered. */
export async function enterUntilKilled(site: KilledSite, run: KillRun): Promise<void> {
  const { plan, phone, papers } = run;
  await site.stop();
  const page = await phone.start();
  await openTasks(page, site);
  await enterPaper(page, papers[0]);
  if (plan.at === 'typing') await dieTyping(page, run);
  else if (plan.at === 'saving') await dieSaving(page, run);
  else await dieSending(page, site, run);
}

/** Switched on again on the same profile: what was there is there, the rest is finished, everything arrives once. */
export async function finishRun(
  site: KilledSite,
  run: KillRun,
  outcomes: (task: string) => 'accepted' | 'conflict' = () => 'accepted',
): Promise<Page> {
  const { plan, phone, operator, papers, backAs } = run;
  const page = await phone.start();
  await openTasks(page, site);
  const { items } = await readPhone(page);
  if (!items.some(({ subject }) => subject === papers[1].task)) {
    assert.notEqual(plan.at, 'sending', 'what was saved is still there');
    await openPaper(page, papers[1].task);
    if (plan.at === 'typing') await completePaper(page, papers[1].figures);
    await toReview(page);
    await addPhotos(page, papers[1].photos);
    await pressSave(page);
    await untilSaved(page);
  }
  if (plan.at !== 'sending') await site.start(backAs);
  await sendNow(page);
  await untilAllSent(page);
  await checkArrivals(site, operator.id, { papers, holds: await readPhone(page), outcomes });
  assert.deepEqual(phone.complaints(), []);
  return page;
}

export async function untilAllSent(page: Page): Promise<void> {
  const limit = Date.now() + ARRIVAL_LIMIT_MS;
  for (;;) {
    // A new version may load the page anew under the question.
    const holds = await readPhone(page).catch(() => null);
    if (holds && isAllSent(holds)) return;
    if (Date.now() > limit) throw new Error(`not sent: ${JSON.stringify(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

async function dieTyping(page: Page, { plan, phone, papers }: KillRun): Promise<void> {
  const [, paper] = papers;
  await openPaper(page, paper.task);
  const typedAt: number[] = [];
  const dying = Promise.withResolvers<void>();
  const typing = typePaper(page, paper.figures, async () => {
    if (typedAt.push(Date.now()) === plan.count) setTimeout(() => dying.resolve(phone.kill()), plan.afterMs);
    await new Promise((resolve) => setTimeout(resolve, KEY_MS));
  });
  const address = page.url();
  await Promise.race([typing.catch(() => undefined), dying.promise]);
  await phone.kill();
  const diedAt = Date.now();
  await typing.catch(() => undefined);
  const safe = typedAt.filter((at) => at < diedAt - RESTORED_AFTER_MS).length;
  await checkRestored(phone, { address, paper, safe });
}

/** The draft is what stood in the boxes after one of the keys, and after none older than those that were safe. */
async function checkRestored(
  phone: Phone,
  { address, paper, safe }: { readonly address: string; readonly paper: KilledPaper; readonly safe: number },
): Promise<void> {
  const page = await phone.start();
  await page.goto(address);
  await page.locator('#box-registered_permanent_m').waitFor();
  const { drafts } = await readPhone(page);
  const texts = drafts.find(({ body }) => body.task === paper.task)?.body.texts;
  const states = statesOf(paper.figures);
  const restored = texts ? states.findIndex((state) => isDeepStrictEqual(state.texts, texts)) + 1 : 0;
  assert.ok(!texts || restored > 0, `the draft never stood in the boxes: ${JSON.stringify(texts)}`);
  console.log(`  restored: ${restored} keys, ${safe} were older than ${RESTORED_AFTER_MS} ms`);
  assert.ok(restored >= safe, `only ${restored} keys are restored, ${safe} were safe`);
  for (const [field, text] of Object.entries(texts ?? {}))
    assert.equal(await page.locator(`#box-${field}`).inputValue(), text);
  await phone.kill();
}

async function dieSaving(page: Page, { plan, phone, papers }: KillRun): Promise<void> {
  const [, paper] = papers;
  await openPaper(page, paper.task);
  await completePaper(page, paper.figures);
  await toReview(page);
  await addPhotos(page, paper.photos);
  void pressSave(page).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, plan.afterMs));
  await phone.kill();
}

async function dieSending(page: Page, site: KilledSite, { plan, phone, papers, backAs }: KillRun): Promise<void> {
  await enterPaper(page, papers[1]);
  const dying = Promise.withResolvers<void>();
  const stopListening = atRequest(plan.count, () => setTimeout(() => dying.resolve(phone.kill()), plan.afterMs));
  await site.start(backAs);
  await sendNow(page).catch(() => undefined);
  await Promise.race([dying.promise, untilAllSent(page).catch(() => undefined)]);
  stopListening();
  await phone.kill();
}

export async function drawPaper(draw: Draw, station: number): Promise<KilledPaper> {
  const figures = drawFigures(draw);
  const photos = [await drawPhoto(draw, PHOTO), await drawPhoto(draw, PHOTO)];
  return { task: taskOf('gubernur', station), figures, photos };
}

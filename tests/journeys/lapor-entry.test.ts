import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../architecture/files.ts';
import { launchBrowser } from '../harness/browser.ts';
import { fillNext, saveForm } from './lapor-acts.ts';
import { type LaporSite, openLaporSite, VILLAGE } from './lapor-site.ts';

const JOURNEY_MS = 120_000;
const PASSWORD = 'perahu kayu di hulu';
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, timezoneId: 'Asia/Makassar' };
/** What came of an answer has been written down: the storage of the page does one thing after the other. */
const WRITTEN = `indexedDB.databases().then(([{ name }]) => new Promise((resolve) => {
  const open = indexedDB.open(name);
  open.onsuccess = () => {
    const tx = open.result.transaction([...open.result.objectStoreNames], 'readwrite');
    tx.oncomplete = () => resolve(open.result.close());
  };
}))`;
/** Takes from a page what Chrome 94 and Safari 15 do not have yet. */
const GROW_OLD = `
  for (const [owner, names] of [
    [self, ['structuredClone']],
    [AbortSignal, ['timeout', 'any']],
    [Array, ['fromAsync']],
    [Array.prototype, ['findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with']],
    [Map, ['groupBy']],
    [Object, ['groupBy']],
    [Promise, ['try', 'withResolvers']],
    [Response, ['json']],
    [Set.prototype, ['difference', 'intersection', 'isSubsetOf', 'union']],
    [String.prototype, ['isWellFormed', 'toWellFormed']],
    [URL, ['canParse', 'parse']],
    [URLSearchParams.prototype, ['size']],
  ]) for (const name of names) delete owner[name];`;
/** The same where it can be seen in the text of the script; a regular expression that looks back stops all of Safari 15. */
const TOO_YOUNG = [
  /\bstructuredClone\(/,
  /\bAbortSignal\.(timeout|any)\b/,
  /\.(findLast|findLastIndex|toReversed|toSorted|toSpliced|isSubsetOf|isWellFormed|toWellFormed)\(/,
  /\b(Array\.fromAsync|(Map|Object)\.groupBy|Promise\.(try|withResolvers)|Response\.json|URL\.(canParse|parse))\(/,
  /\.(entries|keys|values)\(\)\.(every|filter|find|flatMap|forEach|map|reduce|some|toArray)\(/,
  /\(\?<[=!]/,
];

let site: LaporSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [site, browser] = await Promise.all([openLaporSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

beforeEach(async () => {
  context = await browser.newContext(PHONE);
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

async function activate(code: string): Promise<void> {
  await page.getByLabel('Kata sandi baru').fill(PASSWORD);
  expect(page.url()).not.toContain(code);
  await page.getByRole('button', { name: 'Aktifkan' }).click();
}

/** From here on the server answers for the list of tasks, and the answers stay on the way until they are let through. */
async function holdTasks() {
  const first = Promise.withResolvers<void>();
  const held: (() => Promise<void>)[] = [];
  let isHolding = true;
  await context.route('**/api/v1/me/tasks*', async (route) => {
    if (!isHolding) return route.continue();
    const response = await route.fetch();
    held.push(() => route.fulfill({ response }));
    first.resolve();
  });
  return {
    first: first.promise,
    /** What is asked later passes. */
    end: () => {
      isHolding = false;
    },
    async letThrough() {
      for (const pass of held.splice(0)) {
        const arrived = page.waitForEvent('requestfinished', (request) => request.url().includes('/me/tasks'));
        await Promise.all([arrived, pass()]);
      }
      await page.evaluate(WRITTEN);
    },
  };
}

describe('an answer that was on its way while somebody went or came', () => {
  it('does not bring back who has logged out, neither on the screen nor in the storage', {
    timeout: JOURNEY_MS,
  }, async () => {
    const ani = await site.person({ role: 'village_operator', region: VILLAGE, name: 'Ani' });
    await context.addCookies([ani.browserCookie]);
    await page.goto(`${site.address}/lapor`);
    await page.getByText('Masuk sebagai Ani').waitFor();
    const tasks = await holdTasks();
    await page.getByRole('button', { name: 'Perbarui' }).click();
    await tasks.first;
    await page.getByRole('button', { name: 'Keluar' }).click();
    await page.getByRole('heading', { name: 'Masuk', exact: true }).waitFor();
    await tasks.letThrough();
    expect(await page.getByRole('heading', { name: 'Masuk', exact: true }).count()).toBe(1);
    tasks.end();
    await page.reload();
    await page.getByRole('heading', { name: 'Masuk', exact: true }).waitFor();
    expect(await page.getByText('Ani').count()).toBe(0);
  });

  it('does not end the session of who has come in since, and who comes in waits for no older answer', {
    timeout: JOURNEY_MS,
  }, async () => {
    const code = await site.activationCode('Budi Laksana');
    const tasks = await holdTasks();
    await page.goto(`${site.address}/lapor#aktivasi=${code}`);
    await tasks.first;
    tasks.end();
    await activate(code);
    await page.getByText('Masuk sebagai Budi Laksana').waitFor();
    await page.waitForSelector('details');
    await tasks.letThrough();
    expect(await page.getByText('Masuk lagi').count()).toBe(0);
    expect(await page.locator('details').count()).toBeGreaterThan(0);
  });
});

describe('a phone of 2021', () => {
  it('activates, asks only for what it lacks, and hands in a paper', { timeout: JOURNEY_MS }, async () => {
    await context.addInitScript(GROW_OLD);
    const code = await site.activationCode('Citra Dewi');
    await page.goto(`${site.address}/lapor#aktivasi=${code}`);
    await activate(code);
    await page.getByText('Masuk sebagai Citra Dewi').waitFor();
    // The first list is there, so that what is asked next is the next.
    await page.locator('a.main-act').waitFor();
    const asked = page.waitForRequest((request) => request.url().includes('/me/tasks'));
    await page.getByRole('button', { name: 'Perbarui' }).click();
    expect((await asked).url()).toContain('?have=');
    await fillNext(page, ['112', '236'], '9');
    await saveForm(page);
    await page.getByRole('link', { name: /Kiriman/ }).click();
    await page.getByText('Diterima').first().waitFor();
  });

  it('finds nothing in the scripts that is younger than it', () => {
    const built = join(ROOT, 'dist/web');
    const scripts = readdirSync(join(built, 'assets/lapor')).filter((name) => name.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(1);
    for (const script of [...scripts.map((name) => `assets/lapor/${name}`), 'sw.js']) {
      const text = readFileSync(join(built, script), 'utf8');
      expect([script, ...TOO_YOUNG.flatMap((young) => young.exec(text)?.[0] ?? [])]).toEqual([script]);
    }
  });
});

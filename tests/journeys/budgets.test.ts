import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../architecture/files.ts';
import { launchBrowser } from '../harness/browser.ts';
import { type LaporSite, openLaporSite, VILLAGE } from './lapor-site.ts';
import { countingProxy } from './screens/counting-proxy.ts';
import { ALL_BOXES } from './screens/phone-world.ts';
import {
  type Calibration,
  calibrate,
  median,
  NOTE_KEYS,
  noteUsable,
  PHONE_INDEX,
  slowPage,
  until,
  usableAt,
} from './screens/slow-phone.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, timezoneId: 'Asia/Makassar' };
const RUNS = 5;
/** A neighbour on the machine can spoil every run of a series: then the series goes on, and says so. */
const RUNS_MOST = 15;
const MEASURE_MS = 180_000;
const FIRST_BOX = '#box-registered_permanent_m';
const FORM = `#/isi/${encodeURIComponent(`desk:gubernur:${VILLAGE}:001:regular`)}`;
/** A practised thumb. */
const KEY_MS = 150;
/** Neither stands in the way of the first form: the browser fetches them when the page has loaded. */
const BESIDE = /icon|webmanifest|sw\.js/;

type Figure = { readonly what: string; readonly is: number; readonly most: number; readonly unit: string };

let site: LaporSite;
let browser: Browser;
const figures: Figure[] = [];

beforeAll(async () => {
  [site, browser] = await Promise.all([openLaporSite(), launchBrowser()]);
});
afterAll(async () => {
  console.log(figures.map(({ what, is, most, unit }) => `${what}: ${is} ${unit} (at most ${most})`).join('\n'));
  await browser?.close();
  await site?.close();
});

function keep(what: string, is: number, most: number, unit: string): void {
  figures.push({ what, is, most, unit });
  expect(is, what).toBeLessThanOrEqual(process.env.CI ? boundInCi(most, unit) : most);
}

/**
 * On a machine of many, where others hold the processor, times are no measurement: there they are bounded against growth
 * by a factor, and what loads in idle time may come before its turn. Sizes and keys stay what they are.
 */
function boundInCi(most: number, unit: string): number {
  if (unit === 'ms' || unit === 's') return 4 * most;
  return unit === 'requests' ? most + 1 : most;
}

async function phoneOf(address = site.address): Promise<BrowserContext> {
  const operator = await site.person({ role: 'village_operator', region: VILLAGE });
  const context = await browser.newContext(PHONE);
  await context.addCookies([{ ...operator.browserCookie, url: address }]);
  return context;
}

/** The machine of this moment as the phone; told, so that a figure can be judged. */
async function asPhone(context: BrowserContext): Promise<Calibration> {
  const page = await context.newPage();
  const calibration = await calibrate(page);
  await page.close();
  return calibration;
}

function wantsMore(times: readonly number[], mostMs: number): boolean {
  return times.length < RUNS || (times.length < RUNS_MOST && Math.min(...times) > mostMs);
}

function tell(what: string, times: readonly number[], { index, rate, slowed }: Calibration): void {
  console.log(
    `${what}: ${times.map(Math.round).join(', ')} ms; loop ${index} → ${slowed} (phone ${PHONE_INDEX}), CPU ÷ ${rate}`,
  );
}

function packedBytes(folder: string, name: RegExp): number {
  const files = readdirSync(join(ROOT, 'dist/web', folder)).filter((file) => name.test(file));
  expect(files.length).toBeGreaterThan(0);
  return files.reduce((sum, file) => sum + statSync(join(ROOT, 'dist/web', folder, file)).size, 0);
}

describe('what is carried over a thin line', () => {
  it('is at most 45 kB of script for the phone before its first form, and 90 kB for the desk', () => {
    keep('script of the phone, brotli', packedBytes('assets/lapor', /^lapor-.*\.js\.br$/), 45_000, 'B');
    keep('script of the desk, brotli', packedBytes('assets', /\.js\.br$/), 90_000, 'B');
  });

  it('is at most 1.5 kB for a sheet with all its headers, and 250 kB for a photo of 12 megapixels', {
    timeout: MEASURE_MS,
  }, async () => {
    const line = await countingProxy(site.address);
    const context = await phoneOf(line.address);
    const page = await context.newPage();
    await page.goto(`${line.address}/lapor${FORM}`);
    const boxes = page.locator('[id^="box-"]');
    await boxes.first().waitFor();
    // Every box stated, each with as many digits as a full station has.
    for (const box of await boxes.all()) await box.fill('299');
    await boxes.last().press('Enter');
    await page.getByRole('button', { name: 'Lanjut', exact: true }).click();
    await page.getByLabel('Pilih dari galeri').setInputFiles([await noisyPhoto()]);
    await page.getByAltText('Halaman 1').waitFor({ timeout: 60_000 });
    await page.locator('#explanation').fill('Angka di kertas memang tertulis begitu');
    await page.getByRole('button', { name: 'Simpan dengan catatan' }).click();
    await page.getByText('tersimpan di HP').waitFor();
    await expect.poll(() => line.requests('POST', '/api/v1/sheets').length, { timeout: 20_000 }).toBe(1);

    keep('a sheet of all boxes with its headers', line.requests('POST', '/api/v1/sheets')[0] ?? 0, 1_500, 'B');
    keep('a photo of 12 megapixels', await keptPhotoBytes(page), 250_000, 'B');
    await context.close();
    await line.close();
  });
});

describe('one whole paper', () => {
  it('is typed within 60 s at 150 ms a key, box after box in the order of the paper, totals like all others', {
    timeout: MEASURE_MS,
  }, async () => {
    const context = await phoneOf();
    const page = await context.newPage();
    await page.goto(`${site.address}/lapor${FORM}`);
    await page.waitForSelector(FIRST_BOX);
    const boxes = await page.locator('[id^="box-"]').evaluateAll((all) => all.map(({ id }) => id));
    expect(boxes).toEqual(Object.keys(ALL_BOXES).map((field) => `box-${field}`));
    const visited: [string, string][] = [];
    const began = Date.now();
    let keys = 0;
    for (const figure of Object.values(ALL_BOXES)) {
      const { activeElement } = await page.evaluate<{ activeElement: [string, string] }>(
        '({ activeElement: [document.activeElement.id, document.activeElement.value] })',
      );
      visited.push(activeElement);
      for (const key of [...figure, 'Enter']) {
        await page.keyboard.press(key, { delay: KEY_MS });
        keys += 1;
      }
    }
    const seconds = Math.round((Date.now() - began) / 1000);
    // Nothing stood in any box before it was typed, and the focus came to each once, forwards.
    expect(visited).toEqual(boxes.map((id) => [id, '']));
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Lanjut');
    const digits = Object.values(ALL_BOXES).join('').length;
    console.log(`${boxes.length} boxes, ${digits} digits: ${keys} keys, ${seconds} s`);
    keep('keys for one paper', keys, digits + boxes.length, 'keys');
    keep('one paper at 150 ms a key', seconds, 60, 's');
    await context.close();
  });
});

describe('a phone of the lower class on a thin line', () => {
  it('shows its first form within 2.5 s and three requests, with an empty cache', { timeout: MEASURE_MS }, async () => {
    const times: number[] = [];
    let requests: readonly string[] = [];
    let calibration: Calibration | null = null;
    while (wantsMore(times, 2_500)) {
      const context = await phoneOf();
      calibration = await asPhone(context);
      const { page } = await slowPage(context, { rate: calibration.rate, line: 'thin' });
      await page.addInitScript(noteUsable(FIRST_BOX));
      await page.goto(`${site.address}/lapor${FORM}`, { waitUntil: 'commit' });
      const usable = await usableAt(page);
      times.push(usable);
      const asked = await page.evaluate<{ name: string; startTime: number }[]>(
        "performance.getEntries().filter(({ entryType }) => entryType === 'navigation' || entryType === 'resource').map(({ name, startTime }) => ({ name, startTime }))",
      );
      // Of the run that is measured: in one that a neighbour held up, what is fetched a second later comes first.
      if (usable === Math.min(...times))
        requests = asked
          .filter(({ name, startTime }) => startTime < usable && !BESIDE.test(name))
          .map(({ name }) => name);
      expect(await page.evaluate('document.activeElement.id')).toBe(FIRST_BOX.slice(1));
      await context.close();
    }
    if (calibration) tell('first form', times, calibration);
    console.log(`up to the first form: ${requests.join(' ')}`);
    keep('requests up to the first form', requests.length, 3, 'requests');
    keep('first form, best', Math.min(...times), 2_500, 'ms');
  });

  it('activates within 5 s, from the card to the list', { timeout: MEASURE_MS }, async () => {
    const times: number[] = [];
    for (let run = 0; run < 3; run++) {
      const context = await browser.newContext(PHONE);
      const code = await newCode(`Siti ${run}`);
      const calibration = await asPhone(context);
      const { page } = await slowPage(context, { rate: calibration.rate, line: 'thin' });
      await page.addInitScript(noteUsable('#new-password'));
      await page.goto(`${site.address}/lapor#aktivasi=${code}`, { waitUntil: 'commit' });
      const opening = await usableAt(page);
      await page.fill('#new-password', 'perahu kayu di hulu');
      await page.evaluate(
        `window.usableAt = undefined; window.pressedAt = performance.now(); ${noteUsable('details')}`,
      );
      await page.getByRole('button', { name: 'Aktifkan' }).click();
      const entering = (await usableAt(page)) - (await page.evaluate<number>('window.pressedAt'));
      times.push(opening + entering);
      tell(`activation ${run + 1}, card opened + code taken`, [opening, entering], calibration);
      await context.close();
    }
    keep('activation, best of 3', Math.round(Math.min(...times)), 5_000, 'ms');
  });

  it('shows a form again within 1 s without the server', { timeout: MEASURE_MS }, async () => {
    const context = await phoneOf();
    const first = await context.newPage();
    await first.goto(`${site.address}/lapor${FORM}`);
    await first.waitForSelector(FIRST_BOX);
    await first.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await until(first, 'navigator.serviceWorker.controller');
    await first.close();
    await site.stop();
    const times: number[] = [];
    let calibration: Calibration | null = null;
    while (wantsMore(times, 1_000)) {
      calibration = await asPhone(context);
      const { page } = await slowPage(context, { rate: calibration.rate, line: 'none' });
      await page.addInitScript(noteUsable(FIRST_BOX));
      await page.goto(`${site.address}/lapor${FORM}`, { waitUntil: 'commit' });
      times.push(await usableAt(page));
      await page.close();
    }
    await site.start();
    await context.close();
    if (calibration) tell('form without the server', times, calibration);
    keep('form again without the server, best', Math.min(...times), 1_000, 'ms');
  });

  it('paints what a key changes within 50 ms', { timeout: MEASURE_MS }, async () => {
    const context = await phoneOf();
    const { page, session } = await slowPage(context, { rate: 1, line: 'none' });
    await page.goto(`${site.address}/lapor${FORM}`);
    await page.waitForSelector(FIRST_BOX);
    for (const box of await page.locator('[id^="box-"]').all()) await box.fill('299');
    await page.locator('#box-total_votes').fill('');
    await page.evaluate(NOTE_KEYS);
    const rounds: number[] = [];
    while (rounds.length < 3 || (rounds.length < 6 && Math.min(...rounds) > 50)) {
      await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      const calibration = await asPhone(context);
      await session.send('Emulation.setCPUThrottlingRate', { rate: calibration.rate });
      await page.bringToFront();
      await page.evaluate('window.keyDelays = []');
      // Of these six, four change what is said under the row.
      const keys = Array.from({ length: 6 }, () => ['3', '5', '8', 'Backspace', 'Backspace', 'Backspace']).flat();
      for (const [at, key] of keys.entries()) {
        await page.keyboard.press(key);
        await until(page, `window.keyDelays.length > ${at}`);
      }
      const delays = await page.evaluate<number[]>('window.keyDelays');
      tell(`36 keys, the worst ${Math.round(Math.max(...delays))} ms, median`, [median(delays)], calibration);
      rounds.push(Math.round(median(delays)));
    }
    await context.close();
    keep('key to painted check, median of 36, best round', Math.min(...rounds), 50, 'ms');
  });
});

async function newCode(name: string): Promise<string> {
  const desk = await site.person({ role: 'regency_desk', region: '64.09' });
  const made = await fetch(`${site.address}/api/v1/accounts`, {
    method: 'POST',
    headers: { ...desk.headers, 'content-type': 'application/json', origin: site.address },
    body: JSON.stringify({ accounts: [{ name, role: 'village_operator', region: VILLAGE }] }),
  });
  return ((await made.json()) as { made: { activationCode: string }[] }).made[0]?.activationCode ?? '';
}

/** As grainy as a dark room makes it: 12 megapixels that hardly pack. */
async function noisyPhoto(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const buffer = await sharp({
    create: {
      width: 4000,
      height: 3000,
      channels: 3,
      background: '#c8c4b8',
      noise: { type: 'gaussian', mean: 190, sigma: 30 },
    },
  })
    .jpeg({ quality: 90 })
    .toBuffer();
  return { name: 'c-hasil.jpg', mimeType: 'image/jpeg', buffer };
}

async function keptPhotoBytes(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('desk-phone');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const asking = opening.result.transaction('items').objectStore('items').getAll();
      asking.onsuccess = () => resolve(Math.max(...asking.result.flatMap(({ photos }) => photos.map(({ bytes }) => bytes))));
    };
  })`);
}

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../architecture/files.ts';
import { launchBrowser } from '../harness/browser.ts';
import { type DeskSite, openDeskSite, SHEETS } from './desk-site.ts';

/** Run in the page: it asks the server as when the line is back. */
const ONLINE = "dispatchEvent(new Event('online'))";
const DRAWN = 'main[data-state="figures"], main[data-state="sheet"]';

let site: DeskSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [site, browser] = await Promise.all([openDeskSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1366, height: 768 }, timezoneId: 'Asia/Jakarta' });
  await context.addCookies([await site.person({ role: 'province_desk', region: '64', name: 'Rina Kusuma' })]);
  page = await context.newPage();
  // Below the limit of a test, so that a failure names the step that did not come.
  page.setDefaultTimeout(10_000);
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text()))
      complaints.push(message.text());
  });
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

async function open(path: string): Promise<void> {
  await page.goto(site.address + path);
  await page.waitForSelector(DRAWN);
}

async function seen(selector = 'main'): Promise<string> {
  return (await page.locator(selector).innerText()).replace(/\s+/g, ' ');
}

describe('the page of the desk', () => {
  it('shows how much has come, what is missing and the votes with their coverage', async () => {
    await open('/');
    expect(await seen()).toMatch(/TPS masuk 4 dari 6 · 66,7 %/);
    expect(await seen()).toMatch(/Belum melapor 2 33,3 % dari semua TPS/);
    expect(await seen()).toMatch(/Bentrok 1 /);
    expect(await seen()).toMatch(/1 Pasangan 1 \S+ \S+ % 2 Pasangan 2/);
    expect(await seen('body')).toContain('bukan hasil resmi');
    expect(await seen('header')).toMatch(/\d\d\.\d\d WITA/);
  });

  it('counts from the basis that is chosen, says its coverage and keeps it in the address', async () => {
    await open('/');
    await page.getByRole('radio', { name: /Tanpa selisih/ }).check();
    await page.waitForURL(/basis=clean/);
    expect(await seen()).toContain('2 dari 6 TPS · 33,3 %');
    expect(await seen()).toContain('Baru 33,3 % TPS terhitung di sini.');
  });

  it('leads from the province down to a station and back the same way', async () => {
    await open('/');
    for (const name of ['Kota Balikpapan', 'Balikpapan Timur', 'Manggar']) {
      await page.locator('#parts').getByRole('link', { name, exact: true }).click();
      await page.locator('nav [aria-current]', { hasText: name }).waitFor();
    }
    await page.locator('#parts').getByRole('link', { name: 'TPS 001' }).click();
    await page.getByRole('heading', { name: /TPS 001 Manggar/ }).waitFor();
    for (const name of ['Manggar', 'Balikpapan Timur', 'Kota Balikpapan', 'Kalimantan Timur']) {
      await page.goBack();
      await page.locator('nav [aria-current]', { hasText: name }).waitFor();
    }
  });

  it('opens a sheet in place: what disagrees, in the order of the paper, with both numbers', async () => {
    await open('/');
    await page.getByRole('link', { name: /Buka lembar TPS 002/ }).click();
    await page.getByRole('heading', { name: 'Yang tidak cocok' }).waitFor();
    expect(await seen()).toMatch(/Pasangan 1 \+ 2 = 348, tertulis 384; selisih 36/);
    expect(await seen('article table')).toMatch(/I\. .*II\. .*III\. .*IV\. .*V\. /);
    expect(await seen('td.error >> nth=0')).toContain('112');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Perlu diperiksa' }).waitFor();
  });

  it('shows the note of who entered it, part by part, beside what disagrees and in the history', async () => {
    await open(`/?sheet=${encodeURIComponent(SHEETS.flagged)}`);
    const parts =
      /memang begitu: V\.A memang 384 Tanda tangan: KPPS lengkap; saksi tidak lengkap Kejadian khusus: Listrik padam/;
    expect(await seen('section:has(> #problems-title)')).toMatch(parts);
    expect(await seen('section:has(> #past-title)')).toMatch(parts);
    await open(`/?sheet=${encodeURIComponent(SHEETS.conflict)}`);
    expect(await seen('section:has(> #rivals-title)')).toContain('Tanda tangan: KPPS lengkap; tidak ada saksi');
    expect(await seen('section:has(> #past-title)')).toContain('Tanda tangan: KPPS lengkap; tidak ada saksi');
    expect(await page.locator('#problems-title ~ .note').count()).toBe(0);
  });

  it('puts a rival beside the entry that counts, naming only the boxes that differ', async () => {
    await open(`/?sheet=${encodeURIComponent(SHEETS.conflict)}`);
    const rows = page.locator('section', { hasText: 'Isian lain untuk lembar ini' }).locator('tbody tr');
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/Pasangan 1\s+100\s+101\s+1/),
      expect.stringMatching(/V\.A .*\s+150\s+151\s+1/),
      expect.stringMatching(/V\.C .*\s+155\s+156\s+1/),
    ]);
  });

  it('keeps the last figures when the server is gone, says since when, and recovers by itself', async () => {
    await open('/');
    await page.route('**/api/**', (route) => route.abort());
    await page.evaluate(ONLINE);
    await page.getByText(/Terputus sejak \d\d\.\d\d WITA, angka terakhir tetap ditampilkan/).waitFor();
    expect(await seen()).toMatch(/TPS masuk 4 dari 6/);
    await page.unroute('**/api/**');
    await page.evaluate(ONLINE);
    await page.getByText(/Terputus sejak/).waitFor({ state: 'detached' });
  });

  it.each([
    ['/?region=64.99', /tidak/, 'Ke Kalimantan Timur'],
    ['/?election=lain', /Tidak ada di Desk ini/, 'Ke awal'],
  ])('answers %s with a sentence and a way on', async (path, sentence, step) => {
    await page.goto(site.address + path);
    await page.getByRole('link', { name: step }).click();
    await page.waitForSelector(DRAWN);
    expect(await seen()).toMatch(/TPS masuk 4 dari 6/);
    await page.goBack();
    await page.getByText(sentence).first().waitFor();
  });

  it('keeps its header on one height wherever one stands, with the whole way to be read', async () => {
    const heights = new Set<number>();
    for (const path of ['/', '/?region=64.71.01', '/?region=64.71.01.1001', '/?page=accounts']) {
      await page.goto(site.address + path);
      await page.waitForSelector('main[data-state="figures"], main[data-state="people"]');
      heights.add(await page.evaluate<number>("document.querySelector('header').offsetHeight"));
    }
    expect([...heights]).toHaveLength(1);
    await open('/?region=64.71.01.1001');
    const whole = 'Kalimantan Timur › Kota Balikpapan › Balikpapan Timur › Manggar';
    await page.locator(`nav ol[title="${whole}"]`).waitFor();
  });

  it('grows with the letters that the reader has set in the browser', async () => {
    await open('/');
    await page.evaluate("document.documentElement.style.fontSize = '200%'");
    expect(await page.evaluate('getComputedStyle(document.body).fontSize')).toBe('28px');
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  });

  it('speaks English by the switch and remembers it', async () => {
    await open('/');
    await page.getByRole('button', { name: /English/ }).click();
    expect(await seen()).toMatch(/Stations in 4 of 6 · 66\.7%/);
    await page.reload();
    await page.waitForSelector(DRAWN);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('is worked by keyboard: `?` lists the keys, U goes up, digits choose the basis', async () => {
    await open('/?region=64.71');
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('naik satu wilayah').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('u');
    await page.locator('nav [aria-current]', { hasText: 'Kalimantan Timur' }).waitFor();
    await page.keyboard.press('3');
    await page.waitForURL(/basis=verified/);
  });
});

describe('what the page costs', () => {
  const built = join(ROOT, 'dist', 'web');

  const html = () => readFileSync(join(built, 'desk.html'), 'utf8');

  it('is one file of at most 90 kB of script, packed', () => {
    const scripts = [...html().matchAll(/<script[^>]*\bsrc="([^"]+)"/g)].map((match) => match[1]!);
    expect(scripts).toHaveLength(1);
    expect(statSync(join(built, `${scripts[0]}.br`)).size).toBeLessThanOrEqual(90_000);
  });

  it('needs no exception in the content security policy', () => {
    expect(html()).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)|\bon[a-z]+=|data:/);
  });
});

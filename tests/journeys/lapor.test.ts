import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../architecture/files.ts';
import { launchBrowser } from '../harness/browser.ts';
import { fillNext, saveForm } from './lapor-acts.ts';
import { type LaporSite, openLaporSite, VILLAGE } from './lapor-site.ts';
import { openNewerVersion } from './newer-version.ts';

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const JOURNEY_MS = 120_000;
const PASSWORD = 'perahu kayu di hulu';
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, timezoneId: 'Asia/Makassar' };
/** Tall enough that the bar at the bottom covers nothing: what scrolls away under it is no fault of a target. */
const WHOLE = { width: 360, height: 4_000 };
const IN_CHARGE = `navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller
  || new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true })))
  .then(() => undefined)`;
/** Until the newer service worker has its files and waits. */
const UPDATED = `navigator.serviceWorker.getRegistration().then((registration) => registration.update()
  .then(() => registration.waiting || new Promise((resolve) => {
    const worker = registration.installing;
    worker.addEventListener('statechange', () => worker.state === 'installed' && resolve());
  }))).then(() => undefined)`;
const OVERHANG = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

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
  await site.start();
  context = await browser.newContext(PHONE);
  page = await context.newPage();
  // Below the limit of a test, so that a failure names the step that did not come.
  page.setDefaultTimeout(20_000);
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content[- ]Security[- ]Policy|Uncaught/.test(message.text()))
      complaints.push(message.text());
  });
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

async function openAs(name: string, hash = '#/tugas'): Promise<{ id: string }> {
  const operator = await site.person({ role: 'village_operator', region: VILLAGE, name });
  await context.addCookies([operator.browserCookie]);
  // Another address after the # alone would not ask the server again.
  await page.goto('about:blank');
  await page.goto(`${site.address}/lapor${hash}`);
  await page.waitForSelector('details');
  return operator.account;
}

/** Until the phone can do without its server: the copy of its files is whole and in charge. */
async function untilInstalled(): Promise<void> {
  await page.evaluate(IN_CHARGE);
}

async function seen(selector = 'main'): Promise<string> {
  return (await page.locator(selector).innerText()).replace(/\s+/g, ' ');
}

async function axeFaults(): Promise<string[]> {
  await page.setViewportSize(WHOLE);
  const { violations } = await new AxeBuilder({ page }).withTags(AXE_TAGS).analyze();
  await page.setViewportSize(PHONE.viewport);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('from the card to the receipt', () => {
  it('activates a phone, fills a paper without the server, survives a reload and hands it in once', {
    timeout: JOURNEY_MS,
  }, async () => {
    const activationCode = await site.activationCode('Siti Aminah');
    await page.goto(`${site.address}/lapor#aktivasi=${activationCode}`);
    await page.getByLabel('Kata sandi baru').fill(PASSWORD);
    expect(page.url()).not.toContain(activationCode);
    await page.getByRole('button', { name: 'Aktifkan' }).click();
    await page.waitForSelector('details');
    expect(await seen()).toMatch(/Siti Aminah.*Lanjut: TPS 001 Gubernur/);
    await untilInstalled();

    await site.stop();
    await fillNext(page, ['112', '236'], '9');
    await saveForm(page);
    expect(await seen('nav')).toContain('1 menunggu');
    await page.reload();
    await page.waitForSelector('details');
    expect(await seen()).toMatch(/TPS 001.*◌ Di HP/);
    await page.getByRole('link', { name: /Kiriman/ }).click();
    await page.getByText('1 kiriman hanya ada di HP ini').waitFor();

    await site.start();
    await page.getByRole('button', { name: 'Kirim sekarang' }).click();
    await page.getByText('Diterima').first().waitFor();
    expect(await seen()).not.toContain('hanya ada di HP ini');
    const sheets = await site.desk.sql`select count(*)::int as count from sheet_act where act = 'submit'`;
    expect(sheets[0]?.count).toBe(1);
  });
});

describe('several people and one phone', () => {
  it('shows both sides of a conflict to whom it concerns, also after a restart without the server', {
    timeout: JOURNEY_MS,
  }, async () => {
    const { id } = await openAs('Sri');
    await site.sendAs(id, '002', [100, 50]);
    await site.sendAs('orang-lain', '002', [101, 50]);
    await page.getByRole('button', { name: 'Perbarui' }).click();
    await page.getByRole('link', { name: /Bandingkan/ }).waitFor();
    await untilInstalled();
    await site.stop();
    await page.reload();
    await page.getByRole('link', { name: /Bandingkan/ }).click();
    await page.getByText('101').first().waitFor();
    expect(await seen()).toMatch(/100.*101/);
    expect(await axeFaults()).toEqual([]);
  });

  it('keeps what one person left unsent from the next: counted, not shown, not sent', {
    timeout: JOURNEY_MS,
  }, async () => {
    await openAs('Ani');
    await untilInstalled();
    await site.stop();
    await fillNext(page, ['10', '20'], '1');
    await saveForm(page);
    await context.clearCookies();
    await site.start();
    const before = await site.desk.sql`select count(*)::int as count from sheet_act`;
    const other = await site.person({ role: 'village_operator', region: VILLAGE, name: 'Budi' });
    await context.addCookies([other.browserCookie]);
    await page.reload();
    await page.getByText('Budi ·').waitFor();
    await page.getByRole('link', { name: /Kiriman/ }).click();
    await page.getByText('1 kiriman milik Ani menunggu Ani masuk lagi').waitFor();
    expect(await seen('nav')).not.toContain('menunggu');
    expect(await site.desk.sql`select count(*)::int as count from sheet_act`).toEqual(before);
  });
});

describe('a session that the desk has ended', () => {
  it('is told above everything else, with the way to log in', { timeout: JOURNEY_MS }, async () => {
    await openAs('Lina');
    await context.clearCookies();
    await page.reload();
    const told = await page.getByText('Sesi Anda sudah berakhir').boundingBox();
    const heading = await page.getByRole('heading', { name: 'Tugas saya' }).boundingBox();
    expect(told?.y).toBeLessThan(heading?.y ?? 0);
    const [first] = await page.getByRole('link').allInnerTexts();
    expect(first).toBe('Masuk lagi');
  });
});

describe('a session that became another person’s in a second tab', () => {
  it('takes nothing that the phone names as the first person’s', async () => {
    const [ani, budi] = await Promise.all(
      ['Ani', 'Budi'].map((name) => site.person({ role: 'village_operator', region: VILLAGE, name })),
    );
    const ask = (account: string) =>
      fetch(`${site.address}/api/v1/me/tasks`, { headers: { ...budi?.headers, 'desk-account': account } });
    expect((await ask(ani?.account.id ?? '')).status).toBe(401);
    expect((await ask(budi?.account.id ?? '')).status).toBe(200);
  });
});

describe('a new version of the page', () => {
  it('waits while a form is open, takes over once it is left, and finds the draft', {
    timeout: JOURNEY_MS,
  }, async () => {
    const operator = await site.person({ role: 'village_operator', region: VILLAGE });
    await using newer = await openNewerVersion(site.address);
    await context.addCookies([{ ...operator.browserCookie, url: newer.address }]);
    await page.goto(`${newer.address}/lapor`);
    await page.waitForSelector('details');
    await untilInstalled();
    await page.locator('a.main-act').click();
    await page.fill('#box-candidate_1', '77');
    newer.release();
    await page.evaluate(UPDATED);
    expect(await page.locator('#lapor').getAttribute('data-version')).toBeNull();
    expect(await page.inputValue('#box-candidate_1')).toBe('77');
    await page.getByRole('button', { name: 'Kembali' }).click();
    await page.waitForSelector('#lapor[data-version="next"] details');
    await page.locator('a.main-act').click();
    await page.waitForSelector('#box-candidate_1');
    expect(await page.inputValue('#box-candidate_1')).toBe('77');
  });
});

describe('the screens', () => {
  it('asks for nothing but the page, its script and the tasks before the first form', {
    timeout: JOURNEY_MS,
  }, async () => {
    const asked: string[] = [];
    const operator = await site.person({ role: 'village_operator', region: VILLAGE });
    await context.addCookies([operator.browserCookie]);
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${site.address}/lapor`);
    await page.waitForSelector('details');
    const first = asked.filter((path) => !/icon|webmanifest|sw\.js/.test(path)).slice(0, 3);
    // The page names the list beside itself, so it is asked for while the script is still on its way.
    expect(first.toSorted()).toEqual([
      '/api/v1/me/tasks',
      expect.stringMatching(/^\/assets\/lapor\/lapor-.*\.js$/),
      '/lapor',
    ]);
  });

  it('has no fault that axe-core knows, and no sideways scrolling at 320 px', { timeout: JOURNEY_MS }, async () => {
    await page.goto(`${site.address}/lapor#/aktivasi`);
    await page.waitForSelector('#code');
    expect(await axeFaults()).toEqual([]);
    await page.goto(`${site.address}/lapor#/masuk`);
    await page.waitForSelector('#user');
    expect(await axeFaults()).toEqual([]);
    const { id } = await openAs('Tuti');
    const note = 'Kejadian khusus: hujan\nTanda tangan: KPPS lengkap';
    await site.sendAs(id, '003', [80, 70], { note });
    await page.reload();
    await page.waitForSelector('details');
    for (const place of ['tugas', 'kiriman', `lembar/desk:gubernur:${VILLAGE}:003:regular`]) {
      await page.goto(`${site.address}/lapor#/${place}`);
      await page.waitForSelector('main h1');
      expect(await axeFaults(), place).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(OVERHANG), place).toBe(0);
      await page.setViewportSize(PHONE.viewport);
    }
    expect(await page.locator('main .note').innerText()).toBe(`Catatan:\n${note}`);
    expect(await page.title()).toMatch(/^TPS 003 Gubernur · Lapor TPS$/);
    await page.goBack();
    await page.getByRole('heading', { name: 'Kiriman' }).waitFor();
  });

  it('is at most 45 kB of script before the first form, packed, in one file', () => {
    const built = join(ROOT, 'dist/web');
    const html = readFileSync(join(built, 'lapor.html'), 'utf8');
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toContain('rel="stylesheet"');
    const scripts = readdirSync(join(built, 'assets/lapor')).filter((name) => /^lapor-.*\.js\.br$/.test(name));
    expect(scripts).toHaveLength(1);
    expect(statSync(join(built, 'assets/lapor', scripts[0] ?? '')).size).toBeLessThanOrEqual(45_000);
  });
});

import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../harness/browser.ts';
import { type PersonPlan, personAt } from '../harness/people.ts';
import { type DeskSite, openDeskSite, SHEETS } from './desk-site.ts';

const SIZES = [
  [360, 740],
  [1366, 768],
  [1920, 1080],
] as const;
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const STATE_MS = 60_000;
const OVERHANG = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const ONLINE = "dispatchEvent(new Event('online'))";
const PROVINCE: PersonPlan = { role: 'province_desk', region: '64', name: 'Rina Kusuma' };
const VERIFIER: PersonPlan = { role: 'district_verifier', region: '64.71.01' };
const conflict = `/?sheet=${encodeURIComponent(SHEETS.conflict)}`;
const FILE = 'name;role;region\nSiti Aminah;operator desa;64.09.01.1001\nBudi;camat;64.09.01\n';

let site: DeskSite;
let browser: Browser;
let operator: string;

beforeAll(async () => {
  [site, browser] = await Promise.all([openDeskSite(), launchBrowser()]);
  const phone = await personAt(site.desk, { role: 'village_operator', region: '64.71.01.1001', name: 'Siti Aminah' });
  operator = phone.account.user;
  await fetch(`${site.address}/api/v1/me/pending`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...phone.headers },
    body: JSON.stringify({ count: 3, bytes: 2700, oldestAt: new Date().toISOString() }),
  });
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

type State = {
  readonly name: string;
  readonly who: PersonPlan | null;
  readonly path: string;
  readonly reach?: (page: Page) => Promise<void>;
  readonly shows: string;
};

async function chooseFile(page: Page): Promise<void> {
  const buffer = Buffer.from(FILE);
  await page.setInputFiles('#account-file', { name: 'akun.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Buat 1 akun' }).waitFor();
}

const STATES: readonly State[] = [
  { name: 'the log-in', who: null, path: '/', shows: 'Punya kode aktivasi?' },
  {
    name: 'a refused log-in',
    who: null,
    path: '/',
    async reach(page) {
      await page.getByLabel('Nama pengguna').fill('bukan.siapa');
      await page.getByLabel('Kata sandi', { exact: true }).fill('bukan sandi siapa');
      await page.keyboard.press('Enter');
      await page.locator('[role="alert"] p').waitFor();
    },
    shows: 'Lupa kata sandi?',
  },
  { name: 'the activation', who: null, path: '/#aktivasi=4K7M-9XQ2-TB3H', shows: 'Sudah punya kata sandi?' },
  { name: 'a district without votes', who: VERIFIER, path: '/', shows: 'Jumlah suara per pasangan hanya tampil' },
  {
    name: 'a village of its operator',
    who: { role: 'village_operator', region: '64.09.01.1001', kind: 'desk' },
    path: '/',
    shows: 'Jumlah suara per pasangan hanya tampil',
  },
  {
    name: 'no right on figures',
    who: { role: 'technical_admin', region: '64' },
    path: '/',
    shows: 'Sebagai Admin teknis',
  },
  {
    name: 'the menu of the person',
    who: PROVINCE,
    path: '/',
    async reach(page) {
      await page.getByText('Masuk sebagai Rina Kusuma').locator('..').click();
      await page.getByText('Ganti kata sandi').click();
    },
    shows: 'Kata sandi sekarang',
  },
  { name: 'both sides of a conflict', who: PROVINCE, path: `${conflict}&page=conflict`, shows: 'Hanya yang berbeda' },
  {
    name: 'a sheet about to be returned',
    who: PROVINCE,
    path: conflict,
    reach: (page) => page.getByRole('button', { name: 'Kembalikan', exact: true }).click(),
    shows: 'Ditampilkan di HP pengisi',
  },
  {
    name: 'a session that has ended',
    who: PROVINCE,
    path: '/',
    async reach(page) {
      await page.locator('main[data-state="figures"]').waitFor();
      await page.evaluate("fetch('/api/v1/sessions/current', { method: 'DELETE' })");
      await page.evaluate(ONLINE);
    },
    shows: 'Masuk lagi untuk melanjutkan',
  },
  { name: 'the accounts', who: PROVINCE, path: '/?page=accounts', shows: 'Siti Aminah' },
  {
    name: 'an open account',
    who: PROVINCE,
    path: '/?page=accounts&account=OPERATOR',
    reach: (page) => page.getByText('Tambah peran').first().click(),
    shows: 'Perangkat dan sesi',
  },
  { name: 'what phones hold', who: PROVINCE, path: '/?page=phones', shows: '3 kiriman masih di HP' },
  {
    name: 'a new account',
    who: PROVINCE,
    path: '/?page=new-account',
    async reach(page) {
      await page.locator('#new-region').pressSequentially('Manggar');
      await page.getByRole('button', { name: /^Manggar Baru/ }).waitFor();
    },
    shows: 'Buat akun dan kartunya',
  },
  { name: 'a checked file', who: PROVINCE, path: '/?page=account-file', reach: chooseFile, shows: '2 baris dibaca' },
  {
    name: 'activation cards',
    who: PROVINCE,
    path: '/?page=account-file',
    async reach(page) {
      await chooseFile(page);
      await page.getByRole('button', { name: 'Buat 1 akun' }).click();
    },
    shows: '1 kartu aktivasi',
  },
];

async function reachState(context: BrowserContext, { who, path, reach, shows }: State): Promise<Page> {
  if (who) await context.addCookies([await site.person(who)]);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(site.address + path.replace('OPERATOR', operator));
  if (reach) await reach(page);
  await page.getByText(shows).first().waitFor();
  return page;
}

describe('at 360, 1366 and 1920 pixels', () => {
  it.each(STATES)(
    '$name is accessible and needs no scrolling sideways',
    async (state) => {
      const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
      try {
        const page = await reachState(context, state);
        for (const [width, height] of SIZES) {
          await page.setViewportSize({ width, height });
          const found = await new AxeBuilder({ page }).withTags(AXE_TAGS).analyze();
          expect(found.violations.map(({ id, nodes }) => `${width}: ${id} ${nodes[0]?.html}`)).toEqual([]);
          expect(await page.evaluate(OVERHANG)).toBe(0);
        }
      } finally {
        await context.close();
      }
    },
    STATE_MS,
  );
});

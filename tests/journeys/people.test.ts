import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../harness/browser.ts';
import { type Person, type PersonPlan, personAt } from '../harness/people.ts';
import { type DeskSite, openDeskSite, SHEETS } from './desk-site.ts';

const PROVINCE: PersonPlan = { role: 'province_desk', region: '64', name: 'Rina Kusuma' };
const DRAWN = 'main[data-state="figures"], main[data-state="sheet"], main[data-state="people"]';
const ONLINE = "dispatchEvent(new Event('online'))";
const PASSWORD = 'sungai mahakam 1967';
/** Several pages and log-ins in one test, on a machine that does other work too. */
const JOURNEY_MS = 60_000;

let site: DeskSite;
let browser: Browser;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  [site, browser] = await Promise.all([openDeskSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  expect(complaints.splice(0)).toEqual([]);
});

/** A browser of its own: nobody is logged in, or the person named. */
async function browserOf(plan: PersonPlan | null): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, timezoneId: 'Asia/Makassar' });
  contexts.push(context);
  if (plan) await context.addCookies([await site.person(plan)]);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
  });
  return page;
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(site.address + path);
  await page.waitForSelector(DRAWN);
}

async function logIn(page: Page, user: string, password: string): Promise<void> {
  await page.getByLabel('Nama pengguna').fill(user);
  await page.getByLabel('Kata sandi', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
}

async function post(path: string, body: unknown, person?: Person): Promise<{ status: number; body: never }> {
  const headers = { 'content-type': 'application/json', ...person?.headers };
  const reply = await fetch(site.address + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: reply.status, body: (await reply.json()) as never };
}

type Made = { user: string; activationCode: string };

async function newAccount(name: string, role: string, region: string): Promise<Made> {
  const giver = await personAt(site.desk, PROVINCE);
  const { body } = await post('/api/v1/accounts', { accounts: [{ name, role, region }] }, giver);
  return (body as { made: readonly Made[] }).made[0]!;
}

async function activeAccount(name: string, role: string, region: string): Promise<Made> {
  const made = await newAccount(name, role, region);
  const { status } = await post('/api/v1/activations', { code: made.activationCode, password: PASSWORD });
  expect(status).toBe(200);
  return made;
}

async function seen(page: Page, selector = 'main'): Promise<string> {
  return (await page.locator(selector).innerText()).replace(/\s+/g, ' ');
}

describe('logging in', () => {
  it(
    'refuses a wrong password in one sentence, lets the right one in, and names the person, role and region',
    async () => {
      const { user } = await activeAccount('Andi Firmansyah', 'regency_desk', '64.09');
      const page = await browserOf(null);
      await page.goto(site.address);
      await logIn(page, user, 'bukan sandinya');
      await page
        .getByRole('alert')
        .getByText(/salah|tidak cocok/i)
        .waitFor();
      expect(await page.getByLabel('Nama pengguna').inputValue()).toBe(user);
      await logIn(page, user, PASSWORD);
      await page.waitForSelector(DRAWN);
      expect(await seen(page, 'header')).toMatch(/Andi Firmansyah Desk kabupaten\/kota · .*Penajam Paser Utara/);
    },
    JOURNEY_MS,
  );

  it(
    'counts down after too many wrong ones',
    async () => {
      const page = await browserOf(null);
      for (let tries = 0, status = 0; status !== 429 && tries < 40; tries++)
        ({ status } = await post('/api/v1/sessions', { user: 'tidak.ada', password: `tebakan ${tries}` }));
      await page.goto(site.address);
      await logIn(page, 'tidak.ada', 'tebakan lagi');
      const button = page.getByRole('button', { name: /Coba lagi dalam \d+ detik/ });
      await button.waitFor();
      expect(await button.isDisabled()).toBe(true);
    },
    JOURNEY_MS,
  );

  it(
    'comes as an overlay when the session ends in the middle of work, and the view stands there again',
    async () => {
      const { user } = await activeAccount('Dewi Lestari', 'province_desk', '64');
      const page = await browserOf(null);
      await page.goto(`${site.address}/?sheet=${encodeURIComponent(SHEETS.conflict)}`);
      await logIn(page, user, PASSWORD);
      await page.getByRole('button', { name: 'Kembalikan', exact: true }).click();
      await page.getByLabel('Alasan').fill('Lihat lagi baris V.A di halaman 2.');
      await page.evaluate("fetch('/api/v1/sessions/current', { method: 'DELETE' })");
      await page.evaluate(ONLINE);
      await page.getByRole('dialog', { name: 'Masuk lagi untuk melanjutkan' }).waitFor();
      expect(await page.getByRole('dialog').getByLabel('Nama pengguna').inputValue()).toBe(user);
      await page.keyboard.type(PASSWORD);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await page.getByLabel('Alasan').inputValue()).toBe('Lihat lagi baris V.A di halaman 2.');
      expect(page.url()).toContain('sheet=');
    },
    JOURNEY_MS,
  );

  it('ends with “Keluar”: the page asks again, also after a reload', async () => {
    const page = await browserOf(PROVINCE);
    await open(page, '/');
    await page.getByText('Masuk sebagai Rina Kusuma').locator('..').click();
    await page.getByRole('button', { name: 'Keluar' }).click();
    await page.getByRole('heading', { name: 'Masuk', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Masuk', exact: true }).waitFor();
  });
});

describe('activating', () => {
  it(
    'takes the code from the address of a card, refuses a weak password in words, and a code works once',
    async () => {
      const made = await newAccount('Putri Ayu Lestari', 'leader', '64.09');
      const page = await browserOf(null);
      await page.goto(`${site.address}/#aktivasi=${made.activationCode}`);
      await page.getByRole('heading', { name: 'Aktivasi akun' }).waitFor();
      expect(page.url()).not.toContain('aktivasi');
      expect(await page.getByLabel('Kode aktivasi').inputValue()).toBe(made.activationCode);
      await page.getByLabel('Kata sandi baru', { exact: true }).fill(made.user);
      await page.getByRole('button', { name: 'Aktifkan' }).click();
      await page.locator('[role="alert"] p').waitFor();
      await page.getByLabel('Kata sandi baru', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Aktifkan' }).click();
      await page.waitForSelector(DRAWN);
      const again = await browserOf(null);
      await again.goto(`${site.address}/#aktivasi=${made.activationCode}`);
      await again.getByLabel('Kata sandi baru', { exact: true }).fill(PASSWORD);
      await again.getByRole('button', { name: 'Aktifkan' }).click();
      await again.getByRole('alert').getByText('Bila Anda baru saja mengaktifkan, masuk saja').waitFor();
    },
    JOURNEY_MS,
  );
});

describe('what a person sees', () => {
  it('starts at the own region; what lies above is plain text and what lies beside is not there', async () => {
    const page = await browserOf({ role: 'regency_desk', region: '64.09' });
    await open(page, '/');
    expect(await seen(page)).toMatch(/TPS masuk 2 dari 2/);
    expect(await page.locator('nav [aria-current]').innerText()).toBe('Penajam Paser Utara');
    expect(await page.locator('header nav').getByRole('link').count()).toBe(0);
    await page.keyboard.press('u');
    expect(await page.locator('nav [aria-current]').innerText()).toBe('Penajam Paser Utara');
    await page.goto(`${site.address}/?region=64.71`);
    await page.getByText('Wilayah 64.71 tidak ada di dalam wilayah Anda (Kabupaten Penajam Paser Utara).').waitFor();
    expect(await page.locator('nav [aria-current]').innerText()).toBe('64.71');
    await page.getByRole('link', { name: /Ke .*Penajam Paser Utara/ }).click();
    await page.waitForSelector(DRAWN);
    expect(await seen(page)).toMatch(/TPS masuk 2 dari 2/);
  });

  it('names the region whose list is empty', async () => {
    const page = await browserOf({ role: 'regency_desk', region: '64.11' });
    await open(page, '/');
    await page.getByText(/Anda melihat .*Mahakam Ulu\. Belum ada lembar yang masuk di sini\./).waitFor();
  });

  it('is coverage and sheets for a verifier, and a sentence where the votes would stand', async () => {
    const page = await browserOf({ role: 'district_verifier', region: '64.71.01' });
    await open(page, '/');
    expect(await seen(page)).toMatch(/TPS masuk 2 dari 3/);
    expect(await seen(page)).toContain('Jumlah suara per pasangan hanya tampil bagi desk');
    expect(await seen(page)).not.toMatch(/Dihitung dari|Suara sah/);
  });

  it('is accounts alone for the technical administrator', async () => {
    const page = await browserOf({ role: 'technical_admin', region: '64' });
    await page.goto(site.address);
    await page.getByText('Sebagai Admin teknis Anda tidak melihat angka').waitFor();
    await page.locator('main').getByRole('link', { name: 'Akun' }).click();
    await page.getByText('Anda melihat akun di Kalimantan Timur.').waitFor();
  });
});

describe('returning a sheet', () => {
  it('needs a reason, shows it in the history, and says in words why it cannot be done twice', async () => {
    const address = `/?sheet=${encodeURIComponent(SHEETS.flagged)}`;
    const plan: PersonPlan = { role: 'regency_desk', region: '64.71' };
    const [page, late] = [await browserOf(plan), await browserOf(plan)];
    await Promise.all([open(page, address), open(late, address)]);
    await late.getByRole('button', { name: 'Kembalikan', exact: true }).click();
    await late.getByLabel('Alasan').fill('Terlambat.');
    await page.getByRole('button', { name: 'Kembalikan', exact: true }).click();
    expect(await page.getByRole('button', { name: 'Kembalikan lembar ini' }).isDisabled()).toBe(true);
    await page.getByLabel('Alasan').fill('V.A tertulis 384, jumlah pasangan 348.');
    await page.getByRole('button', { name: 'Kembalikan lembar ini' }).click();
    await page.getByText('Alasan: V.A tertulis 384, jumlah pasangan 348.').waitFor();
    expect(await seen(page, 'article header')).toContain('Dikembalikan');
    await late.getByRole('button', { name: 'Kembalikan lembar ini' }).click();
    await late.locator('[role="alert"] .refused').waitFor();
    expect(await late.getByLabel('Alasan').inputValue()).toBe('Terlambat.');
  });

  it('is not offered to somebody without the right', async () => {
    const page = await browserOf({ role: 'leader', region: '64' });
    await open(page, `/?sheet=${encodeURIComponent(SHEETS.conflict)}`);
    await page.getByRole('heading', { name: 'Riwayat' }).waitFor();
    expect(await page.getByRole('button', { name: 'Kembalikan', exact: true }).count()).toBe(0);
  });
});

describe('a conflict', () => {
  it('has a page of its own with who, when and every box of both sides, the differing ones marked', async () => {
    const page = await browserOf(PROVINCE);
    await open(page, `/?sheet=${encodeURIComponent(SHEETS.conflict)}`);
    await page.getByRole('link', { name: 'Buka kedua isian berdampingan' }).click();
    await page.waitForURL(/page=conflict/);
    await page.reload();
    await page.getByRole('heading', { name: /Kedua isian berdampingan 3 kotak berbeda/ }).waitFor();
    expect(await page.locator('tr.differs').allInnerTexts()).toEqual([
      expect.stringMatching(/Pasangan 1\s+berbeda\s+100\s+101/),
      expect.stringMatching(/^V\.A[\s\S]*\s150\s+151/),
      expect.stringMatching(/^V\.C[\s\S]*\s155\s+156/),
    ]);
    expect(await page.locator('article tbody tr').count()).toBeGreaterThan(10);
    await page.getByLabel('Hanya yang berbeda').check();
    expect(await page.locator('article tbody tr').count()).toBe(3);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Isian lain untuk lembar ini' }).waitFor();
  });
});

describe('accounts', () => {
  it(
    'one is made, its card is shown once, and the person activates on another device and logs in',
    async () => {
      const page = await browserOf(PROVINCE);
      await open(page, '/?page=new-account');
      await page.getByLabel('Nama lengkap').fill('Yohanes Lawing');
      await page.locator('#new-role').selectOption('district_verifier');
      await page.locator('#new-region').pressSequentially('Balikpapan Timur');
      await page.getByRole('button', { name: /^Balikpapan Timur/ }).click();
      await page.getByText('Dipilih: Balikpapan Timur · Kota Balikpapan · Kalimantan Timur (64.71.01)').waitFor();
      await page.getByRole('button', { name: 'Buat akun dan kartunya' }).click();
      await page.getByRole('heading', { name: '1 kartu aktivasi' }).waitFor();
      const code = await page.locator('.cards .code').innerText();
      const user = await page.locator('.cards dd').first().innerText();
      expect(await page.getByRole('img', { name: 'QR aktivasi Yohanes Lawing' }).count()).toBe(1);
      await page.getByRole('link', { name: 'Semua akun' }).click();
      await page.getByRole('heading', { name: '1 kartu aktivasi' }).waitFor();
      await page.getByRole('button', { name: 'Sudah dicetak, tutup' }).click();
      expect(await seen(page)).not.toContain(code);

      const other = await browserOf(null);
      await other.goto(`${site.address}/#aktivasi=${code}`);
      await other.getByLabel('Kata sandi baru', { exact: true }).fill(PASSWORD);
      await other.getByRole('button', { name: 'Aktifkan' }).click();
      await other.waitForSelector(DRAWN);
      expect(await seen(other)).toMatch(/TPS masuk 2 dari 3/);
      const third = await browserOf(null);
      await third.goto(site.address);
      await logIn(third, user, PASSWORD);
      await third.waitForSelector(DRAWN);
    },
    JOURNEY_MS,
  );

  it(
    'many are made from a file that is checked first; the cards fill two sheets of A4',
    async () => {
      const page = await browserOf(PROVINCE);
      await open(page, '/?page=account-file');
      const lines = ['name;role;region'];
      for (let number = 1; number <= 9; number++) lines.push(`Operator ${number};operator desa;64.09.01.1001`);
      lines.push('Salah Wilayah;operator desa;64.09.99.9999');
      const buffer = Buffer.from(lines.join('\n'));
      await page.setInputFiles('#account-file', { name: 'akun.csv', mimeType: 'text/csv', buffer });
      await page.getByText('10 baris dibaca: 9 siap dibuat, 1 ditolak.').waitFor();
      expect(await page.locator('main table tbody tr').allInnerTexts()).toEqual([
        expect.stringMatching(/^11\s+region\s+64\.09\.99\.9999\s+\S+/),
      ]);
      await page.getByRole('button', { name: 'Buat 9 akun' }).click();
      await page.getByRole('heading', { name: '9 kartu aktivasi' }).waitFor();
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
      await page.getByRole('button', { name: 'Sudah dicetak, tutup' }).click();
    },
    JOURNEY_MS,
  );

  it(
    'are ended with a reason, and the person is out at the next question',
    async () => {
      const { user } = await activeAccount('Budi Santoso', 'regency_desk', '64.09');
      const theirs = await browserOf(null);
      await theirs.goto(site.address);
      await logIn(theirs, user, PASSWORD);
      await theirs.waitForSelector(DRAWN);
      const page = await browserOf(PROVINCE);
      await open(page, `/?page=accounts&account=${user}`);
      await page.getByLabel('Alasan').fill('Pindah tugas.');
      await page.getByRole('button', { name: 'Akhiri akun ini' }).click();
      await page.getByText(/✕ Berakhir/).waitFor();
      await theirs.evaluate(ONLINE);
      await theirs.getByRole('dialog', { name: 'Masuk lagi untuk melanjutkan' }).waitFor();
    },
    JOURNEY_MS,
  );

  it('tell what phones still hold, and lead to the person', async () => {
    const phone = await personAt(site.desk, { role: 'village_operator', region: '64.71.01.1001', name: 'Siti Aminah' });
    const body = JSON.stringify({ count: 3, bytes: 2700, oldestAt: new Date().toISOString() });
    const headers = { 'content-type': 'application/json', ...phone.headers };
    await fetch(`${site.address}/api/v1/me/pending`, { method: 'PUT', headers, body });
    const page = await browserOf(PROVINCE);
    await open(page, '/?page=phones');
    await page.getByText(/3 kiriman masih di HP, terlama \d\d\.\d\d/).waitFor();
    await page.getByRole('link', { name: 'Buka akun Siti Aminah' }).click();
    await page.getByRole('heading', { name: 'Perangkat dan sesi' }).waitFor();
    await page.getByRole('button', { name: /Akhiri perangkat/ }).click();
    await page.getByText(/diakhiri /).waitFor();
  });
});

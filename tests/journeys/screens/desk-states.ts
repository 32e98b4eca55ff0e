import type { BrowserContext, Page } from 'playwright-core';
import type { PersonPlan } from '../../harness/people.ts';
import { SHEETS } from '../desk-site.ts';

export type DeskState = {
  readonly name: string;
  readonly who: PersonPlan | null;
  /** `OPERATOR` stands for the user name of an operator with a phone */
  readonly path: string;
  readonly before?: (context: BrowserContext) => Promise<unknown>;
  readonly reach?: (page: Page) => Promise<void>;
  readonly shows: string;
};

const DRAWN = 'main[data-state="figures"], main[data-state="sheet"]';
const ONLINE = "dispatchEvent(new Event('online'))";
const PROVINCE: PersonPlan = { role: 'province_desk', region: '64', name: 'Rina Kusuma' };
const VERIFIER: PersonPlan = { role: 'district_verifier', region: '64.71.01' };
const conflict = `/?sheet=${encodeURIComponent(SHEETS.conflict)}`;
const flagged = `/?sheet=${encodeURIComponent(SHEETS.flagged)}`;
const FILE = 'name;role;region\nSiti Aminah;operator desa;64.09.01.1001\nBudi;camat;64.09.01\n';

async function chooseFile(page: Page): Promise<void> {
  const buffer = Buffer.from(FILE);
  await page.setInputFiles('#account-file', { name: 'akun.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Buat 1 akun' }).waitFor();
}

export const DESK_STATES: readonly DeskState[] = [
  { name: 'the province', who: PROVINCE, path: '/', shows: 'Paling tertinggal' },
  { name: 'the province, by verified sheets', who: PROVINCE, path: '/?basis=verified', shows: 'Paling tertinggal' },
  { name: 'a village', who: PROVINCE, path: '/?region=64.71.01.1001', shows: 'TPS 001' },
  { name: 'another contest', who: PROVINCE, path: '/?contest=walikota&region=64.71', shows: 'Balikpapan' },
  { name: 'an election that is not there', who: PROVINCE, path: '/?election=tiga', shows: 'tidak ada' },
  { name: 'a region that is not there', who: PROVINCE, path: '/?region=64.99', shows: '64.99' },
  { name: 'a sheet with a rival', who: PROVINCE, path: conflict, shows: 'Riwayat' },
  { name: 'a sheet that disagrees', who: PROVINCE, path: flagged, shows: 'Riwayat' },
  {
    name: 'the keys',
    who: PROVINCE,
    path: '/',
    async reach(page) {
      await page.locator(DRAWN).waitFor();
      await page.keyboard.press('?');
    },
    shows: 'naik satu wilayah',
  },
  {
    name: 'figures on their way',
    who: PROVINCE,
    path: '/',
    before: (context) => context.route('**/api/v1/tally*', () => new Promise(() => {})),
    shows: 'Data cepat',
  },
  {
    name: 'a server that is gone',
    who: PROVINCE,
    path: '/',
    async reach(page) {
      await page.locator(DRAWN).waitFor();
      await page.context().route('**/api/v1/**', (route) => route.abort());
      await page.evaluate(ONLINE);
    },
    shows: 'terputus sejak',
  },
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

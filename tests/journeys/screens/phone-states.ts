import sharp from 'sharp';
import { VILLAGE } from '../lapor-site.ts';
import type { PhoneState } from './phone-state.ts';
import {
  activate,
  enterAs,
  fillPaper,
  fillUp,
  newCode,
  offline,
  PASSWORD,
  pressNext,
  saveOne,
  taskOf,
} from './phone-world.ts';
import { PUT_ASIDE } from './put-aside-states.ts';
import { QUEUE } from './queue-states.ts';

const fill = (station: string, contest?: string) => `#/isi/${encodeURIComponent(taskOf(station, contest))}`;
const sheet = (station: string) => `#/lembar/${encodeURIComponent(taskOf(station))}`;

const ENTRY: readonly PhoneState[] = [
  {
    screen: 'log-in',
    name: 'empty',
    reach: ({ page, site }) => page.goto(`${site.address}/lapor#/masuk`),
    shows: 'Lupa kata sandi?',
  },
  {
    screen: 'log-in',
    name: 'wrong, and made to wait',
    async reach({ page, site, siti }) {
      await page.goto(`${site.address}/lapor#/masuk`);
      await page.getByLabel('Nama pengguna').fill(siti.account.user);
      for (let tries = 0; tries < 12; tries++) {
        await page.getByLabel('Kata sandi', { exact: true }).fill('bukan sandi siapa');
        await page.getByRole('button', { name: 'Masuk', exact: true }).click();
        await page.locator('[role="alert"] .alarm').waitFor();
        if (await page.getByRole('timer').isVisible()) return;
      }
    },
    shows: 'Coba lagi dalam',
  },
  {
    screen: 'log-in',
    name: 'without a signal',
    async reach({ page, site, siti }) {
      await page.goto(`${site.address}/lapor#/masuk`);
      await page.getByLabel('Nama pengguna').fill(siti.account.user);
      await site.stop();
      await page.getByLabel('Kata sandi', { exact: true }).fill('sandi apa saja');
      await page.getByRole('button', { name: 'Masuk', exact: true }).click();
      await page.locator('[role="alert"] .alarm').waitFor();
    },
    shows: 'Lupa kata sandi?',
  },
  {
    screen: 'activate',
    name: 'a code to type',
    reach: ({ page, site }) => page.goto(`${site.address}/lapor#/aktivasi`),
    shows: 'Contoh: 4K7M-9XQ2-TB3H',
  },
  {
    screen: 'activate',
    name: 'from a card, the code not known',
    async reach({ page, site }) {
      await page.goto(`${site.address}/lapor#aktivasi=4K7M-9XQ2-TB3H`);
      await page.getByLabel('Kata sandi baru').fill(PASSWORD);
      await page.getByRole('button', { name: 'Tampilkan' }).click();
      await page.getByRole('button', { name: 'Aktifkan' }).click();
      await page.locator('[role="alert"] .alarm').waitFor();
    },
    shows: 'Sembunyikan',
  },
  {
    screen: 'activate',
    name: 'a password that is too short',
    async reach(visit) {
      await visit.page.goto(`${visit.site.address}/lapor#aktivasi=${await newCode(visit)}`);
      await visit.page.getByLabel('Kata sandi baru').fill('pendek');
      await visit.page.getByRole('button', { name: 'Aktifkan' }).click();
      await visit.page.locator('[role="alert"] .alarm').waitFor();
    },
    shows: 'Paling sedikit 10 karakter',
  },
];

const TASKS: readonly PhoneState[] = [
  {
    screen: 'tasks',
    name: 'with something in every state',
    reach: (visit) => enterAs(visit, visit.siti),
    shows: 'Perlu tindakan Anda',
  },
  {
    screen: 'tasks',
    name: 'in English',
    async reach(visit) {
      await enterAs(visit, visit.siti);
      await visit.page.getByRole('button', { name: 'English' }).click();
    },
    shows: 'Needs you',
  },
  {
    screen: 'tasks',
    name: 'on its way',
    async reach(visit) {
      await visit.context.route('**/api/v1/me/tasks*', () => new Promise(() => {}));
      await enterAs(visit, visit.siti);
    },
    shows: 'Membuka …',
  },
  { screen: 'tasks', name: 'without a signal', reach: (visit) => offline(visit), shows: 'Tanpa sinyal' },
  {
    screen: 'tasks',
    name: 'for the first time without a signal',
    async reach(visit) {
      await visit.context.route('**/api/v1/me/tasks*', (route) => route.abort());
      await activate(visit);
    },
    shows: 'Daftar TPS belum ada di HP ini',
  },
  {
    screen: 'tasks',
    name: 'of a role that enters nothing',
    reach: (visit) => activate(visit, { role: 'leader', region: '64.09' }),
    shows: 'Peran Anda tidak mengisi C.Hasil',
  },
  {
    screen: 'tasks',
    name: 'of a region without stations',
    async reach(visit) {
      await enterAs(visit, await visit.site.person({ role: 'village_operator', region: '64.09.02.1001' }));
    },
    shows: 'Tidak ada TPS di wilayah tugas Anda',
  },
  {
    screen: 'tasks',
    name: 'of a task that has ended',
    async reach(visit) {
      const until = new Date(Date.now() - 60_000);
      await enterAs(visit, await visit.site.person({ role: 'village_operator', region: VILLAGE, until }));
    },
    shows: 'Tugas Anda sudah berakhir',
  },
  {
    screen: 'tasks',
    name: 'after the session has ended',
    async reach(visit) {
      await enterAs(visit, visit.siti);
      await visit.page.waitForSelector('details');
      await visit.context.clearCookies();
      await visit.page.reload();
    },
    shows: 'Sesi Anda sudah berakhir',
  },
  {
    screen: 'tasks',
    name: 'with something just saved',
    async reach(visit) {
      await offline(visit);
      await saveOne(visit.page);
    },
    shows: 'Terkirim sendiri begitu ada sinyal',
  },
  {
    screen: 'tasks',
    name: 'when leaving with something unsent',
    async reach(visit) {
      await offline(visit);
      await saveOne(visit.page);
      await visit.page.getByRole('button', { name: 'Keluar' }).click();
    },
    shows: 'Tetap keluar?',
  },
];

const FILL: readonly PhoneState[] = [
  {
    screen: 'fill',
    name: 'a fresh paper',
    reach: (visit) => enterAs(visit, visit.siti, fill('001')),
    shows: 'Pemilih dalam DPT',
  },
  {
    screen: 'fill',
    name: 'contradictions and remarks',
    async reach(visit) {
      await enterAs(visit, visit.siti, fill('001'));
      await fillPaper(visit.page, { valid_votes: '384', registered_permanent: '700', invalid_votes: '99' });
      await visit.page.locator('#box-total_votes').blur();
    },
    shows: 'Baris IV dan V.A tidak sama',
  },
  {
    screen: 'fill',
    name: 'a text that is no number',
    async reach(visit) {
      await enterAs(visit, visit.siti, fill('001'));
      await visit.page.fill('#box-registered_permanent_m', '1.234.567');
    },
    shows: 'bukan bilangan bulat biasa',
  },
  {
    screen: 'fill',
    name: 'the question of zeros',
    async reach(visit) {
      await enterAs(visit, visit.siti, fill('001'));
      await fillPaper(visit.page, { ballots_returned: '', disabled_voted_f: '' });
      await pressNext(visit.page);
    },
    shows: 'Sisanya nol?',
  },
  {
    screen: 'fill',
    name: 'the review of a paper that agrees, and the move to another station',
    async reach(visit) {
      await enterAs(visit, visit.siti, fill('001'));
      await fillPaper(visit.page);
      await pressNext(visit.page);
      await visit.page.getByText('Salah TPS? Pindahkan').click();
    },
    shows: 'Semua hitungan di kertas ini cocok',
  },
  {
    screen: 'fill',
    name: 'the review of a paper that contradicts itself, with something missing',
    async reach(visit) {
      await enterAs(visit, visit.siti, fill('001'));
      await fillPaper(visit.page, { valid_votes: '384' });
      await pressNext(visit.page);
      await visit.page.getByRole('button', { name: 'Simpan dengan catatan' }).click();
    },
    shows: 'Tulis dulu keadaan di kertas',
  },
  {
    screen: 'fill',
    name: 'the review with photos, one of which cannot be read',
    async reach(visit) {
      await enterAs(visit, visit.siti, fill('001'));
      await fillPaper(visit.page);
      await pressNext(visit.page);
      const pixels = { width: 900, height: 1200, channels: 3, background: '#d8d2c0' } as const;
      const buffer = await sharp({ create: pixels }).jpeg().toBuffer();
      const good = { name: 'a.jpg', mimeType: 'image/jpeg', buffer };
      const broken = { ...good, buffer: Buffer.from('bukan foto') };
      await visit.page.getByLabel('Pilih dari galeri').setInputFiles([good, good, broken]);
      await visit.page.getByAltText('Halaman 2').waitFor();
    },
    shows: 'Foto ini tidak terbaca',
  },
  {
    screen: 'fill',
    name: 'the review with little room left on the phone',
    async reach(visit) {
      await fillUp(visit.page);
      await enterAs(visit, visit.siti, fill('001'));
      await fillPaper(visit.page);
      await pressNext(visit.page);
      await visit.page.getByText('Ruang HP tinggal').scrollIntoViewIfNeeded();
    },
    shows: 'Ruang HP tinggal 40 MB',
  },
  {
    screen: 'fill',
    name: 'a sheet that was sent back',
    reach: (visit) => enterAs(visit, visit.siti, fill('002')),
    shows: 'Dikembalikan oleh Desk Penajam',
  },
  {
    screen: 'fill',
    name: 'the review of a correction that contradicts itself, its note at the limit',
    async reach(visit) {
      await enterAs(visit, visit.siti, fill('002'));
      await fillPaper(visit.page, { valid_votes: '384' });
      await pressNext(visit.page);
      await visit.page.getByLabel('Kertasnya memang begitu').fill('tertulis384'.repeat(70));
    },
    shows: 'sisanya tidak ikut',
  },
  {
    screen: 'fill',
    name: 'a sheet that somebody else has entered',
    async reach(visit) {
      await enterAs(visit, await visit.site.person({ role: 'village_operator', region: VILLAGE }), fill('004'));
    },
    shows: 'Lembar ini sudah diisi oleh',
  },
  {
    screen: 'fill',
    name: 'a paper that somebody else is filling',
    async reach(visit) {
      const other = await visit.site.person({ role: 'village_operator', region: VILLAGE, name: 'Wati' });
      const path = `/api/v1/sheets/${encodeURIComponent(taskOf('002', 'bupati'))}/lease`;
      await fetch(visit.site.address + path, {
        method: 'PUT',
        headers: { ...other.headers, origin: visit.site.address },
      });
      await enterAs(visit, visit.siti, fill('002', 'bupati'));
    },
    shows: 'sedang diisi oleh Wati',
  },
  {
    screen: 'fill',
    name: 'a draft that the phone refuses to keep',
    async reach(visit) {
      await enterAs(visit, visit.siti, fill('001'));
      await visit.page.waitForSelector('#box-candidate_1');
      await visit.page.evaluate(
        "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }",
      );
      await visit.page.fill('#box-candidate_1', '12');
    },
    shows: 'Draf belum tersimpan',
  },
  {
    screen: 'fill',
    name: 'a task that is not on the list',
    reach: (visit) => enterAs(visit, visit.siti, fill('777')),
    shows: 'Lembar ini tidak ada di daftar Anda',
  },
];

const SHEET: readonly PhoneState[] = [
  {
    screen: 'sheet',
    name: 'of one’s own at the desk',
    reach: (visit) => enterAs(visit, visit.siti, sheet('004')),
    shows: 'Perbaiki angka',
  },
  {
    screen: 'sheet',
    name: 'that waits on the phone',
    async reach(visit) {
      await offline(visit);
      await saveOne(visit.page);
      await visit.page.goto(`${visit.site.address}/lapor${sheet('001')}`);
    },
    shows: 'Tarik kembali menjadi draf',
  },
  {
    screen: 'sheet',
    name: 'in conflict',
    reach: (visit) => enterAs(visit, visit.siti, sheet('003')),
    shows: 'Dua isian yang berbeda',
  },
  {
    screen: 'sheet',
    name: 'in conflict, both sides of others',
    async reach(visit) {
      await enterAs(visit, await visit.site.person({ role: 'village_operator', region: VILLAGE }), sheet('003'));
    },
    shows: 'Kedua isian ini bukan dari Anda',
  },
  {
    screen: 'sheet',
    name: 'in conflict, one’s own figures wrong',
    async reach(visit) {
      await enterAs(visit, visit.siti, sheet('003'));
      await visit.page.getByRole('button', { name: 'Angka saya salah' }).click();
    },
    shows: 'Apa yang salah?',
  },
  {
    screen: 'sheet',
    name: 'in conflict, one’s own figures right',
    async reach(visit) {
      await enterAs(visit, visit.siti, sheet('003'));
      await visit.page.getByRole('button', { name: 'Angka saya benar' }).click();
    },
    shows: 'Tidak ada yang perlu dikirim lagi',
  },
  {
    screen: 'sheet',
    name: 'that is not on the list',
    reach: (visit) => enterAs(visit, visit.siti, sheet('777')),
    shows: 'Lembar ini tidak ada di daftar Anda',
  },
];

const NO_STORE: PhoneState = {
  screen: 'no-store',
  name: 'a browser that keeps nothing',
  async reach({ page, site }) {
    await page.addInitScript('delete window.indexedDB; delete Window.prototype.indexedDB;');
    await page.goto(`${site.address}/lapor`);
  },
  shows: 'HP ini tidak dapat menyimpan',
};

export const PHONE_STATES: readonly PhoneState[] = [
  ...ENTRY,
  ...TASKS,
  ...FILL,
  ...SHEET,
  ...QUEUE,
  ...PUT_ASIDE,
  NO_STORE,
];

import type { Browser, Page } from 'playwright-core';
import { type DemoPerson, demoPerson } from './demo-person.ts';
import { takePicture } from './take-picture.ts';

const VILLAGE = '64.09.01.1003';
const PHONE = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  locale: 'id-ID',
  timezoneId: 'Asia/Makassar',
  reducedMotion: 'reduce',
} as const;
const PASSWORD = 'perahu kayu di hulu';

/** One sheet of governor, true to its own sums and to the station's register, in the order of the paper. */
const SHEET: Readonly<Record<string, number>> = {
  registered_permanent_m: 272,
  registered_permanent_f: 265,
  registered_permanent: 537,
  voted_permanent_m: 172,
  voted_permanent_f: 181,
  voted_permanent: 353,
  voted_transfer_m: 1,
  voted_transfer_f: 0,
  voted_transfer: 1,
  voted_additional_m: 1,
  voted_additional_f: 2,
  voted_additional: 3,
  voted_total_m: 174,
  voted_total_f: 183,
  voted_total: 357,
  ballots_received: 551,
  ballots_used: 357,
  ballots_returned: 1,
  ballots_unused: 193,
  disabled_voted_m: 1,
  disabled_voted_f: 1,
  disabled_voted: 2,
  candidate_1: 112,
  candidate_2: 236,
  valid_votes: 348,
  invalid_votes: 9,
  total_votes: 357,
};

export async function phoneStory(browser: Browser, address: string, ids: () => string): Promise<void> {
  const [desk, other] = await Promise.all(['kabupaten', 'operator.dua'].map((user) => demoPerson(address, user, ids)));
  if (!desk || !other) throw new Error('the demo has its people');
  const code = await desk.newAccount({ name: 'Siti Aminah', role: 'village_operator', region: VILLAGE });
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.goto(`${address}/lapor#/masuk`);
  await page.getByLabel('Nama pengguna').waitFor();
  await takePicture(page, 'lapor-phone', { small: true });
  await page.goto('about:blank');
  await page.goto(`${address}/lapor#aktivasi=${code}`);
  await page.getByLabel('Kata sandi baru').waitFor();
  await takePicture(page, 'lapor-activation', { small: true });
  await page.getByLabel('Kata sandi baru').fill(PASSWORD);
  await page.getByRole('button', { name: 'Aktifkan' }).click();
  await page.waitForSelector('details');
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await takePicture(page, 'lapor-tasks', { small: true });
  const first = await fillFirst(page, desk);
  await context.setOffline(true);
  await saveAndSend(page, () => context.setOffline(false));
  await bothSides(page, other, first);
  await sentBack(page, { desk, first });
  await context.close();
}

/** The first sheet from its empty boxes to the review; its address is kept for what happens to it later. */
async function fillFirst(page: Page, desk: DemoPerson): Promise<string> {
  await page.locator('a.main-act').click();
  await page.waitForSelector('#box-registered_permanent_m');
  const address = decodeURIComponent(new URL(page.url()).hash.slice('#/isi/'.length));
  await type(page, Object.entries(SHEET).slice(0, 5));
  await page.getByText('✎ draf').waitFor();
  await takePicture(page, 'lapor-form', { small: true });
  await type(page, Object.entries(SHEET).slice(5, -3));
  await type(page, [['valid_votes', 384]]);
  await page.getByText('selisih 36').first().waitFor();
  await takePicture(page, 'lapor-mismatch', { small: true });
  await type(page, Object.entries(SHEET).slice(-3));
  await page.getByRole('button', { name: 'Lanjut', exact: true }).click();
  await page.getByRole('heading', { name: 'Periksa, lalu simpan' }).waitFor();
  await page.waitForTimeout(300);
  await takePicture(page, 'lapor-review', { small: true });
  await choosePhoto(page, await paperPhoto(page, desk, address));
  return address;
}

async function type(page: Page, boxes: readonly (readonly [string, number])[]): Promise<void> {
  for (const [field, figure] of boxes) await page.fill(`#box-${field}`, String(figure));
}

/** A drawn C.Hasil of a neighbouring station, as a camera would bring it. */
async function paperPhoto(page: Page, desk: DemoPerson, address: string): Promise<Buffer> {
  const neighbour = address.replace(/:\d{3}:/, ':001:');
  const svg = await desk.readText(`/sheets/${encodeURIComponent(neighbour)}/picture`);
  const drawing = await page.context().newPage();
  await drawing.setViewportSize({ width: 900, height: 1200 });
  await drawing.setContent(svg.replace(/^<\?xml[^>]*>/, ''));
  const photo = await drawing.screenshot({ type: 'jpeg', quality: 80 });
  await drawing.close();
  return photo;
}

async function choosePhoto(page: Page, buffer: Buffer): Promise<void> {
  await page.getByLabel('Pilih dari galeri').setInputFiles([{ name: 'c-hasil.jpg', mimeType: 'image/jpeg', buffer }]);
  const taken = page.getByAltText('Halaman 1');
  await taken.waitFor();
  await taken.scrollIntoViewIfNeeded();
  await takePicture(page, 'lapor-photo', { small: true });
}

/** Without signal into the phone, with signal to the server. */
async function saveAndSend(page: Page, signalBack: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByText('tersimpan di HP').waitFor();
  await takePicture(page, 'lapor-saved', { small: true });
  await page.getByRole('link', { name: /Kiriman/ }).click();
  await page.getByText('hanya ada di HP ini').first().waitFor();
  await takePicture(page, 'lapor-waiting', { small: true });
  await signalBack();
  await page
    .getByRole('button', { name: 'Kirim sekarang' })
    .click({ timeout: 2_000 })
    .catch(() => undefined);
  await page.getByText('Foto 1: diterima').waitFor();
  await takePicture(page, 'lapor-received', { small: true });
}

async function bothSides(page: Page, other: DemoPerson, address: string): Promise<void> {
  await other.send(address, { ...SHEET, candidate_1: 121, candidate_2: 227 });
  await toTasks(page);
  const compare = page.getByRole('link', { name: /Bandingkan/ });
  await compare.waitFor();
  await takePicture(page, 'lapor-conflict-card', { small: true });
  await compare.click();
  await page.getByText('Dua isian yang berbeda').waitFor();
  await takePicture(page, 'lapor-conflict', { small: true });
  await page.getByRole('button', { name: 'Kembali' }).click();
}

/** The next contest of the same station is handed in whole and comes back from the desk. */
async function sentBack(page: Page, { desk, first }: { desk: DemoPerson; first: string }): Promise<void> {
  await toTasks(page);
  await page.locator('a.main-act').click();
  await page.waitForSelector('#box-registered_permanent_m');
  const address = decodeURIComponent(new URL(page.url()).hash.slice('#/isi/'.length));
  if (address === first) throw new Error('the first sheet is done');
  const votes: [string, number][] = [];
  for (const box of await page.locator('[id^="box-candidate_"]').all())
    votes.push([(await box.getAttribute('id'))?.slice('box-'.length) ?? '', 87]);
  const valid = votes.reduce((sum, [, figure]) => sum + figure, 0);
  const plain = Object.entries(SHEET).filter(([field]) => !/^candidate_|_votes$/.test(field));
  await type(page, [...plain, ...votes]);
  await type(page, [
    ['valid_votes', valid],
    ['invalid_votes', 357 - valid],
    ['total_votes', 357],
  ]);
  await page.getByRole('button', { name: 'Lanjut', exact: true }).click();
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByText('tersimpan di HP').waitFor();
  await page.getByRole('link', { name: /Kiriman/ }).click();
  await page.getByText('Tidak ada yang menunggu').waitFor();
  await desk.sendBack(address, 'V.B di kertas 6, bukan 9. Periksa lagi.');
  await toTasks(page);
  await page.getByRole('link', { name: /^Perbaiki/ }).waitFor();
  await takePicture(page, 'lapor-returned', { small: true });
}

async function toTasks(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Tugas saya' }).click();
  await page.getByRole('button', { name: 'Perbarui' }).click();
  await page.evaluate('scrollTo(0, 0)');
}

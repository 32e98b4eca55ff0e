import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type KilledSite, PASSWORD, VILLAGE } from './killed-site.ts';
import type { KilledPaper } from './paper.ts';

/** What a village operator does with the phone, through its screens only. */
export type Card = { readonly user: string; readonly code: string };

export function taskOf(contest: string, station: number): string {
  return `desk:${contest}:${VILLAGE}:${String(station).padStart(3, '0')}:regular`;
}

/** From the card to the list of tasks, until the phone can do without its server. */
export async function activate(page: Page, site: Pick<KilledSite, 'address'>, { code }: Card): Promise<void> {
  await page.goto(`${site.address}/lapor#aktivasi=${encodeURIComponent(code)}`);
  await page.getByLabel('Kata sandi baru').fill(PASSWORD);
  await page.getByRole('button', { name: 'Aktifkan' }).click();
  await untilTasks(page);
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
}

export async function logIn(
  page: Page,
  site: Pick<KilledSite, 'address'>,
  { user }: Pick<Card, 'user'>,
): Promise<void> {
  await page.goto(`${site.address}/lapor#/masuk`);
  await page.getByLabel('Nama pengguna').fill(user);
  await page.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await untilTasks(page);
}

export async function openTasks(page: Page, site: Pick<KilledSite, 'address'>): Promise<void> {
  await page.goto(`${site.address}/lapor#/tugas`);
  await untilTasks(page);
}

export async function untilTasks(page: Page): Promise<void> {
  await page.locator('main details').first().waitFor();
}

export async function openPaper(page: Page, task: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(`#/isi/${encodeURIComponent(task)}`)}`);
  await page.locator('#box-registered_permanent_m, [data-stage-title]').first().waitFor();
}

export type Texts = Readonly<Record<string, string>>;

/** What stands in the boxes after each key of a paper that is typed in order. */
export function statesOf(
  figures: KilledPaper['figures'],
): { readonly field: string; readonly key: string; readonly texts: Texts }[] {
  let texts: Texts = {};
  return Object.entries(figures).flatMap(([field, figure]) =>
    [...String(figure)].map((key) => {
      texts = { ...texts, [field]: `${texts[field] ?? ''}${key}` };
      return { field, key, texts };
    }),
  );
}

/** Each key of the paper, box by box; waits after each for what is to happen then. */
export async function typePaper(
  page: Page,
  figures: KilledPaper['figures'],
  afterKey: () => Promise<void> = async () => undefined,
): Promise<void> {
  let place = '';
  for (const { field, key } of statesOf(figures)) {
    if (field !== place) await page.locator(`#box-${field}`).focus();
    place = field;
    await page.keyboard.press(key);
    await afterKey();
  }
}

/** Boxes that a restart left open are filled in whole; the others stand as they were restored. */
export async function completePaper(page: Page, figures: KilledPaper['figures']): Promise<void> {
  for (const [field, figure] of Object.entries(figures)) {
    const box = page.locator(`#box-${field}`);
    if ((await box.inputValue()) !== String(figure)) await box.fill(String(figure));
  }
}

/** On to the last stage, where photos are added. */
export async function toReview(page: Page): Promise<void> {
  const title = page.getByRole('heading', { name: 'Periksa, lalu simpan' });
  for (let step = 0; step < 5 && !(await title.isVisible()); step++) {
    await page.getByRole('button', { name: 'Lanjut', exact: true }).click();
  }
  await title.waitFor();
}

/** Photos lie in the phone's gallery as files; those that are in the draft already are not added again. */
export async function addPhotos(page: Page, photos: readonly Buffer[]): Promise<void> {
  // A restored page is listed at once; its picture comes a moment later.
  const present = await page.getByRole('button', { name: /^Hapus halaman/ }).count();
  const gallery = mkdtempSync(join(tmpdir(), 'desk-gallery-'));
  const paths = photos.map((_, at) => join(gallery, `${at + 1}.jpg`)).slice(present);
  for (const [at, path] of paths.entries()) writeFileSync(path, photos[present + at] ?? '');
  if (paths.length > 0) await chooseFiles(page, paths);
  await page.getByAltText(`Halaman ${photos.length}`).waitFor();
  rmSync(gallery, { recursive: true });
}

/** By their paths, as a gallery hands them over: the driver's own way carries them through the memory of the page. */
async function chooseFiles(page: Page, files: string[]): Promise<void> {
  await page.getByLabel('Pilih dari galeri').waitFor({ state: 'attached' });
  const session = await page.context().newCDPSession(page);
  const expression = "document.querySelector('input[type=file][multiple]:enabled')";
  const { result } = await session.send('Runtime.evaluate', { expression });
  await session.send('DOM.setFileInputFiles', { files, objectId: result.objectId ?? '' });
  await session.detach();
}

export async function pressSave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
}

export async function untilSaved(page: Page): Promise<void> {
  await page.getByText('tersimpan di HP').waitFor();
}

/** A whole paper from the list of tasks to the phone's own storage. */
export async function enterPaper(page: Page, paper: KilledPaper): Promise<void> {
  await openPaper(page, paper.task);
  await typePaper(page, paper.figures);
  await toReview(page);
  await addPhotos(page, paper.photos);
  await pressSave(page);
  await untilSaved(page);
}

export async function sendNow(page: Page): Promise<void> {
  await page.evaluate("location.hash = '#/kiriman'");
  const act = page.getByRole('button', { name: 'Kirim sekarang' });
  await page.getByRole('heading', { name: 'Kiriman', exact: true }).waitFor();
  // What is wholly at the server, or going there by itself, leaves nothing to press.
  if ((await act.isVisible()) && (await act.isEnabled())) await act.click({ timeout: 2000 }).catch(() => undefined);
}

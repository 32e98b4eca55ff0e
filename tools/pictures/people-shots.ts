import type { Browser } from 'playwright-core';
import { demoPerson } from './demo-person.ts';
import { takePicture } from './take-picture.ts';

const VIEW = { viewport: { width: 1024, height: 700 }, locale: 'id-ID', timezoneId: 'Asia/Makassar' } as const;

/** A kabupaten makes one account: the list, the form filled in, the card. */
export async function peopleShots(browser: Browser, address: string, ids: () => string): Promise<void> {
  const { cookie } = await demoPerson(address, 'kabupaten', ids);
  const context = await browser.newContext({ ...VIEW, reducedMotion: 'reduce' });
  await context.addCookies([cookie]);
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('link', { name: 'Akun', exact: true }).click();
  await page.getByText('Operator Dua').first().waitFor();
  await takePicture(page, 'desk-accounts', { small: true });
  await page.getByRole('link', { name: 'Buat akun' }).click();
  await page.getByLabel('Nama lengkap').fill('Rahmawati');
  await page.getByLabel('Wilayah').fill('Petung');
  await page
    .getByRole('button', { name: /Petung/ })
    .first()
    .click();
  await page.getByText('Dipilih: Petung').waitFor();
  await takePicture(page, 'desk-new-account', { small: true });
  await page.getByRole('button', { name: 'Buat akun dan kartunya' }).click();
  await page.getByRole('heading', { name: '1 kartu aktivasi' }).waitFor();
  await takePicture(page, 'desk-card', { small: true });
  await context.close();
}

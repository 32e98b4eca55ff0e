import type { Browser } from 'playwright-core';
import { demoPerson } from './demo-person.ts';
import { takePicture } from './take-picture.ts';

type Shot = {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** what stands on the page when it is ready */
  readonly text: string;
  /** what is pressed then: the first button or link of this name */
  readonly press?: string;
};

const GLADI = 'election=gladi-pilkada-2024-kaltim&contest=gubernur-64';
const SHOTS: readonly Shot[] = [
  { name: 'desk-province', path: `/?${GLADI}`, width: 1366, height: 768, text: 'Perlu diperiksa' },
  { name: 'desk-regency', path: `/?${GLADI}&region=64.09`, width: 1366, height: 768, text: 'Perlu diperiksa' },
  {
    name: 'desk-real',
    path: '/?election=ppwp-2024-64&contest=ppwp&region=64.09',
    width: 1366,
    height: 768,
    text: 'Perlu diperiksa',
  },
  { name: 'desk-sheet', path: `/?${GLADI}&region=64.09`, width: 1366, height: 1000, text: 'Buka', press: 'Buka' },
  { name: 'desk-phone', path: `/?${GLADI}&region=64.09`, width: 360, height: 740, text: 'Perlu diperiksa' },
];

/** The desk's page as the province sees it, before anybody else has done anything. */
export async function deskShots(browser: Browser, address: string, ids: () => string): Promise<void> {
  const { cookie } = await demoPerson(address, 'provinsi', ids);
  for (const { name, path, width, height, text, press } of SHOTS) {
    const context = await browser.newContext({
      viewport: { width, height },
      locale: 'id-ID',
      timezoneId: 'Asia/Makassar',
      reducedMotion: 'reduce',
    });
    await context.addCookies([cookie]);
    const page = await context.newPage();
    await page.goto(address + path);
    await page.getByText(text).first().waitFor();
    if (press) await page.getByText(press, { exact: true }).first().click();
    await page.waitForLoadState('networkidle');
    await takePicture(page, name);
    await context.close();
  }
}

import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../harness/browser.ts';
import { openPaperFormSite, type PaperFormSite } from './paper-form-site.ts';

const JOURNEY_MS = 120_000;
const NO_DECODER = 'delete VideoFrame.prototype.rotation';

let site: PaperFormSite;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([openPaperFormSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** As a camera stores it that was held so: red where the top of the paper is, blue at its foot. */
async function heldAs(orientation: number): Promise<Buffer> {
  const upright = await sharp({ create: { width: 1800, height: 2400, channels: 3, background: 'blue' } })
    .composite([{ input: { create: { width: 1800, height: 1200, channels: 3, background: 'red' } }, left: 0, top: 0 }])
    .png()
    .toBuffer();
  const turned = { 1: 0, 3: 180, 6: 270, 8: 90 }[orientation];
  return sharp(upright).rotate(turned).withMetadata({ orientation }).jpeg().toBuffer();
}

async function keptOf(page: Page, photo: Buffer): Promise<{ size: number[]; top: string; foot: string }> {
  await page.goto(`${site.address}/?returned`);
  await page.locator('#box-total_votes').focus();
  await page.getByRole('button', { name: 'Lanjut' }).click();
  await page.getByLabel('Pilih dari galeri').setInputFiles([{ name: 'c.jpg', mimeType: 'image/jpeg', buffer: photo }]);
  await page.getByAltText('Halaman 1').waitFor();
  const bytes = await page.evaluate<number[]>(
    'window.store.listDrafts().then(([draft]) => window.store.readPhoto(draft.photos[0].id)).then((bytes) => [...bytes])',
  );
  const { data, info } = await sharp(Buffer.from(bytes)).raw().toBuffer({ resolveWithObject: true });
  const at = (row: number) => data.subarray((row * info.width + 10) * info.channels).subarray(0, 3);
  return { size: [info.width, info.height], top: colourOf(at(10)), foot: colourOf(at(info.height - 10)) };
}

function colourOf([red = 0, , blue = 0]: Uint8Array): string {
  return red > blue ? 'red' : 'blue';
}

describe('a photo of the paper', () => {
  it.each([
    ['by a browser that unpacks it small', ''],
    ['by one that cannot', NO_DECODER],
  ])('stands upright however the camera was held, %s', { timeout: JOURNEY_MS }, async (_, script) => {
    for (const orientation of [1, 3, 6, 8]) {
      const page = await browser.newPage();
      let changed = 0;
      if (script !== '')
        await page.route(/shrink-photo\.worker/, async (route) => {
          changed += 1;
          const reply = await route.fetch();
          await route.fulfill({ response: reply, body: `${script};${await reply.text()}` });
        });
      const kept = await keptOf(page, await heldAs(orientation));
      expect(kept, `held as ${orientation}`).toEqual({ size: [1200, 1600], top: 'red', foot: 'blue' });
      expect(changed).toBe(script === '' ? 0 : 1);
      await page.close();
    }
  });
});

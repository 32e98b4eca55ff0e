import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

const TARGET = join(import.meta.dirname, '..', '..', 'docs', 'pictures');
/** Screens of paper, ink and one accent need no more. */
const COLOURS = 64;

/** Writes what the page shows to docs/pictures; few colours make a small file. */
export async function takePicture(page: Page, name: string, { small = false } = {}): Promise<void> {
  mkdirSync(TARGET, { recursive: true });
  const file = join(TARGET, `${name}.png`);
  const taken = await page.screenshot();
  writeFileSync(
    file,
    small ? await sharp(taken).png({ palette: true, colours: COLOURS, effort: 10 }).toBuffer() : taken,
  );
  console.log(file);
}

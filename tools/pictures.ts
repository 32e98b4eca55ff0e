// Takes the pictures of the documents from a demo of its own: starts one on a free port, opens the pages in a real browser,
// plays one village operator's day, and writes docs/pictures/*.png. Run `npm run pictures`.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { randomIds, systemClock } from '#platform/clock.ts';
import { ensureChromium } from './chromium.ts';
import { startDemo } from './pictures/demo-process.ts';
import { deskShots } from './pictures/desk-shots.ts';
import { peopleShots } from './pictures/people-shots.ts';
import { phoneStory } from './pictures/phone-story.ts';

/** Words after the command choose some of them. */
const PARTS = { desk: deskShots, people: peopleShots, phone: phoneStory } as const;
const CACHE = join(import.meta.dirname, '..', 'node_modules', '.cache');

await takePictures(process.argv.slice(2));

/** A fresh demo each time: what the story does to it would be in the way of the next. */
async function takePictures(wanted: readonly string[]): Promise<void> {
  const executablePath = ensureChromium();
  if (executablePath === null) throw new Error('Chromium tidak ditemukan; tunjukkan tempatnya dengan CHROME_PATH');
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'desk-pictures-'));
  const args = ['--disable-gpu', ...(process.geteuid?.() === 0 ? ['--no-sandbox'] : [])];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const demo = await startDemo(folder);
    try {
      const ids = randomIds(systemClock);
      for (const [name, part] of Object.entries(PARTS))
        if (wanted.length === 0 || wanted.includes(name)) await part(browser, demo.address, () => ids.next());
    } finally {
      await demo.stop();
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

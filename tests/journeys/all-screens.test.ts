import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SCREEN_WORDS } from '#results/web/phone/phone-address.ts';
import { launchBrowser } from '../harness/browser.ts';
import { PHONE_STATES } from './screens/phone-states.ts';
import { openPhoneWorld, type PhoneWorld } from './screens/phone-world.ts';
import { screenFaults } from './screens/screen-faults.ts';

const SIZE = { width: 360, height: 740 };
const STATE_MS = 90_000;
/** Pictures of every state, to look at after a change of style. */
const PICTURES = join(tmpdir(), 'desk-screens', 'phone');

let world: PhoneWorld;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  [world, browser] = await Promise.all([openPhoneWorld(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await world?.site.close();
});
afterEach(() => world.site.start());

describe('the list of screens', () => {
  it('holds every address of the phone, each with its states', () => {
    const listed = new Set<string>(PHONE_STATES.map(({ screen }) => screen));
    expect(Object.keys(SCREEN_WORDS).filter((screen) => !listed.has(screen))).toEqual([]);
    const names = PHONE_STATES.map(({ screen, name }) => `${screen}: ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a screen of the phone', () => {
  it.each(PHONE_STATES)(
    '$screen, $name: anyone can read it, press it and move through it',
    async ({ screen, name, reach, shows }) => {
      const context = await browser.newContext({ viewport: SIZE, hasTouch: true, isMobile: true });
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(20_000);
        await reach({ ...world, context, page });
        await page.getByText(shows).first().waitFor();
        await page.screenshot({ path: join(PICTURES, `${screen} ${name}.png`.replace(/[^a-z.]+/gi, '-')) });
        expect(await screenFaults(page, { size: SIZE, targetPx: screen === 'fill' ? 44 : 24 })).toEqual([]);
      } finally {
        await context.close();
      }
    },
    STATE_MS,
  );
});

import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK_PAGES, parseAddress } from '../../src/situation/web/desk-address.ts';
import { launchBrowser } from '../harness/browser.ts';
import { personAt } from '../harness/people.ts';
import { type DeskSite, openDeskSite } from './desk-site.ts';
import { DESK_STATES, type DeskState } from './screens/desk-states.ts';
import { useFaults } from './screens/screen-faults.ts';

const LAPTOP = { width: 1366, height: 768 };
/** The laptop's layout with more room: what axe-core asks has been answered there. */
const WALL = { width: 1920, height: 1080 };
const SIZES = [{ width: 360, height: 740 }, LAPTOP, WALL];
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const STATE_MS = 90_000;
const OVERHANG = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
/** Pictures of every state, to look at after a change of style. */
const PICTURES = join(tmpdir(), 'desk-screens', 'desk');

let site: DeskSite;
let browser: Browser;
let operator: string;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  [site, browser] = await Promise.all([openDeskSite(), launchBrowser()]);
  const phone = await personAt(site.desk, { role: 'village_operator', region: '64.71.01.1001', name: 'Siti Aminah' });
  operator = phone.account.user;
  await fetch(`${site.address}/api/v1/me/pending`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...phone.headers },
    body: JSON.stringify({ count: 3, bytes: 2700, oldestAt: new Date().toISOString() }),
  });
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function reachState(context: BrowserContext, { who, path, before, reach, shows }: DeskState): Promise<Page> {
  if (who) await context.addCookies([await site.person(who)]);
  await before?.(context);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(site.address + path.replace('OPERATOR', operator));
  if (reach) await reach(page);
  await page.getByText(shows).first().waitFor();
  return page;
}

describe('the list of views', () => {
  it('holds every page and every part of an address that the desk knows', () => {
    const addresses = DESK_STATES.map(({ path }) => parseAddress(path.replace(/^[^?]*/, '')));
    const pages = new Set(addresses.map(({ page }) => page));
    expect(DESK_PAGES.filter((page) => !pages.has(page))).toEqual([]);
    const parts = Object.keys(parseAddress('')) as (keyof ReturnType<typeof parseAddress>)[];
    const usual = parseAddress('');
    expect(parts.filter((part) => addresses.every((address) => address[part] === usual[part]))).toEqual([]);
  });
});

describe('at 360, 1366 and 1920 pixels', () => {
  it.each(DESK_STATES)(
    '$name: anyone can read it, press it and move through it',
    async (state) => {
      const context = await browser.newContext({ viewport: LAPTOP });
      try {
        const page = await reachState(context, state);
        await page.screenshot({ path: join(PICTURES, `${state.name.replace(/[^a-z]+/gi, '-')}.png`) });
        for (const size of SIZES) {
          await page.setViewportSize(size);
          expect(await page.evaluate(OVERHANG)).toBe(0);
          if (size === WALL) continue;
          const found = await new AxeBuilder({ page }).withTags(AXE_TAGS).analyze();
          expect(found.violations.map(({ id, nodes }) => `${size.width}: ${id} ${nodes[0]?.html}`)).toEqual([]);
        }
        expect(await useFaults(page, { size: LAPTOP, targetPx: 24 })).toEqual([]);
      } finally {
        await context.close();
      }
    },
    STATE_MS,
  );
});

import type { Page } from 'playwright-core';
import type { KilledSite } from './killed-site.ts';
import { scriptOf } from './next-build.ts';

/** The script that the page on the screen runs: another one in each version. */
export function scriptOn(page: Page): Promise<string> {
  return page.evaluate<string>("new URL(document.querySelector('script[type=module]').src).pathname");
}

export function scriptOfVersion(site: Pick<KilledSite, 'buildOf'>, version: number): string {
  return scriptOf(site.buildOf(version));
}

/** A newer version has been fetched whole and waits to be let in. */
export async function untilNewerWaits(page: Page): Promise<void> {
  await untilTrue(page, 'navigator.serviceWorker.getRegistration().then((one) => Boolean(one?.waiting))');
}

/** Somebody looks at one screen and the other until this version is there. */
export async function untilScriptIs(page: Page, script: string): Promise<void> {
  const named = JSON.stringify(script);
  await untilTrue(
    page,
    `(location.hash = location.hash === '#/tugas' ? '#/kiriman' : '#/tugas') &&
      new URL(document.querySelector('script[type=module]').src).pathname === ${named}`,
  );
}

const LIMIT_MS = 60_000;
const LOOK_AGAIN_MS = 500;

/** Asked from outside, because the page's own policy evaluates no text; a page that is just being loaded answers later. */
async function untilTrue(page: Page, expression: string): Promise<void> {
  const limit = Date.now() + LIMIT_MS;
  while (!(await page.evaluate<boolean>(expression).catch(() => false))) {
    if (Date.now() > limit) throw new Error(`never true: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

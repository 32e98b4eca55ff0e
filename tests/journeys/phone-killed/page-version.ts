import type { Page } from 'playwright-core';
import type { KilledSite } from './killed-site.ts';
import { scriptOf } from './next-build.ts';
import { untilTrue } from './until-true.ts';

/** The script that the page on the screen runs: another one in each version. */
export function scriptOn(page: Page): Promise<string> {
  return page.evaluate<string>("new URL(document.querySelector('script[type=module]').src).pathname");
}

export function scriptOfVersion(site: Pick<KilledSite, 'buildOf'>, version: number): string {
  return scriptOf(site.buildOf(version));
}

/** A newer version has been fetched whole and waits to be let in. */
export async function untilNewerWaits(page: Page): Promise<void> {
  await untilTrue(() =>
    page.evaluate<boolean>('navigator.serviceWorker.getRegistration().then((one) => Boolean(one?.waiting))'),
  );
}

/** Somebody looks at one screen and the other until this version is there. */
export async function untilScriptIs(page: Page, script: string): Promise<void> {
  await untilTrue(async () => {
    await page.evaluate("location.hash = location.hash === '#/tugas' ? '#/kiriman' : '#/tugas'");
    return (await scriptOn(page)) === script;
  });
}

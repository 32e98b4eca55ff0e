import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { KillRun } from './kill-run.ts';
import type { KilledSite } from './killed-site.ts';
import { openTasks, taskOf } from './operator-acts.ts';
import { scriptOfVersion, scriptOn, untilNewerWaits, untilScriptIs } from './page-version.ts';

/**
 * The newer version takes over when nobody has a form open, and waits while somebody has; what was typed is still there
 * in the version after it, and after a death without the server.
 */
export async function checkTakeOver(site: KilledSite, { phone, backAs }: KillRun, station: number): Promise<void> {
  const task = taskOf('gubernur', station);
  const form = `${site.address}/lapor#/isi/${encodeURIComponent(task)}`;
  const [newer, newest] = [scriptOfVersion(site, backAs), scriptOfVersion(site, backAs + 1)];
  await phone.kill();
  const page = await phone.start();
  await openTasks(page, site);
  await untilScriptIs(page, newer);
  await openForm(page, form);
  await site.stop();
  await site.start(backAs + 1);
  await page.reload();
  await page.locator('#box-candidate_1').fill('77');
  await untilNewerWaits(page);
  assert.equal(await scriptOn(page), newer, 'no version takes over under an open form');
  await page.getByRole('button', { name: 'Kembali', exact: true }).click();
  await untilScriptIs(page, newest);
  await phone.kill();
  await site.stop();
  const alone = await phone.start();
  await openForm(alone, form);
  assert.equal(await alone.locator('#box-candidate_1').inputValue(), '77');
  assert.equal(await scriptOn(alone), newest, 'the newest version needs no server either');
  await site.start(backAs + 1);
}

async function openForm(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('#box-candidate_1').waitFor();
}

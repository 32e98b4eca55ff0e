import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type KillRun, untilAllSent } from './kill-run.ts';
import type { KilledSite } from './killed-site.ts';
import { activate, enterPaper, openTasks, sendNow } from './operator-acts.ts';
import { drawFigures, seededDraw } from './paper.ts';
import { newPhone, type Phone } from './phone.ts';
import { keepsRival } from './phone-storage.ts';
import { untilTrue } from './until-true.ts';

export type Rival = { readonly phone: Phone; readonly figures: Readonly<Record<string, number>> };
type History = {
  readonly revisions: readonly { readonly values: Readonly<Record<string, number>> }[];
  readonly rivals: readonly { readonly open: boolean; readonly values: Readonly<Record<string, number>> }[];
};

/** Somebody else of the village is sooner with other figures for the first of the two papers. */
export async function sendRival(site: KilledSite, { plan, papers }: KillRun): Promise<Rival> {
  const phone = newPhone();
  const figures = drawFigures(seededDraw(plan.seed + 1_000_003));
  const page = await phone.start();
  await activate(page, site, await site.newOperator(`Rekan ${plan.seed}`));
  await enterPaper(page, { ...papers[0], figures });
  await sendNow(page);
  await untilAllSent(page);
  await phone.quit();
  return { phone, figures };
}

/** Both figures can be read on both phones without the server after a death, and at the desk. */
export async function checkBothSides(site: KilledSite, run: KillRun, rival: Rival): Promise<void> {
  const [{ task, figures }] = run.papers;
  for (const phone of [run.phone, rival.phone]) {
    await phone.kill();
    const page = await phone.start();
    await openTasks(page, site);
    await untilTrue(() => keepsRival(page, task));
    await page
      .getByRole('link', { name: /Bandingkan/ })
      .first()
      .waitFor();
    await phone.kill();
  }
  await site.stop();
  for (const phone of [run.phone, rival.phone]) {
    const page = await phone.start();
    await page.goto(`${site.address}/lapor#/lembar/${encodeURIComponent(task)}`);
    const shown = await textOf(page);
    for (const field of ['candidate_1', 'candidate_2'])
      for (const figure of [figures[field], rival.figures[field]])
        assert.match(shown, new RegExp(`(^|\\D)${figure}(\\D|$)`), `${field} of both sides`);
    assert.deepEqual(phone.complaints(), []);
    await phone.kill();
  }
  await site.start(run.backAs);
  const reply = await fetch(`${site.address}/api/v1/sheets/${encodeURIComponent(task)}`, {
    headers: site.overseer.headers,
  });
  const { revisions, rivals } = (await reply.json()) as History;
  assert.deepEqual(
    revisions.map(({ values }) => values),
    [rival.figures],
    'the first figures stand',
  );
  assert.deepEqual(
    rivals.map(({ values, open }) => ({ values, open })),
    [{ values: figures, open: true }],
  );
}

/** The rows in which the two sides differ. */
async function textOf(page: Page): Promise<string> {
  const rows = page.locator('article.conflict tr.differs');
  await rows.first().waitFor();
  return (await rows.allInnerTexts()).join(' ').replace(/\s+/g, ' ');
}

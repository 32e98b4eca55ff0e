// The phone that dies, by command: `npm run phone:kill -- --runs 20 --from 1`. Every seed prints its moment.
import { parseArgs } from 'node:util';
import { checkBothSides, sendRival } from './conflict.ts';
import { enterUntilKilled, finishRun, type KillRun, prepareRun } from './kill-run.ts';
import { type KilledSite, openKilledSite } from './killed-site.ts';
import { withOwnDatabase } from './own-database.ts';
import { checkTakeOver } from './update.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '20' }, from: { type: 'string', default: '1' } },
});
/** Of every four runs one meets other figures, one a newer version of the pages. */
const TURNS = ['plain', 'conflict', 'plain', 'update'] as const;
const STATIONS_EACH = 3;

process.env.DESK_LOG = 'silent';
const [runs, from] = [Number(values.runs), Number(values.from)];
await withOwnDatabase(async (sql) => {
  const site = await openKilledSite(sql, { stations: runs * STATIONS_EACH });
  try {
    for (let at = 0; at < runs; at++) await oneRun(site, at);
  } finally {
    await site.close();
  }
});
console.log(`${runs} runs from seed ${from}: every sheet and photo arrived exactly once, receipts match`);

async function oneRun(site: KilledSite, at: number): Promise<void> {
  const turn = TURNS[at % TURNS.length] ?? 'plain';
  const first = at * STATIONS_EACH + 1;
  const start = performance.now();
  const backAs = turn === 'update' ? 1 : 0;
  const run = await prepareRun(site, { seed: from + at, stations: [first, first + 1], backAs });
  console.log(`${JSON.stringify(run.plan)} ${turn}`);
  try {
    if (turn === 'conflict') await meetRival(site, run);
    else await enterUntilKilled(site, run).then(() => finishRun(site, run));
    // A death while sending lets the newer pages in at once: nobody has a form open then.
    if (turn === 'update' && run.plan.at !== 'sending') await checkTakeOver(site, run, first + 2);
  } finally {
    await run.phone.throwAway();
  }
  await site.stop();
  await site.start();
  console.log(`  arrived once, ${Math.round((performance.now() - start) / 1000)} s`);
}

async function meetRival(site: KilledSite, run: KillRun): Promise<void> {
  const rival = await sendRival(site, run);
  try {
    await enterUntilKilled(site, run);
    await finishRun(site, run, (task) => (task === run.papers[0].task ? 'conflict' : 'accepted'));
    await checkBothSides(site, run, rival);
  } finally {
    await rival.phone.throwAway();
  }
}

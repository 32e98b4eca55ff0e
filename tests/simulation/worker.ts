// Runs seeds in one process on one database and prints one JSON line for each. `run.ts` starts it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BUGS } from './bugs/bugs.ts';
import { plant } from './bugs/plant.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    /** every n-th seed is this worker's */
    stride: { type: 'string', default: '1' },
    bug: { type: 'string' },
    /** virtual seconds until the faults stop */
    evening: { type: 'string', default: '480' },
    /** each seed again, for its hash */
    twice: { type: 'boolean', default: false },
    /** an empty, migrated database for this worker alone; without it, one in a temporary folder */
    database: { type: 'string' },
  },
});

process.env.DESK_LOG = 'silent';
// A worker that is told to stop ends after its seed, so that its database ends with it.
let isStopped = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    isStopped = true;
  });
const patches = values.bug === undefined ? [] : BUGS[values.bug];
if (!patches) throw new Error(`no planted bug is called ${values.bug}; there are ${Object.keys(BUGS).join(', ')}`);
const unmet = plant(patches);
// After the planting: what is imported before it would stay whole.
const { simulate } = await import('./simulate.ts');
const { prepareGround } = await import('./world/ground.ts');
const { openDatabase } = await import('#platform/db/connect.ts');

const folder = mkdtempSync(join(tmpdir(), 'desk-simulation-'));
const opened = await openDatabase(values.database === undefined ? { dataDir: folder } : { url: values.database });
if (!opened.ok) throw new Error(opened.problem.message.en);
try {
  await runSeeds(opened.value.sql);
} finally {
  await opened.value.close();
  rmSync(folder, { recursive: true, force: true });
}

async function runSeeds(sql: Parameters<typeof prepareGround>[0]): Promise<void> {
  const ground = await prepareGround(sql, folder);
  if (unmet().length > 0) throw new Error(`planted, but never loaded: ${unmet().join(', ')}`);
  const eveningMs = 1000 * Number(values.evening);
  const [from, seeds, stride] = [Number(values.from), Number(values.seeds), Number(values.stride)];
  for (let seed = from; seed < from + seeds && !isStopped; seed += stride) {
    const start = performance.now();
    const report = await simulate(ground, seed, eveningMs);
    const again =
      values.twice && report.broken.length === 0 ? (await simulate(ground, seed, eveningMs)).hash : report.hash;
    const ms = Math.round(performance.now() - start);
    const isBroken = report.broken.length > 0 || again !== report.hash;
    const log = isBroken ? report.log : [];
    process.stdout.write(`${JSON.stringify({ ...report, again, ms, log })}\n`);
    if (isBroken) return;
  }
}

// The seeded simulation by command: `npm run sim -- --seeds 1000 --workers 2`. docs/decisions/0024 says what it is.
import { parseArgs } from 'node:util';
import { addFaults, FAULTS, noFaults } from './kernel/faults.ts';
import { runSeeds, type SeedLine } from './run-seeds.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
    workers: { type: 'string', default: '1' },
    bug: { type: 'string' },
    /** virtual seconds until the faults stop: shorter evenings, more seeds */
    evening: { type: 'string', default: '480' },
    twice: { type: 'boolean', default: false },
  },
});
const LOG_LINES = 60;
const PROGRESS_SEEDS = 100;

const seeds = Number(values.seeds);
const from = Number(values.from);
const faults = noFaults();
const acts = new Map<string, number>();
let count = { seeds: 0, steps: 0, submissions: 0 };
let found: SeedLine | null = null;
const start = performance.now();
await runSeeds(
  {
    from,
    seeds,
    workers: Number(values.workers),
    twice: values.twice,
    bug: values.bug ?? null,
    evening: values.evening,
  },
  (line) => {
    count = {
      seeds: count.seeds + 1,
      steps: count.steps + line.steps,
      submissions: count.submissions + line.submissions,
    };
    addFaults(faults, line.faults);
    for (const [act, times] of Object.entries(line.acts)) acts.set(act, (acts.get(act) ?? 0) + times);
    if (count.seeds % PROGRESS_SEEDS === 0) console.error(`${count.seeds} seeds, ${perSecond(count.steps)} steps/s`);
    if (line.broken.length === 0 && line.again === line.hash) return true;
    found = line;
    return false;
  },
);
report(found);

function report(broken: SeedLine | null): void {
  const s = (performance.now() - start) / 1000;
  console.log(
    `${count.seeds} seeds from ${from}, ${count.steps} steps, ${count.submissions} submissions in ${s.toFixed(1)} s: ${perSecond(count.steps)} steps/s`,
  );
  if (values.bug === undefined) {
    for (const fault of FAULTS) console.log(`  ${String(faults[fault]).padStart(7)}  ${fault}`);
    for (const [act, times] of [...acts].sort()) console.log(`  ${String(times).padStart(7)}  ${act}`);
    if (broken) tell(broken);
    else console.log('every invariant held');
    process.exitCode = broken ? 1 : 0;
    return;
  }
  if (broken) console.log(`${values.bug}: found after ${broken.seed - from + 1} seeds: ${broken.broken[0]}`);
  else console.log(`${values.bug}: not found`);
  process.exitCode = broken ? 0 : 1;
}

function tell({ seed, log, broken, hash, again }: SeedLine): void {
  console.log(log.slice(-LOG_LINES).join('\n'));
  if (hash !== again) console.log(`seed ${seed} gave ${hash}, then ${again}`);
  for (const text of broken.slice(0, 10)) console.log(text);
  console.log(`again: npm run sim -- --from ${seed} --seeds 1 --evening ${values.evening}`);
}

function perSecond(steps: number): number {
  return Math.round((1000 * steps) / (performance.now() - start));
}

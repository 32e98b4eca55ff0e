import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NATIONAL } from '#kernel/region-code.ts';
import { openDatabase } from '#platform/db/connect.ts';
import { openDeskFolders } from '#platform/db/launcher/folders.ts';
import { findPostmaster } from '#platform/db/launcher/postmaster.ts';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import type { Desk } from '#results/desk.ts';
import { recountTotals } from '#results/recount/recount-totals.ts';
import { deskServer } from '../src/server.ts';
import { askTallies } from './lib/ask-tallies.ts';
import { withBenchFolder } from './lib/bench-folder.ts';
import { cpuTime } from './lib/cpu-time.ts';
import { measureFsync } from './lib/fsync-time.ts';
import { benchDesk, prepareNation } from './lib/national-desk.ts';
import { percentile } from './lib/percentile.ts';
import { rate, say, sayMachine, seconds } from './lib/say.ts';
import { sendSheets } from './lib/send-sheets.ts';
import { type BenchStation, shuffled, spreadEvenly } from './lib/spread.ts';

const { values } = parseArgs({
  options: {
    stations: { type: 'string', default: '435000' },
    /** callers in flight, each with the sheets of one station */
    callers: { type: 'string', default: '1000' },
    /** spread: stations report from everywhere at once; village: one village after the other */
    order: { type: 'string', default: 'spread' },
    folder: { type: 'string' },
  },
});

await withBenchFolder(values.folder, measureNation);

async function measureNation(folder: string): Promise<void> {
  sayMachine(measureFsync(folder));
  const data = join(folder, 'data');
  const opened = await openDatabase({ dataDir: data });
  if (!opened.ok) throw new Error(opened.problem.message.en);
  try {
    await measureDesk(benchDesk(opened.value.sql), await postmasterOf(data));
  } finally {
    await opened.value.close();
  }
}

async function measureDesk(desk: Desk, postmaster: number): Promise<void> {
  const stations = spreadEvenly(NATIONAL, Number(values.stations));
  const election = await timed(`${stations.length} stations imported`, () => prepareNation(desk, stations));
  await measureIntake(desk, postmaster, { election, stations });
  const recounted = await timed('recount', () => recountTotals(desk.sql, [election]));
  say('  rows compared, differences', `${recounted.compared}, ${recounted.differences.length}`);
  const [size] = await desk.sql<{ bytes: number }[]>`select pg_database_size(current_database())::bigint as bytes`;
  say('database', `${Math.round((size?.bytes ?? 0) / 1e6)} MB`);
  process.env.DESK_LOG ??= 'warn';
  const app = await deskServer(desk);
  await askTallies(app, election.contests[0]?.id ?? '');
  await app.close();
  say('memory of the desk at its largest', `${Math.round(process.resourceUsage().maxRSS / 1000)} MB`);
  if (recounted.differences.length > 0) process.exitCode = 1;
}

type Nation = {
  readonly election: Awaited<ReturnType<typeof prepareNation>>;
  readonly stations: readonly BenchStation[];
};

async function measureIntake(desk: Desk, postmaster: number, { election, stations }: Nation): Promise<void> {
  const order = values.order === 'village' ? stations : shuffled(stations);
  const intake = sheetIntake(desk);
  const cpu = cpuTime(postmaster);
  const start = performance.now();
  let told = start;
  const onProgress = (sheets: number) => {
    const now = performance.now();
    if (now - told < 10_000) return;
    told = now;
    console.error(`  ${sheets} sheets after ${seconds(now - start)}`);
  };
  const sent = await sendSheets({
    desk,
    intake,
    election,
    stations: order,
    callers: Number(values.callers),
    onProgress,
  });
  await intake.drain();
  const ms = performance.now() - start;
  const used = cpuTime(postmaster);
  say(`${sent.sheets} sheets taken in, order ${values.order}`, `${seconds(ms)} ${JSON.stringify(sent.outcomes)}`);
  say('  sheets/s', rate(sent.sheets, ms));
  say(
    '  wait for a receipt, p50 / p99',
    `${[50, 99].map((p) => percentile(sent.waitsMs, p).toFixed(0)).join(' / ')} ms`,
  );
  say('  Node processor time per sheet', `${((used.nodeUs - cpu.nodeUs) / sent.sheets).toFixed(0)} µs`);
  say('  PostgreSQL processor time per sheet', `${((used.postgresUs - cpu.postgresUs) / sent.sheets).toFixed(0)} µs`);
}

async function timed<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  const start = performance.now();
  const value = await work();
  say(name, seconds(performance.now() - start));
  return value;
}

async function postmasterOf(data: string): Promise<number> {
  const folders = await openDeskFolders(data);
  const running = folders.ok ? await findPostmaster(folders.value.cluster) : null;
  if (!running) throw new Error('the embedded server does not run');
  return running.pid;
}

import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDeskFolders } from '#platform/db/launcher/folders.ts';
import { findPostmaster } from '#platform/db/launcher/postmaster.ts';
import { withBenchFolder } from './lib/bench-folder.ts';
import { type CpuTime, cpuTime, waitedForCpuMs } from './lib/cpu-time.ts';
import { measureFsync } from './lib/fsync-time.ts';
import { prepareLogIns } from './lib/log-in-desk.ts';
import type { LogInReply, LogInRun, LogInWish } from './lib/log-in-plan.ts';
import { percentile } from './lib/percentile.ts';
import { say, sayMachine, seconds } from './lib/say.ts';

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const PHONES = fileURLToPath(new URL('./log-in-phones.ts', import.meta.url));
const WINDOW_MS = 60_000;
/** The last of an even spread is due this long before the window closes, so that it can be in when it does. */
const LAST_DUE_MS = 5_000;
const SHEETS_PER_S = 20;
const SHEET_P99_AIM_MS = 1000;

const { values } = parseArgs({ options: { folder: { type: 'string' } } });

await withBenchFolder(values.folder, measureLogIns);

/** The desk is a process of its own as `npm start` makes it, the phones are another; this one only counts. */
async function measureLogIns(folder: string): Promise<void> {
  sayMachine(measureFsync(folder));
  say(
    'load of the machine before, 1 / 5 / 15 min',
    loadavg()
      .map((load) => load.toFixed(1))
      .join(' / '),
  );
  const data = join(folder, 'data');
  const prepared = await prepareLogIns(data);
  say('people, and senders of sheets', `${prepared.people.length}, ${prepared.senders.length}`);
  const desk = spawn(process.execPath, [CLI, 'serve', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DESK_LOG: 'warn' },
  });
  const phones = fork(PHONES);
  try {
    const address = await addressOf(desk);
    const pid = desk.pid as number;
    const measure = () => ({ ...cpuTime(postmaster, pid), waitedMs: waitedForCpuMs(pid) });
    const postmaster = await postmasterOf(data);
    await ask(phones, { kind: 'plan', plan: { ...prepared, address } });
    await ask(phones, { kind: 'enter' });
    await runOnce(phones, measure, 'spread evenly', WINDOW_MS - LAST_DUE_MS);
    await runOnce(phones, measure, 'all in the same moment', 0);
  } finally {
    phones.disconnect();
    desk.kill('SIGTERM');
    if (desk.exitCode === null) await once(desk, 'exit');
  }
}

type Measured = CpuTime & { readonly waitedMs: number };

async function runOnce(phones: ChildProcess, measure: () => Measured, name: string, spreadMs: number): Promise<void> {
  const [before, start] = [measure(), performance.now()];
  const reply = await ask(phones, { kind: 'run', spreadMs, lastsMs: WINDOW_MS, sheetsPerS: SHEETS_PER_S });
  const [after, ms] = [measure(), performance.now() - start];
  if (reply.kind !== 'ran') throw new Error('the phones did not run');
  const { run } = reply;
  const cores = (us: number) => (us / 1000 / ms).toFixed(2);
  say(`log-ins ${name}: in, after`, `${run.logInMs.length}, ${seconds(run.allInMs)} (aim ${seconds(WINDOW_MS)})`);
  say('  a log-in waited, p50 / p99 / longest', times(run.logInMs));
  say('  its tasks after it, p50 / p99 / longest', times(run.tasksMs));
  say(`  sheets taken in at ${SHEETS_PER_S}/s`, `${run.sheetMs.length} ${JSON.stringify(run.outcomes)}`);
  say('  a sheet waited, p50 / p99 / longest', `${times(run.sheetMs)} (aim p99 ≤ ${SHEET_P99_AIM_MS})`);
  say('  errors', [run.errors.length, ...new Set(run.errors)].slice(0, 6).join('; '));
  say(
    '  cores in use: Node, PostgreSQL, phones',
    [after.nodeUs - before.nodeUs, after.postgresUs - before.postgresUs, run.cpuUs].map(cores).join(', '),
  );
  say(
    '  the desk was ready and had no processor for',
    `${seconds(after.waitedMs - before.waitedMs)} of ${seconds(ms)}`,
  );
  say('  phones late by, p99; load after', `${run.lateMs.toFixed(0)} ms; ${loadavg()[0]?.toFixed(1)}`);
  if (isMissed(run)) process.exitCode = 1;
}

function isMissed({ errors, allInMs, sheetMs, outcomes }: LogInRun): boolean {
  const isEachAccepted = outcomes.accepted === sheetMs.length;
  return errors.length > 0 || !isEachAccepted || allInMs > WINDOW_MS || percentile(sheetMs, 99) > SHEET_P99_AIM_MS;
}

function times(ms: readonly number[]): string {
  return `${[50, 99, 100].map((percent) => percentile(ms, percent).toFixed(0)).join(' / ')} ms`;
}

async function ask(phones: ChildProcess, wish: LogInWish): Promise<LogInReply> {
  phones.send(wish);
  const [reply] = await once(phones, 'message');
  return reply as LogInReply;
}

async function addressOf(desk: ChildProcess): Promise<string> {
  if (!desk.stdout) throw new Error('the desk has no standard output');
  for await (const line of createInterface({ input: desk.stdout })) {
    const address = /^ready (\S+)$/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('the desk ended before it was ready');
}

async function postmasterOf(data: string): Promise<number> {
  const folders = await openDeskFolders(data);
  const running = folders.ok ? await findPostmaster(folders.value.cluster) : null;
  if (!running) throw new Error('the embedded server does not run');
  return running.pid;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SeedReport } from './simulate.ts';

/** What a worker says of a seed; `again` is the hash of its second run, or the same one. */
export type SeedLine = SeedReport & { readonly again: string; readonly ms: number };
export type SeedRun = {
  readonly from: number;
  readonly seeds: number;
  readonly workers: number;
  readonly twice: boolean;
  readonly bug: string | null;
  /** virtual seconds until the faults stop; 480 unless told */
  readonly evening?: string;
  /** for one worker alone */
  readonly database?: string;
};

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Runs seeds in processes of their own; `hear` says whether to go on. */
export async function runSeeds(run: SeedRun, hear: (line: SeedLine) => boolean): Promise<void> {
  const children: ChildProcess[] = [];
  let isOver = false;
  const ends = Array.from({ length: run.workers }, async (_, worker) => {
    const child = spawn(process.execPath, [WORKER, ...argumentsOf(run, worker)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    for await (const text of createInterface({ input: child.stdout })) {
      if (isOver || hear(JSON.parse(text) as SeedLine)) continue;
      isOver = true;
      for (const each of children) each.kill('SIGTERM');
    }
    const status = await ended;
    if (status !== 0 && !isOver) throw new Error(`a worker ended with ${status}`);
  });
  await Promise.all(ends);
}

function argumentsOf({ from, seeds, workers, twice, bug, evening, database }: SeedRun, worker: number): string[] {
  return [
    ...['--from', String(from + worker), '--seeds', String(seeds - worker), '--stride', String(workers)],
    ...(twice ? ['--twice'] : []),
    ...(bug === null ? [] : ['--bug', bug]),
    ...(evening === undefined ? [] : ['--evening', evening]),
    ...(database === undefined ? [] : ['--database', database]),
  ];
}

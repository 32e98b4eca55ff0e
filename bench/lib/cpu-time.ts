import { readdirSync, readFileSync } from 'node:fs';

/** Processor time used so far, in microseconds. */
export type CpuTime = { readonly nodeUs: number; readonly postgresUs: number };

/** Linux counts a process's time in hundredths of a second, whatever its kernel ticks. */
const US_PER_TICK = 10_000;

/**
 * @param postmaster the process id of the database server, whose sessions are its children
 * @param server the process of the desk where that is not this one
 */
export function cpuTime(postmaster: number, server: number = process.pid): CpuTime {
  return { nodeUs: statOf(String(server)).own * US_PER_TICK, postgresUs: ticksOfTree(postmaster) * US_PER_TICK };
}

/** The server's own time and that of its ended sessions, and what the living ones have used. */
function ticksOfTree(postmaster: number): number {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(name);
    if (Number(name) === postmaster) ticks += stat.own + stat.ended;
    else if (stat.parent === postmaster) ticks += stat.own;
  }
  return ticks;
}

/** @source proc(5), /proc/pid/stat: fields 4 ppid, 14 utime, 15 stime, 16 cutime, 17 cstime */
function statOf(pid: string): { readonly parent: number; readonly own: number; readonly ended: number } {
  let text = '';
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return { parent: 0, own: 0, ended: 0 };
  }
  // The name of the program stands in brackets and may hold spaces.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3] ?? 0);
  return { parent: field(4), own: field(14) + field(15), ended: field(16) + field(17) };
}

/**
 * How long the main thread of a process was ready to run and had no processor: what a busy machine costs it.
 * @source Linux Documentation/scheduler/sched-stats.rst, /proc/<pid>/schedstat, in nanoseconds
 */
export function waitedForCpuMs(pid: number): number {
  const [, waitedNs] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
  return Number(waitedNs) / 1e6;
}

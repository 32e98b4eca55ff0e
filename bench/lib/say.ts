import { availableParallelism, cpus, totalmem } from 'node:os';
import type { FsyncTime } from './fsync-time.ts';

/** One figure a line, so that two runs can be laid side by side. */
export function say(name: string, value: string): void {
  console.log(`${name.padEnd(46)} ${value}`);
}

/** Without these lines a rate means nothing. */
export function sayMachine(fsync: FsyncTime): void {
  const gib = Math.round(totalmem() / 2 ** 30);
  say('date', new Date().toISOString().slice(0, 16));
  say('machine', `${availableParallelism()} cores, ${gib} GiB, ${cpus()[0]?.model ?? 'unknown processor'}`);
  say('node', process.version);
  say('fdatasync of 8 kB, median / p95', `${fsync.medianMs.toFixed(3)} / ${fsync.p95Ms.toFixed(3)} ms`);
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

export function rate(count: number, ms: number): string {
  return String(Math.round((count * 1000) / ms));
}

import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { percentile } from './percentile.ts';

const WRITES = 200;
const PAGE_BYTES = 8192;

export type FsyncTime = { readonly medianMs: number; readonly p95Ms: number };

/** What the disk below a folder takes to keep one page of the database for good: the floor under every commit. */
export function measureFsync(folder: string): FsyncTime {
  const path = join(folder, `fsync-${process.pid}`);
  const page = Buffer.alloc(PAGE_BYTES, 1);
  const times: number[] = [];
  const file = openSync(path, 'w');
  try {
    for (let i = 0; i < WRITES; i++) {
      const start = performance.now();
      writeSync(file, page);
      fdatasyncSync(file);
      times.push(performance.now() - start);
    }
  } finally {
    closeSync(file);
    rmSync(path);
  }
  return { medianMs: percentile(times, 50), p95Ms: percentile(times, 95) };
}

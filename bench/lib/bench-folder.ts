import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PARENT = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));

/**
 * A folder for one run, on the disk of the repository unless another parent is named: the system's folder for temporary
 * files often lies in memory, where nothing costs what it costs a desk. Removed with everything in it, also on failure.
 */
export async function withBenchFolder<Value>(
  parent: string | undefined,
  work: (folder: string) => Promise<Value>,
): Promise<Value> {
  mkdirSync(parent ?? PARENT, { recursive: true });
  const folder = mkdtempSync(join(parent ?? PARENT, 'desk-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { addFaults, FAULTS, noFaults } from './kernel/faults.ts';
import { runSeeds, type SeedLine } from './run-seeds.ts';

/** About three minutes on two busy cores; any number by `npm run sim -- --seeds N`. */
const SEEDS = 60;
const SEEDS_TWICE = 3;
const TEST_MS_MAX = 30 * 60_000;

describe('phones, network and server through a bad evening', () => {
  let databases: TestDatabase[];
  beforeAll(async () => {
    databases = [await testDatabase(), await testDatabase()];
  });
  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  it('the same seed gives the same evening', { timeout: TEST_MS_MAX }, async () => {
    const lines = await linesOf({ seeds: SEEDS_TWICE, from: 1, twice: true, database: databases[0]!.url });
    expect(lines.map(({ again }) => again)).toEqual(lines.map(({ hash }) => hash));
    expect(new Set(lines.map(({ hash }) => hash)).size).toBe(SEEDS_TWICE);
  });

  it('loses nothing, doubles nothing and overwrites nothing, whatever fails', { timeout: TEST_MS_MAX }, async () => {
    const start = performance.now();
    const lines = await linesOf({ seeds: SEEDS, from: 1000, twice: false, database: databases[1]!.url });
    const faults = noFaults();
    for (const line of lines) addFaults(faults, line.faults);
    const s = (performance.now() - start) / 1000;
    const steps = sum(lines.map((line) => line.steps));
    console.log(
      `${lines.length} seeds, ${steps} steps, ${sum(lines.map((line) => line.submissions))} submissions in ${s.toFixed(0)} s: ${Math.round(steps / s)} steps/s\n${JSON.stringify(faults, null, 1)}`,
    );
    const [broken] = lines.filter((line) => line.broken.length > 0);
    expect(broken && { seed: broken.seed, broken: broken.broken, log: broken.log.slice(-40) }).toBeUndefined();
    expect(lines).toHaveLength(SEEDS);
    expect(FAULTS.filter((fault) => faults[fault] === 0)).toEqual([]);
  });
});

async function linesOf(run: { seeds: number; from: number; twice: boolean; database: string }): Promise<SeedLine[]> {
  const lines: SeedLine[] = [];
  await runSeeds({ ...run, workers: 1, bug: null }, (line) => {
    lines.push(line);
    return line.broken.length === 0;
  });
  return lines;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { addFaults, FAULTS, noFaults } from './kernel/faults.ts';
import { runSeeds, type SeedLine, type SeedRun } from './run-seeds.ts';

/** Seeds for so long, and never fewer than so many; any number by `npm run sim -- --seeds N`. */
const LASTS_MS = 180_000;
const SEEDS_MIN = 12;
const SEEDS_TWICE = 3;
const SHORT_EVENING_S = '120';
const TEST_MS_MAX = 30 * 60_000;

describe('phones, network and server through a bad evening', () => {
  let databases: TestDatabase[];
  beforeAll(async () => {
    databases = [await testDatabase(), await testDatabase()];
  });
  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  it('the same seed gives the same evening', { timeout: TEST_MS_MAX }, async () => {
    const lines = await linesOf({
      seeds: SEEDS_TWICE,
      from: 1,
      twice: true,
      evening: SHORT_EVENING_S,
      database: databases[0]!.url,
    });
    expect(lines.map(({ again }) => again)).toEqual(lines.map(({ hash }) => hash));
    expect(new Set(lines.map(({ hash }) => hash)).size).toBe(SEEDS_TWICE);
  });

  it('loses nothing, doubles nothing and overwrites nothing, whatever fails', { timeout: TEST_MS_MAX }, async () => {
    const start = performance.now();
    const lines = await linesOf({ seeds: 100_000, from: 1000, twice: false, database: databases[1]!.url }, (count) => {
      return count >= SEEDS_MIN && performance.now() - start > LASTS_MS;
    });
    const faults = noFaults();
    for (const line of lines) addFaults(faults, line.faults);
    const s = (performance.now() - start) / 1000;
    const steps = sum(lines.map((line) => line.steps));
    console.log(
      `${lines.length} seeds, ${steps} steps, ${sum(lines.map((line) => line.submissions))} submissions in ${s.toFixed(0)} s: ${Math.round(steps / s)} steps/s\n${JSON.stringify(faults, null, 1)}`,
    );
    const [broken] = lines.filter((line) => line.broken.length > 0);
    expect(broken && { seed: broken.seed, broken: broken.broken, log: broken.log.slice(-40) }).toBeUndefined();
    expect(lines.length).toBeGreaterThanOrEqual(SEEDS_MIN);
    expect(FAULTS.filter((fault) => faults[fault] === 0)).toEqual([]);
  });
});

type Run = Pick<SeedRun, 'seeds' | 'from' | 'twice' | 'evening' | 'database'>;

async function linesOf(run: Run, isEnough: (count: number) => boolean = () => false): Promise<SeedLine[]> {
  const lines: SeedLine[] = [];
  await runSeeds({ ...run, workers: 1, bug: null }, (line) => {
    lines.push(line);
    return line.broken.length === 0 && !isEnough(lines.length);
  });
  return lines;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

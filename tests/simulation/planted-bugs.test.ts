import { describe, expect, it } from 'vitest';
import { testDatabase } from '../harness/database.ts';
import { BUGS } from './bugs/bugs.ts';
import { runSeeds, type SeedLine } from './run-seeds.ts';

/** The aim is 2,000; each is found long before, so that here a checker that has grown blind fails soon. */
const SEEDS_MAX = 100;
const TEST_MS_MAX = 30 * 60_000;

describe('a mistake planted in the program', () => {
  it.each(Object.keys(BUGS))('%s is found', { timeout: TEST_MS_MAX }, async (bug) => {
    const database = await testDatabase();
    const found: SeedLine[] = [];
    try {
      await runSeeds({ from: 1, seeds: SEEDS_MAX, workers: 1, twice: false, bug, database: database.url }, (line) => {
        if (line.broken.length > 0) found.push(line);
        return found.length === 0;
      });
    } finally {
      await database.drop();
    }
    for (const { seed, broken } of found) console.log(`${bug}: found after ${seed} seeds: ${broken[0]?.slice(0, 160)}`);
    expect(found).toHaveLength(1);
  });
});

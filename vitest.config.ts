import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** Files that take a minute or more: begun last, one of them would keep a single worker busy while the others rest. */
const LONG = [
  '/simulation/',
  '/journeys/',
  '/fuzz/',
  '/access/planted-',
  '/access/access-table',
  '/audit-verify',
  '/hostile-photos',
];

class LongFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]): ReturnType<BaseSequencer['sort']> {
    const isLong = ({ moduleId }: (typeof files)[number]) => LONG.some((part) => moduleId.includes(part));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    sequence: { sequencer: LongFirst },
    globalSetup: ['tests/harness/global-setup.ts'],
    // Tests wait for the database most of their time, so two workers pay even on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // On a shared machine a neighbour can stall any one test past its limit. A test that needed another try is marked in
    // the report: look at it, a race looks the same.
    retry: process.env.CI ? 2 : 0,
    // Wide, because they bound what hangs; what must be quick says so itself.
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});

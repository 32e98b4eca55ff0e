import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
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

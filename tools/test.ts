// Everything that must hold before a change is accepted: format and lint, types, tests. Words after `npm test --` choose
// test files. The last line counts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.ts';

type Counts = { readonly numPassedTests: number; readonly numFailedTests: number; readonly numPendingTests: number };

const CHECKS: readonly (readonly [name: string, ...command: string[]])[] = [
  ['biome', 'node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '.'],
  ['tsc', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.server.json'],
  [
    'svelte-check',
    'node_modules/svelte-check/bin/svelte-check',
    '--tsconfig',
    'tsconfig.web.json',
    '--fail-on-warnings',
  ],
];

const chromium = ensureChromium();
if (chromium === null) {
  process.stderr.write(
    'Chromium tidak ditemukan. Pasang Chromium atau Chrome, atau tunjukkan tempatnya dengan CHROME_PATH.\n',
  );
  process.exit(1);
}
process.env.CHROME_PATH = chromium;
process.env.NO_COLOR ??= '1';

const broken = CHECKS.filter(([name, ...command]) => !succeeds(name, command)).map(([name]) => name);
const tests = runTests(process.argv.slice(2));
const failed = tests.failed + broken.length;
if (broken.length > 0) console.log(`failed checks: ${broken.join(', ')}`);
if (tests.skipped > 0) console.log(`skipped: ${tests.skipped}`);
console.log(`${tests.passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function succeeds(name: string, command: readonly string[]): boolean {
  console.log(`— ${name}`);
  return spawnSync(process.execPath, command, { stdio: 'inherit' }).status === 0;
}

function runTests(filters: readonly string[]): {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
} {
  console.log('— vitest');
  const folder = mkdtempSync(join(tmpdir(), 'desk-vitest-'));
  const file = join(folder, 'result.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const ended = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...filters], {
    stdio: 'inherit',
  });
  try {
    const counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
    // A file that cannot be loaded, or an error outside any test, fails the run without failing a test.
    const failedMin = ended.status === 0 ? 0 : 1;
    return {
      passed: counts.numPassedTests,
      failed: Math.max(counts.numFailedTests, failedMin),
      skipped: counts.numPendingTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

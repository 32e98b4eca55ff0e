import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';

const ENTRY = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
/** Processes share the machine with the other tests; beyond this something hangs. */
export const PROCESS_TEST_MS = 120_000;
const HANGS_AFTER_MS = 90_000;
/** Spares each process the compiling that the one before it did. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/desk-test-compiled', import.meta.url));

export type Ended = {
  /** null when a signal ended it */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** A real process of the command line, as a script would start it. */
export function startDesk(words: readonly string[]) {
  const child = spawn(process.execPath, [ENTRY, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (piece) => out.push(piece));
  child.stderr.on('data', (piece) => err.push(piece));
  const stdout = () => Buffer.concat(out).toString();
  const stderr = () => Buffer.concat(err).toString();
  const ended = new Promise<Ended>((resolve, reject) => {
    const alarm = setTimeout(() => child.kill('SIGKILL'), HANGS_AFTER_MS);
    child.once('error', reject);
    child.once('close', (status) => {
      clearTimeout(alarm);
      resolve({ status, stdout: stdout(), stderr: stderr() });
    });
  });
  return { child, ended, stdout, stderr };
}

export async function runDesk(...words: readonly string[]): Promise<Ended> {
  return startDesk(words).ended;
}

/** What `--json` answered: exactly one document on standard output, and nothing like a stack trace anywhere. */
export function answerOf<Answer = Record<string, unknown>>(ended: Ended): Answer {
  expect(ended.stderr).not.toMatch(/^\s+at /m);
  expect(ended.stdout).toMatch(/^[^\n]+\n$/);
  return JSON.parse(ended.stdout) as Answer;
}

export type Refusal = {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly fields: Readonly<Record<string, string>>;
  };
};

/** A folder for the files of one test file, gone when it is done. */
export function scratchFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'desk-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    file(name: string, content: string | Buffer): string {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
  };
}

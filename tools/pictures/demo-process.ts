import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '..', '..');

export type Demo = { readonly address: string; stop(): Promise<void> };

/** The demo as `npm start -- --demo` makes it, on a free port. */
export async function startDemo(dataDir: string): Promise<Demo> {
  const words = ['src/cli.ts', 'serve', '--demo', '--port', '0', '--data', dataDir];
  const child = spawn(process.execPath, words, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DESK_LOG: 'warn' },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^ready (\S+)$/.exec(line)?.[1];
    if (!address) continue;
    return {
      address,
      async stop() {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error('the demo ended before it was ready');
}

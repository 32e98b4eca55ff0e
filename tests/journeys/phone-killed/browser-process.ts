import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { findChromium } from '../../../tools/chromium.ts';

/** A browser in a process group of its own, so that all of it can be killed at once. */
export type BrowserProcess = {
  /** also the id of its process group */
  readonly pid: number;
  /** where it can be driven from */
  readonly address: string;
  /** Kills every process of it without notice; resolves when none is left. */
  kill(): Promise<void>;
  /** Resolves when it has ended by itself. */
  ended(): Promise<void>;
};

const FLAGS = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--hide-crash-restore-bubble',
  '--password-store=basic',
  // A phone in the hand is always seen; the screen of a test never is.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];
const START_LIMIT_MS = 60_000;
const END_LIMIT_MS = 30_000;
const LOOK_AGAIN_MS = 20;

/** Chromium as it runs on a phone with little memory: small caches, and a heap that is tidied early. */
const SMALL_PHONE = ['--enable-low-end-device-mode', '--js-flags=--optimize-for-size'];

/** Starts Chromium on a profile folder, which outlives it. */
export async function startBrowserProcess(profile: string): Promise<BrowserProcess> {
  const path = findChromium();
  if (path === null) throw new Error('no Chromium: set CHROME_PATH');
  const root = process.geteuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(path, [...FLAGS, ...SMALL_PHONE, ...root, `--user-data-dir=${profile}`, 'about:blank'], {
    // a session, and so a group, of its own
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`Chromium does not start: ${path}`);
  return {
    pid,
    address: await drivingAddress(child),
    async kill() {
      killGroup(pid);
      await untilGone(pid);
    },
    ended: () => untilGone(pid),
  };
}

/** Living processes of a group with their command lines; the dead that nobody has buried yet do not count. */
export function processesOf(group: number): { readonly pid: number; readonly command: string }[] {
  const found: { pid: number; command: string }[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // After the name in brackets: state, parent, group.
      const [state, , of] = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      if (Number(of) !== group || state === 'Z' || state === 'X') continue;
      found.push({ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') });
    } catch {
      // It ended while it was looked at.
    }
  }
  return found;
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // All of it had ended already.
  }
}

async function untilGone(group: number): Promise<void> {
  const limit = Date.now() + END_LIMIT_MS;
  while (processesOf(group).length > 0) {
    if (Date.now() > limit) throw new Error(`processes of the browser live on: ${JSON.stringify(processesOf(group))}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/** The browser prints its address once; what it prints later is read and forgotten, or it would stand still. */
function drivingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const limit = setTimeout(() => reject(new Error(`Chromium does not answer: ${printed}`)), START_LIMIT_MS);
    child.once('exit', () => {
      clearTimeout(limit);
      reject(new Error(`Chromium ended at its start: ${printed}`));
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (printed.length < 20_000) printed += text;
      const [, address] = /DevTools listening on (ws:\/\/\S+)/.exec(printed) ?? [];
      if (address === undefined) return;
      clearTimeout(limit);
      resolve(address);
    });
  });
}

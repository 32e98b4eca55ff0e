import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type BrowserProcess, startBrowserProcess } from './browser-process.ts';

/** A phone whose browser can die at any moment; what its profile holds stays. */
export type Phone = {
  readonly profile: string;
  /** group of the processes that run now; null while it is off */
  readonly pid: number | null;
  /** Switches it on and opens the first page. */
  start(): Promise<Page>;
  /** One page more, in the same profile. */
  openTab(): Promise<Page>;
  /** The battery is pulled out: no process gets to do anything more. */
  kill(): Promise<void>;
  /** Closed as a person closes it. */
  quit(): Promise<void>;
  /** Faults that its pages reported since the last look. */
  complaints(): string[];
  /** Switched on for a moment to lose what the browser keeps of a site (`indexeddb`, or `all`). */
  clear(address: string, types: string): Promise<void>;
  throwAway(): Promise<void>;
};

export type PhoneSettings = { /** runs in every page before its own scripts */ readonly script?: string };

const SCREEN = { width: 360, height: 740, deviceScaleFactor: 2, mobile: true };
const AGENT =
  'Mozilla/5.0 (Linux; Android 13; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36';
const STEP_LIMIT_MS = 30_000;

export function newPhone({ script }: PhoneSettings = {}): Phone {
  const profile = mkdtempSync(join(tmpdir(), 'desk-phone-'));
  let running: { readonly process: BrowserProcess; readonly browser: Browser } | null = null;
  let complaints: string[] = [];

  async function openTab(): Promise<Page> {
    const context = running?.browser.contexts()[0];
    if (!running || !context) throw new Error('the phone is off');
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_LIMIT_MS);
    page.on('pageerror', (error) => complaints.push(error.message));
    const screen = await context.newCDPSession(page);
    await screen.send('Emulation.setDeviceMetricsOverride', SCREEN);
    await screen.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    await screen.send('Emulation.setUserAgentOverride', { userAgent: AGENT });
    await screen.send('Emulation.setTimezoneOverride', { timezoneId: 'Asia/Makassar' });
    if (script !== undefined) await page.addInitScript(script);
    return page;
  }

  async function off(end: (running: BrowserProcess, browser: Browser) => Promise<void>): Promise<void> {
    if (!running) return;
    const { process, browser } = running;
    running = null;
    await end(process, browser);
    // The driver may still believe in a browser that is dead.
    await browser.close().catch(() => undefined);
  }

  async function start(): Promise<Page> {
    if (running) throw new Error('the phone is on already');
    const process = await startBrowserProcess(profile);
    running = { process, browser: await chromium.connectOverCDP(process.address) };
    return openTab();
  }

  async function quit(): Promise<void> {
    await off(async (process, browser) => {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => undefined);
      await process.ended();
    });
  }

  return {
    profile,
    get pid() {
      return running?.process.pid ?? null;
    },
    start,
    openTab,
    kill: () => off((process) => process.kill()),
    quit,
    async clear(origin, storageTypes) {
      const page = await start();
      const session = await page.context().newCDPSession(page);
      await session.send('Storage.clearDataForOrigin', { origin, storageTypes });
      await quit();
    },
    complaints() {
      const told = complaints;
      complaints = [];
      return told;
    },
    async throwAway() {
      await off((process) => process.kill());
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../tools/chromium.ts';

/** A real headless Chromium; root needs it without its own sandbox. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium: set CHROME_PATH');
  return chromium.launch({ executablePath, args: process.geteuid?.() === 0 ? ['--no-sandbox'] : [] });
}

// Takes the pictures of the README from a running demo: starts one on a free port, opens the pages in a real browser,
// and writes docs/pictures/*.png. Run `npm run pictures`; another data folder may be named as the first word.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium } from 'playwright-core';
import { ensureChromium } from './chromium.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'docs', 'pictures');
const GLADI = 'election=gladi-pilkada-2024-kaltim&contest=gubernur-64';

type Shot = {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** what stands on the page when it is ready */
  readonly text: string;
  /** what is pressed then: the first button or link of this name */
  readonly press?: string;
};

const SHOTS: readonly Shot[] = [
  { name: 'desk-province', path: `/?${GLADI}`, width: 1366, height: 768, text: 'Perlu diperiksa' },
  { name: 'desk-regency', path: `/?${GLADI}&region=64.09`, width: 1366, height: 768, text: 'Perlu diperiksa' },
  {
    name: 'desk-real',
    path: '/?election=ppwp-2024-64&contest=ppwp&region=64.09',
    width: 1366,
    height: 768,
    text: 'Perlu diperiksa',
  },
  { name: 'desk-sheet', path: `/?${GLADI}&region=64.09`, width: 1366, height: 1000, text: 'Buka', press: 'Buka' },
  { name: 'desk-phone', path: `/?${GLADI}&region=64.09`, width: 360, height: 740, text: 'Perlu diperiksa' },
  { name: 'lapor-phone', path: '/lapor', width: 360, height: 740, text: 'C.Hasil' },
];

await takePictures(process.argv[2] ?? join(root, 'data-demo'));

async function takePictures(dataDir: string): Promise<void> {
  const executablePath = ensureChromium();
  if (executablePath === null) throw new Error('Chromium tidak ditemukan; tunjukkan tempatnya dengan CHROME_PATH');
  mkdirSync(target, { recursive: true });
  const demo = await startDemo(dataDir);
  const args = ['--disable-gpu', ...(process.geteuid?.() === 0 ? ['--no-sandbox'] : [])];
  const browser = await chromium.launch({ executablePath, args });
  try {
    for (const shot of SHOTS) await take(browser, demo.address, shot);
  } finally {
    await browser.close();
    await demo.stop();
  }
}

type Demo = { readonly address: string; stop(): Promise<void> };

async function startDemo(dataDir: string): Promise<Demo> {
  const words = ['src/cli.ts', 'serve', '--demo', '--port', '0', '--data', dataDir];
  const child = spawn(process.execPath, words, {
    cwd: root,
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

async function take(
  browser: Browser,
  address: string,
  { name, path, width, height, text, press }: Shot,
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'id-ID',
    timezoneId: 'Asia/Makassar',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(address + path);
  await page.getByText(text).first().waitFor();
  if (press) await page.getByText(press, { exact: true }).first().click();
  await page.waitForLoadState('networkidle');
  const file = join(target, `${name}.png`);
  await page.screenshot({ path: file });
  await context.close();
  console.log(file);
}

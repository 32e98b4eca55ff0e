import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** A thin line: 400 kbit/s both ways, 400 ms more for every answer. */
const THIN_LINE = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
/**
 * The class of phone, by the loop below: a machine whose loop gives about 3,400 slowed down six times. Calibrating against
 * it, and not against this machine as it is now, keeps a busy machine from counting twice.
 */
export const PHONE_INDEX = 580;

/** The benchmark loop of Lighthouse (copying between arrays, growing strings), in half a second each. */
const BENCHMARK = `(() => {
  const spend = (turn) => {
    const start = performance.now();
    let turns = 0;
    while (performance.now() - start < 250) { turn(turns); turns += 1; }
    return turns / 10 / ((performance.now() - start) / 1000);
  };
  const [first, second] = [0, 1].map(() => Array.from({ length: 100000 }, (_, at) => at));
  const copying = spend((turn) => {
    const [from, to] = turn % 2 === 0 ? [first, second] : [second, first];
    for (let at = 0; at < from.length; at++) to[at] = from[at];
  });
  const growing = spend(() => {
    let text = '';
    for (let at = 0; at < 10000; at++) text += 'a';
    if (text.length === 1) throw new Error('never');
  });
  return Math.round((copying + growing) / 2);
})()`;

export type Calibration = { readonly index: number; readonly rate: number; readonly slowed: number };

/** Of several loops the best counts: what a neighbour takes now he may leave in a moment, and the phone must not gain. */
const LOOPS = 3;

/** How much slower this machine must run to be the phone; measured anew before each measurement. */
export async function calibrate(page: Page): Promise<Calibration> {
  await page.goto('about:blank');
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const loops: number[] = [];
  for (let loop = 0; loop < LOOPS; loop++) loops.push(await page.evaluate<number>(BENCHMARK));
  const index = Math.max(...loops);
  const rate = Math.max(1, Math.round((index / PHONE_INDEX) * 10) / 10);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  const slowed = await page.evaluate<number>(BENCHMARK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await session.detach();
  return { index, rate, slowed };
}

/** A page of a phone on a thin line. */
export async function slowPage(
  context: BrowserContext,
  { rate, line }: { readonly rate: number; readonly line: 'thin' | 'none' },
): Promise<{ page: Page; session: CDPSession }> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  if (line === 'thin') await session.send('Network.emulateNetworkConditions', THIN_LINE);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  return { page, session };
}

/** Notes when `selector` first stood painted and could take the focus: milliseconds since the page was asked for. */
export function noteUsable(selector: string): string {
  return `(() => {
    const look = () => {
      const found = document.querySelector(${JSON.stringify(selector)});
      if (!found || found.disabled) return requestAnimationFrame(look);
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { window.usableAt ??= performance.now(); };
      requestAnimationFrame(() => channel.port2.postMessage(null));
    };
    requestAnimationFrame(look);
  })()`;
}

export async function usableAt(page: Page): Promise<number> {
  return Math.round((await until(page, 'window.usableAt')) as number);
}

/** Waits in the page itself: its policy lets nobody evaluate text there later. */
export async function until(page: Page, expression: string): Promise<unknown> {
  return page.evaluate(`new Promise((resolve) => {
    const look = () => {
      const found = ${expression};
      if (found) resolve(found);
      else setTimeout(look, 20);
    };
    look();
  })`);
}

/** Notes for each key how long it took until what it changed was painted. */
export const NOTE_KEYS = `(() => {
  window.keyDelays = [];
  let struck = 0;
  addEventListener('keydown', (event) => { struck = event.timeStamp; }, true);
  addEventListener('input', () => {
    const from = struck;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.keyDelays.push(performance.now() - from);
      channel.port2.postMessage(null);
    });
  }, true);
})()`;

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

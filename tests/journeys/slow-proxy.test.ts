import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seededDraw } from './phone-killed/paper.ts';
import { type Line, openSlowProxy, type SlowProxy } from './phone-killed/slow-proxy.ts';

const FAST: Line = { bitsPerSecond: 100e6, latencyMs: 0, lossPercent: 0 };

let echo: Server;
let proxy: SlowProxy;

beforeAll(async () => {
  echo = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => reply.end(Buffer.concat(parts)));
    request.on('error', () => reply.destroy());
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  echo.closeAllConnections();
  echo.close();
});
afterEach(() => proxy.close());

async function open(line: Partial<Line>): Promise<void> {
  proxy = await openSlowProxy((echo.address() as AddressInfo).port, { ...FAST, ...line }, seededDraw(1));
}

async function send(bytes: number): Promise<number> {
  const reply = await fetch(proxy.address, { method: 'POST', body: Buffer.alloc(bytes, 7) });
  return (await reply.bytes()).length;
}

describe('a bad line', () => {
  it('lets no more through than its bandwidth, over all connections together', async () => {
    await open({ bitsPerSecond: 512_000 });
    const start = performance.now();
    expect(await Promise.all([send(16_000), send(16_000)])).toEqual([16_000, 16_000]);
    expect(performance.now() - start).toBeGreaterThanOrEqual((32_000 * 8) / 512);
  });

  it('delays both ways', async () => {
    await open({ latencyMs: 100 });
    const start = performance.now();
    await send(10);
    expect(performance.now() - start).toBeGreaterThanOrEqual(200);
  });

  it('loses the connections of as many requests as it is told, and no answer is half an answer', async () => {
    await open({ lossPercent: 20 });
    let failed = 0;
    for (let at = 0; at < 200; at++) {
      const got = await send(at % 2 === 0 ? 100 : 33_000).catch(() => null);
      if (got === null) failed += 1;
      else expect(got).toBe(at % 2 === 0 ? 100 : 33_000);
    }
    expect(failed).toBe(proxy.counts.lost);
    expect(proxy.counts.requests).toBe(200);
    expect(failed).toBeGreaterThan(20);
    expect(failed).toBeLessThan(60);
  });
});

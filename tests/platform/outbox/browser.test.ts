import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { browserChannel, browserLock } from '#platform/outbox/browser-tabs.ts';
import { browserTransport } from '#platform/outbox/browser-transport.ts';
import { browserTriggers } from '#platform/outbox/browser-triggers.ts';
import { askToPersist, readStorageHealth } from '#platform/outbox/storage-health.ts';

describe('asking the server', () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  type Answering = Parameters<typeof createServer>[1] & object;
  async function transportTo(answering: Answering) {
    server = createServer(answering);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return browserTransport((path, options) => fetch(`http://127.0.0.1:${port}${String(path)}`, options));
  }

  it('carries JSON and pieces as they are, and reads status, headers and JSON', async () => {
    const seen: unknown[] = [];
    const ask = await transportTo(async (request, response) => {
      seen.push([
        request.method,
        request.url,
        request.headers['content-type'],
        (await bodyOf(request)).toString('latin1'),
      ]);
      response.writeHead(201, { 'content-type': 'application/problem+json', 'upload-offset': '7' }).end('{"code":"x"}');
    });
    const answer = await ask({ method: 'POST', path: '/a', body: { figure: 1 } });
    expect([answer?.status, answer?.header('Upload-Offset'), answer?.json]).toEqual([201, '7', { code: 'x' }]);
    const headers = { 'content-type': 'application/offset+octet-stream' };
    await ask({ method: 'PATCH', path: '/b', headers, body: new Uint8Array([65, 200, 66]) });
    await ask({ method: 'HEAD', path: '/c' });
    expect(seen).toEqual([
      ['POST', '/a', 'application/json', '{"figure":1}'],
      ['PATCH', '/b', 'application/offset+octet-stream', 'A\u00c8B'],
      ['HEAD', '/c', undefined, ''],
    ]);
  });

  it.each<[string, Answering]>([
    ['a broken connection', (request) => request.socket.destroy()],
    [
      'a receipt that breaks off',
      (request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"receipts":[');
        response.flushHeaders();
        request.socket.end();
      },
    ],
    ['a redirect to the page of a hotspot', (_, response) => response.writeHead(302, { location: '/log-in' }).end()],
  ])('takes %s for no answer', async (_, answering) => {
    const ask = await transportTo(answering);
    expect(await ask({ method: 'POST', path: '/a', body: {} })).toBeNull();
  });

  it('takes a page in HTML, and broken JSON, for an answer without JSON', async () => {
    const ask = await transportTo((request, response) => {
      const type = request.url === '/html' ? 'text/html' : 'application/json';
      response.writeHead(200, { 'content-type': type }).end('{"receipts":[');
    });
    expect(await ask({ method: 'GET', path: '/html' })).toMatchObject({ status: 200, json: null });
    expect(await ask({ method: 'GET', path: '/json' })).toMatchObject({ status: 200, json: null });
  });

  it('waits 30 s for JSON, 60 s for a piece, also in a browser that is too old for AbortSignal.timeout', async () => {
    const timeout = Object.getOwnPropertyDescriptor(AbortSignal, 'timeout');
    Reflect.deleteProperty(AbortSignal, 'timeout');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const silent = browserTransport(
        (_, options) =>
          new Promise((_resolve, reject) => {
            options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
          }),
      );
      const limits = [
        [30_000, {}],
        [60_000, new Uint8Array(1)],
      ] as const;
      for (const [limit, body] of limits) {
        const over = vi.fn();
        const answer = silent({ method: 'POST', path: '/a', body }).finally(over);
        await vi.advanceTimersByTimeAsync(limit - 1);
        expect(over).not.toHaveBeenCalled();
        await vi.advanceTimersByTimeAsync(1);
        expect(await answer).toBeNull();
      }
      const quick = browserTransport(async () => new Response(null, { status: 204 }));
      expect(await quick({ method: 'POST', path: '/a', body: {} })).toMatchObject({ status: 204 });
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
      if (timeout) Object.defineProperty(AbortSignal, 'timeout', timeout);
    }
  });
});

describe('the moments to try', () => {
  it('are signal, the page seen again and every half minute, until they are ended', () => {
    vi.useFakeTimers();
    const window = new EventTarget();
    const document = Object.assign(new EventTarget(), { visibilityState: 'hidden' });
    let fired = 0;
    const stop = browserTriggers(window, document).start(() => {
      fired += 1;
    });
    const happen = () => {
      window.dispatchEvent(new Event('online'));
      document.dispatchEvent(new Event('visibilitychange'));
      window.dispatchEvent(new Event('pageshow'));
      vi.advanceTimersByTime(30_000);
      return fired;
    };
    expect(happen()).toBe(2);
    document.visibilityState = 'visible';
    expect(happen()).toBe(6);
    stop();
    expect(happen()).toBe(6);
    vi.useRealTimers();
  });
});

describe('tabs of one browser', () => {
  it('hold one flight: the second is not begun, and the lock is free after a failure', async () => {
    const { locks } = navigator as unknown as { locks: NonNullable<Parameters<typeof browserLock>[0]> };
    for (const lock of [browserLock(locks), browserLock(undefined)]) {
      let end = () => {};
      const first = lock(() => new Promise<number>((resolve) => (end = () => resolve(1))));
      await vi.waitFor(async () => expect(await lock(async () => 2)).toEqual({ held: false }));
      end();
      expect(await first).toEqual({ held: true, value: 1 });
      await expect(lock(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
      expect(await lock(async () => 3)).toEqual({ held: true, value: 3 });
    }
  });

  it('hear news of each other, and nothing that another version may say', async () => {
    const one = browserChannel();
    const two = browserChannel();
    const heard: string[] = [];
    const stop = two.listen((news) => heard.push(news));
    const stranger = new BroadcastChannel('desk-outbox');
    stranger.postMessage({ of: 'another version' });
    one.tell('saved');
    one.tell('changed');
    await vi.waitFor(() => expect(heard).toEqual(['saved', 'changed']));
    stop();
    two.tell('changed');
    stranger.close();
    one.listen(() => undefined)();
  });
});

describe('the storage that the browser gives', () => {
  const MB = 1024 * 1024;
  const storage = (free: number, persisted: boolean) => {
    let kept = persisted;
    return {
      persisted: async () => kept,
      persist: async () => (kept = true),
      estimate: async () => ({ quota: 1000 * MB, usage: 1000 * MB - free }),
    };
  };

  it('is low below 50 MB', async () => {
    expect(await readStorageHealth(storage(50 * MB, false))).toEqual({
      persisted: false,
      freeBytes: 50 * MB,
      low: false,
    });
    expect(await readStorageHealth(storage(50 * MB - 1, true))).toMatchObject({ persisted: true, low: true });
  });

  it('is asked to stay', async () => {
    expect((await askToPersist(storage(60 * MB, false))).persisted).toBe(true);
  });

  it('is unknown, never low, where the browser does not say', async () => {
    const unknown = { persisted: false, freeBytes: null, low: false };
    expect(await readStorageHealth(undefined)).toEqual(unknown);
    expect(
      await askToPersist({ persist: () => Promise.reject(new Error('denied')), estimate: async () => ({}) }),
    ).toEqual(unknown);
  });
});

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

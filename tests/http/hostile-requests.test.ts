import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningDesk, runningDesk, VILLAGE } from './running-desk.ts';

const RUNS = 2000;
const NASTY = [
  '..%2f..%2fetc%2fpasswd',
  '../../../etc/passwd',
  '%00',
  '%zz',
  '%',
  '%ff%fe',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'null',
  '-1',
  '1e309',
  '{{7*7}}',
  '\u202Egnip\u0000',
  '\uD83D\uDE00',
  'a'.repeat(5000),
  `satu:gubernur:${VILLAGE}:001:regular`,
  '64.09',
  'national',
];
const PATHS = [
  '/',
  '/lapor',
  '/assets/',
  '/healthz',
  '/metrics',
  '/api/v1/tally',
  '/api/v1/sheets',
  '/api/v1/sheets/',
  '/api/v1/regions',
  '/api/v1/regions/',
  '/api/v1/elections',
  '/api/v1/',
];
const KEYS = [
  'contest',
  'election',
  'region',
  'children',
  'status',
  'cursor',
  'limit',
  'q',
  'within',
  'parent',
  'level',
  'edition',
  'layer',
  '__proto__',
  'x[]',
];

const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('gubernur', 'satu', 'true', '3'),
);
const raw = text.map((value) =>
  value.replace(/[^\u0021-\u007e]/g, (letter) => encodeURIComponent(letter.toWellFormed())),
);
const part = fc.oneof(
  raw,
  text.map((value) => encodeURIComponent(value.toWellFormed())),
);
const REQUEST = fc.record({
  method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'),
  path: fc.constantFrom(...PATHS),
  tail: fc.option(part, { nil: '' }),
  query: fc.array(fc.tuple(fc.constantFrom(...KEYS), part), { maxLength: 5 }),
  headers: fc.dictionary(
    fc.constantFrom(
      'if-none-match',
      'accept',
      'accept-encoding',
      'cookie',
      'authorization',
      'content-type',
      'range',
      'x-forwarded-for',
      'x-forwarded-host',
      'expect',
    ),
    text.map((value) => value.replace(/[^\u0020-\u007e]/g, '')),
  ),
  body: fc.option(text, { nil: undefined }),
  isLoggedIn: fc.boolean(),
});

describe('any request', () => {
  let running: RunningDesk;
  let port: number;
  beforeAll(async () => {
    running = await runningDesk();
    port = Number(new URL(await running.app.listen({ host: '127.0.0.1', port: 0 })).port);
  });
  afterAll(() => running.stop());

  it('is answered, never with a failure of the program, and never without the guarding headers', async () => {
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(REQUEST, async ({ method, path, tail, query, headers: sent, body, isLoggedIn }) => {
        const headers = isLoggedIn ? { ...sent, ...running.province.headers } : sent;
        const asked = query.map(([key, value]) => `${key}=${value}`).join('&');
        const url = `${path}${tail}${asked === '' ? '' : `?${asked}`}`;
        const payload = body === undefined || method === 'GET' || method === 'HEAD' ? {} : { payload: body };
        const reply = await running.app.inject({ method: method as 'GET', url, headers, ...payload });
        statuses.set(reply.statusCode, (statuses.get(reply.statusCode) ?? 0) + 1);
        expect([url, reply.statusCode, reply.statusCode < 500]).toEqual([url, reply.statusCode, true]);
        expect(reply.headers['content-security-policy'], url).toContain("default-src 'none'");
        expect(reply.headers['x-content-type-options'], url).toBe('nosniff');
        if (reply.statusCode >= 400 && method !== 'HEAD') {
          expect(reply.headers['content-type'], url).toMatch(/^application\/problem\+json/);
          expect(reply.body).not.toMatch(/node_modules|\.ts:\d+|select .* from/i);
        }
      }),
      { numRuns: RUNS },
    );
    expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining([200, 400, 401, 404]));
  }, 120_000);

  it.each([
    ['no host', 'GET /healthz HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400/],
    ['an empty host', 'GET /healthz HTTP/1.1\r\nHost:\r\n\r\n', /^HTTP\/1\.1 403/],
    ['HTTP/1.0 without host', 'GET /healthz HTTP/1.0\r\n\r\n', /^HTTP\/1\.1 403/],
    ['a foreign address', 'GET http://desk.example/healthz HTTP/1.1\r\nHost: desk.example\r\n\r\n', /^HTTP\/1\.1 403/],
    ['nonsense', '\u0016\u0003\u0001 nonsense\r\n\r\n', /^HTTP\/1\.1 400/],
    ['headers without end', `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
    [
      'two lengths',
      'POST /api/v1/sheets HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
      /^HTTP\/1\.1 400/,
    ],
    [
      'a huge body',
      `POST /api/v1/sheets HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n`,
      /^HTTP\/1\.1 4/,
    ],
  ])('with %s is refused on the wire', async (_what, bytes, expected) => {
    expect(await exchange(bytes)).toMatch(expected);
    expect((await running.app.inject({ method: 'GET', url: '/healthz' })).statusCode).toBe(200);
  });

  /** What the server says before it closes, or within what it says first. */
  function exchange(bytes: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      socket.once('data', (piece) => {
        socket.destroy();
        resolve(piece.toString());
      });
      socket.once('error', reject);
      socket.once('close', () => resolve(''));
    });
  }
});

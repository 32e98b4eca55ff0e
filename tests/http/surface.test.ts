import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACTS } from '../../src/server.ts';
import { type RunningDesk, runningDesk, VILLAGE } from './running-desk.ts';

const SHEET = `/api/v1/sheets/satu:gubernur:${VILLAGE}:001:regular`;
/** One address for every reading route of the contracts that answers 200 to the desk of the province. */
const EXAMPLES: Readonly<Record<string, string>> = {
  readHealth: '/healthz',
  readReadiness: '/readyz',
  readMetrics: '/metrics',
  listElections: '/api/v1/elections',
  listRegions: '/api/v1/regions?q=penajam',
  readRegion: '/api/v1/regions/6409',
  readRegionMap: '/api/v1/regions/64.09/map',
  readTally: '/api/v1/tally?contest=bupati&children=true',
  listSheets: '/api/v1/sheets?contest=gubernur&election=satu&status=flagged,missing&limit=2',
  readSheet: SHEET,
  readOpenApi: '/api/v1/openapi.json',
  readMe: '/api/v1/me',
  listSessions: '/api/v1/sessions',
  listAccounts: '/api/v1/accounts?limit=2',
  listDevices: '/api/v1/devices',
};
/** Reading routes without one: a drawing only a rehearsal has, the rest is read by those who hold something there. */
const ELSEWHERE = ['readPhone', 'readSheetPicture', 'readTasks', 'askPhotoOffset', 'readPhoto'];

describe('every route', () => {
  let running: RunningDesk;
  let app: FastifyInstance;
  beforeAll(async () => {
    running = await runningDesk();
    app = running.app;
  });
  afterAll(() => running.stop());

  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers: { ...running.province.headers, ...headers } });

  it('is one of the contracts, and the description lists it', async () => {
    for (const { method, path, name } of CONTRACTS)
      expect([name, app.hasRoute({ method: method as 'GET', url: path })]).toEqual([name, true]);
    const described = (await get('/api/v1/openapi.json')).json();
    expect(described.openapi).toBe('3.1.0');
    const listed = Object.entries<object>(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const stated = CONTRACTS.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(listed.sort()).toEqual(stated.sort());
    expect(new Set(stated).size).toBe(CONTRACTS.length);
  });

  it('asks for a log-in, but for the few that nobody can have one for', async () => {
    const open = CONTRACTS.filter(({ access }) => access === 'public' || access === 'machine');
    expect(open.map(({ name }) => name).sort()).toEqual([
      'activate',
      'logIn',
      'readHealth',
      'readMetrics',
      'readOpenApi',
      'readReadiness',
    ]);
    for (const contract of CONTRACTS.filter((one) => !open.includes(one))) {
      const { method, path } = contract;
      const reply = await app.inject({ method: method as 'GET', url: path.replace(/:\w+/g, 'x') });
      expect([contract.name, reply.statusCode]).toEqual([contract.name, 401]);
      expectGuarded(reply.headers);
    }
  });

  it.each(Object.entries(EXAMPLES))('%s answers 200 under the security headers', async (_name, url) => {
    const reply = await get(url);
    expect(reply.statusCode).toBe(200);
    expectGuarded(reply.headers);
  });

  it('that reads has an example here', () => {
    const reading = CONTRACTS.filter(({ method }) => method === 'GET' || method === 'HEAD').map(({ name }) => name);
    expect(reading.filter((name) => !(name in EXAMPLES)).sort()).toEqual([...ELSEWHERE].sort());
  });

  it.each(['/', '/lapor'])('gives the page %s without a log-in', async (url) => {
    const reply = await get(url);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toMatch(/^text\/html/);
    expect(reply.body).toMatch(/^<!doctype html>/i);
    expectGuarded(reply.headers);
    expect(reply.body).not.toMatch(/<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|javascript:/i);
    // The policy names the very text of a style inside the page, so nothing else in its place would be used.
    const policy = String(reply.headers['content-security-policy']);
    for (const [, style = ''] of reply.body.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g))
      expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  });

  it.each([
    '/api/v1/nothing',
    '/assets/nothing.js',
    '/api/v2/tally',
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2fpackage.json',
  ])('answers %s with a problem document', async (url) => {
    const reply = await get(url);
    expect(reply.statusCode).toBe(404);
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(reply.json()).toMatchObject({ status: 404, code: 'http.not-found' });
    expectGuarded(reply.headers);
  });

  it.each(['desk.example', '127.0.0.1.desk.example', 'localhost.desk.example:8080', '192.168.1.4:8080', '[::1].x'])(
    'gives nothing to a page of the host “%s”',
    async (host) => {
      for (const url of ['/', '/healthz', '/api/v1/elections', '/nothing']) {
        const reply = await get(url, { host });
        expect([reply.statusCode, reply.json().code]).toEqual([403, 'http.foreign-host']);
      }
    },
  );

  it.each(['127.0.0.1', '127.0.0.1:8080', 'localhost:1', 'LOCALHOST', '[::1]:8080'])(
    'knows its own host %s',
    async (host) => {
      expect((await get('/healthz', { host })).statusCode).toBe(200);
    },
  );

  it.each([
    EXAMPLES.listElections,
    EXAMPLES.readTally,
    EXAMPLES.listSheets,
    EXAMPLES.readSheet,
    EXAMPLES.listRegions,
    EXAMPLES.readRegion,
    EXAMPLES.readRegionMap,
  ])('sends %s once to a reader that holds it', async (url = '') => {
    const first = await get(url);
    const tag = String(first.headers.etag);
    expect(tag).toMatch(/^(W\/)?"[\w-]+"$/);
    const again = await get(url, { 'if-none-match': `"other", ${tag}` });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', tag]);
    expect((await get(url, { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  it('counts its answers by the pattern of the route, never by the address', async () => {
    await get(`${SHEET}?who=ani`);
    const metrics = (await get('/metrics')).body;
    expect(metrics).toContain('route="/api/v1/sheets/:id"');
    expect(metrics).not.toMatch(/64\.09|who=/);
  });

  it('answers HEAD without a body, and other methods than its own with 404', async () => {
    const { headers } = running.province;
    const head = await app.inject({ method: 'HEAD', url: '/api/v1/elections', headers });
    expect([head.statusCode, head.body]).toEqual([200, '']);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      const reply = await app.inject({ method, url: '/api/v1/tally?contest=gubernur', headers, payload: {} });
      expect([reply.statusCode, reply.json().code]).toEqual([404, 'http.not-found']);
    }
  });
});

function expectGuarded(headers: Readonly<Record<string, unknown>>): void {
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': expect.stringMatching(/DENY|SAMEORIGIN/),
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('server');
}

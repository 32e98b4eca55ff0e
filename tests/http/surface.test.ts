import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACTS } from '../../src/server.ts';
import { type RunningDesk, runningDesk, VILLAGE } from './running-desk.ts';

const SHEET = `/api/v1/sheets/satu:gubernur:${VILLAGE}:001:regular`;
/** One address for every route of the contracts that answers 200. */
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
};

describe('every route', () => {
  let running: RunningDesk;
  let app: FastifyInstance;
  beforeAll(async () => {
    running = await runningDesk();
    app = running.app;
  });
  afterAll(() => running.stop());

  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });

  it('is one of the contracts, and the description lists it', async () => {
    const served = app
      .printRoutes({ commonPrefix: false, includeHooks: false })
      .split('\n')
      .flatMap((line) => /(\/\S*) \(([A-Z, ]+)\)/.exec(line)?.slice(1, 2) ?? []);
    expect(served.length).toBeGreaterThan(5);
    const known = new Set([
      ...CONTRACTS.map((contract) => contract.path),
      '/',
      '/lapor',
      '/assets/*',
      '/api/v1/openapi.json',
    ]);
    const paths = [...known].map((path) => ({ path, matched: app.hasRoute({ method: 'GET', url: path }) }));
    expect(paths.filter(({ matched }) => !matched).map(({ path }) => path)).toEqual([]);
    const described = (await get('/api/v1/openapi.json')).json();
    expect(described.openapi).toBe('3.1.0');
    const listed = Object.keys(described.paths).sort();
    expect(listed).toEqual(CONTRACTS.map((contract) => contract.path.replace(/:(\w+)/g, '{$1}')).sort());
    for (const contract of CONTRACTS) expect(contract.access, contract.name).toBe('local');
  });

  it.each(Object.entries(EXAMPLES))('%s answers 200 under the security headers', async (_name, url) => {
    const reply = await get(url);
    expect(reply.statusCode).toBe(200);
    expectGuarded(reply.headers);
  });

  it('has an example here', () => {
    const without = CONTRACTS.map((contract) => contract.name).filter((name) => !(name in EXAMPLES));
    expect(without).toEqual(['readSheetPicture']);
  });

  it.each(['/', '/lapor'])('gives the page %s without a log-in', async (url) => {
    const reply = await get(url);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toMatch(/^text\/html/);
    expect(reply.body).toMatch(/^<!doctype html>/i);
    expectGuarded(reply.headers);
    // The policy allows no script and no style inside the page.
    expect(reply.body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|javascript:/i);
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

  it('answers HEAD without a body and refuses to change anything', async () => {
    const head = await app.inject({ method: 'HEAD', url: '/api/v1/elections' });
    expect([head.statusCode, head.body]).toEqual([200, '']);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      const reply = await app.inject({ method, url: '/api/v1/sheets?contest=gubernur', payload: {} });
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

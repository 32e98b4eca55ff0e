import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RIGHTS } from '#access/domain/rights.ts';
import { guardRoutes } from '#access/http/gate.ts';
import { actorOf } from '#access/http/request-actor.ts';
import type { SessionBook } from '#access/session-book.ts';
import { endSession } from '#access/store/sessions.ts';
import { randomIds } from '#platform/clock.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { assign, personAt, personWith, SESSION_KINDS, sessionFor } from '../harness/people.ts';

const CONTRACTS = [
  { name: 'open', method: 'GET', path: '/api/open', access: 'public' },
  { name: 'openPost', method: 'POST', path: '/api/open', access: 'public' },
  { name: 'health', method: 'GET', path: '/healthz', access: 'machine' },
  { name: 'sheets', method: 'GET', path: '/api/sheets/:id', access: 'sheets.read' },
  { name: 'submit', method: 'POST', path: '/api/sheets', access: 'sheets.submit' },
  { name: 'totals', method: 'GET', path: '/api/totals', access: 'totals.read' },
];

const OPERATOR = { role: 'village_operator', region: '64.09.01.1001' };

describe('the gate', () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let sessions: SessionBook;
  let now = new Date('2024-11-27T06:00:00Z');
  const clock = { now: () => now };
  const later = (ms: number) => (now = new Date(now.getTime() + ms));
  const desk = () => ({ sql: database.sql, clock, ids: randomIds(clock) });

  beforeAll(async () => {
    database = await testDatabase();
    app = fastify();
    sessions = guardRoutes(app, { sql: database.sql, clock, rights: RIGHTS, contracts: CONTRACTS });
    for (const { method, path, access } of CONTRACTS)
      app.route({ method, url: path, handler: async (request) => (access.includes('.') ? actorOf(request) : {}) });
    app.get('/assets/app.js', async () => 'js');
    await app.ready();
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const ask = async (url: string, headers: Record<string, string> = {}, method: 'GET' | 'POST' | 'HEAD' = 'GET') => {
    const reply = await app.inject({ method, url, headers });
    return [reply.statusCode, reply.statusCode < 400 || method === 'HEAD' ? '' : reply.json().code];
  };

  it('leaves pages, assets and public routes open, and asks for a session everywhere else', async () => {
    expect(await ask('/assets/app.js')).toEqual([200, '']);
    expect(await ask('/api/open')).toEqual([200, '']);
    expect(await ask('/api/sheets/1')).toEqual([401, 'access.log-in-needed']);
    expect(await ask('/api/sheets/1', {}, 'HEAD')).toEqual([401, '']);
    expect(await ask('/api/sheets', {}, 'POST')).toEqual([401, 'access.log-in-needed']);
  });

  it('does not let a route under /api come into being without a contract', async () => {
    expect(() => app.get('/api/forgotten', async () => 1)).toThrow();
    const bare = fastify();
    guardRoutes(bare, { sql: database.sql, clock, rights: RIGHTS, contracts: CONTRACTS });
    expect(() => bare.get('/api/v1/forgotten', async () => 1)).toThrow(/stands in a contract/);
    expect(() => bare.put('/api/open', async () => 1)).toThrow(/stands in a contract/);
    expect(() => bare.register(async (inner) => inner.get('/x', async () => 1), { prefix: '/api' })).not.toThrow();
    await expect(bare.ready()).rejects.toThrow(/stands in a contract/);
  });

  it('does not take a contract that asks for a permission nobody knows', () => {
    const contracts = [{ name: 'odd', method: 'GET', path: '/api/odd', access: 'sheets.burn' }];
    expect(() => guardRoutes(fastify(), { sql: database.sql, clock, rights: RIGHTS, contracts })).toThrow(
      /sheets.burn/,
    );
  });

  it('knows the person from the session alone: role, region, device, channel', async () => {
    const person = await personAt(desk(), { role: 'village_operator', region: '64.09.01.1001' });
    const reply = await app.inject({ url: '/api/sheets/1', headers: person.headers });
    expect(reply.json()).toEqual({
      id: person.account.id,
      role: 'village_operator',
      region: '64.09.01.1001',
      device: person.device,
      channel: 'phone',
    });
  });

  it('asks the table of rights that it was given', async () => {
    const operator = await personAt(desk(), { role: 'village_operator', region: '64.09.01.1001' });
    expect(await ask('/api/totals', operator.headers)).toEqual([403, 'access.no-right']);
    const open = fastify();
    const rights = { ...RIGHTS, 'totals.read': ['village_operator'] } as const;
    guardRoutes(open, { sql: database.sql, clock, rights, contracts: CONTRACTS });
    open.get('/api/totals', async () => 1);
    expect((await open.inject({ url: '/api/totals', headers: operator.headers })).statusCode).toBe(200);
    await open.close();
  });

  it.each(SESSION_KINDS)('a session that is %s', async (kind) => {
    const person = await personWith(desk(), kind, { role: 'regency_desk', region: '64.09' });
    expect((await ask('/api/totals', person.headers))[0]).toBe(kind === 'valid' ? 200 : 401);
  });

  it.each([
    ['a made-up token', `desk_session=${'A'.repeat(43)}`],
    ['no token', 'desk_session='],
    ['a long text', `desk_session=${'A'.repeat(4000)}`],
    ['quotes', "desk_session=' or true --"],
    ['another name', `session=${'A'.repeat(43)}`],
  ])('refuses %s', async (_, cookie) => {
    expect(await ask('/api/totals', { cookie })).toEqual([401, 'access.log-in-needed']);
  });

  it('an end said to this process acts on the next request, one said elsewhere within a second', async () => {
    const person = await personAt(desk(), { role: 'auditor', region: '64' });
    expect((await ask('/api/totals', person.headers))[0]).toBe(200);
    const other = await sessionFor(desk(), person.account.id, 'desk');
    expect((await ask('/api/totals', other.headers))[0]).toBe(200);
    await endSession(database.sql, other.session, { at: now, by: 'test' });
    later(1000);
    expect((await ask('/api/totals', other.headers))[0]).toBe(401);
    expect((await ask('/api/totals', person.headers))[0]).toBe(200);
    await endSession(database.sql, person.session, { at: now, by: 'test' });
    sessions.forget();
    expect((await ask('/api/totals', person.headers))[0]).toBe(401);
  });

  it('a role that runs out while a session is kept in memory ends at its moment', async () => {
    const until = new Date(now.getTime() + 500);
    const person = await personAt(desk(), { role: 'regency_desk', region: '64.09', until });
    expect((await ask('/api/totals', person.headers))[0]).toBe(200);
    later(499);
    expect((await ask('/api/totals', person.headers))[0]).toBe(200);
    later(1);
    expect(await ask('/api/totals', person.headers)).toEqual([403, 'access.no-right']);
  });

  it('whoever holds no role any more may only hand in what the phone has', async () => {
    const person = await personAt(desk(), { role: 'village_operator', region: '64.09.01.1001', until: now });
    expect((await ask('/api/sheets/1', person.headers))[0]).toBe(403);
    const reply = await app.inject({ method: 'POST', url: '/api/sheets', headers: person.headers });
    expect(reply.json()).toMatchObject({ ended: true, region: '64.09.01.1001', formerly: [OPERATOR] });
  });

  it('whoever leads now and entered once may hand in what the phone has, besides what a leader may', async () => {
    const until = new Date(now.getTime() - 1000);
    const person = await personAt(desk(), { role: 'village_operator', region: '64.09.01.1001', until });
    await assign(desk(), person.account.id, { no: 2, role: 'leader', region: '64.09' });
    const reply = await app.inject({ method: 'POST', url: '/api/sheets', headers: person.headers });
    expect(reply.json()).toMatchObject({ role: 'leader', region: '64.09', formerly: [OPERATOR] });
    const leader = await personAt(desk(), { role: 'leader', region: '64.09' });
    expect((await app.inject({ method: 'POST', url: '/api/sheets', headers: leader.headers })).statusCode).toBe(403);
  });

  it('remembers where a person who moved once entered', async () => {
    const until = new Date(now.getTime() - 1000);
    const person = await personAt(desk(), { role: 'village_operator', region: '64.09.01.1001', until });
    await assign(desk(), person.account.id, { no: 2, role: 'village_operator', region: '64.09.02.1001' });
    const reply = await app.inject({ url: '/api/sheets/1', headers: person.headers });
    expect(reply.json()).toMatchObject({ region: '64.09.02.1001', formerly: [OPERATOR] });
    expect(reply.json().ended).toBeUndefined();
  });

  it.each([
    ['sec-fetch-site', 'cross-site', 403],
    ['sec-fetch-site', 'same-site', 403],
    ['sec-fetch-site', 'same-origin', 200],
    ['sec-fetch-site', 'none', 200],
    ['origin', 'https://evil.example', 403],
    ['origin', 'null', 403],
    ['origin', 'http://localhost:80', 200],
    ['origin', 'http://localhost:81', 403],
  ])('a change with %s: %s is answered %i', async (header, value, status) => {
    const reply = await app.inject({
      method: 'POST',
      url: '/api/open',
      headers: { host: 'localhost', [header]: value },
    });
    expect(reply.statusCode).toBe(status);
    if (status === 403) expect(reply.json().code).toBe('access.foreign-origin');
  });

  it('shows its health to its own machine only', async () => {
    expect(await ask('/healthz')).toEqual([200, '']);
    expect(await ask('/healthz', { 'x-forwarded-for': '10.0.0.1' })).toEqual([403, 'access.machine-only']);
    const far = await app.inject({ url: '/healthz', remoteAddress: '10.1.2.3' });
    expect(far.statusCode).toBe(403);
    const mapped = await app.inject({ url: '/healthz', remoteAddress: '::ffff:127.0.0.1' });
    expect(mapped.statusCode).toBe(200);
  });
});

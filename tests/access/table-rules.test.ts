import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACTS, deskServer } from '../../src/server.ts';
import { personWith, SESSION_KINDS, sessionFor } from '../harness/people.ts';
import { callOf, gist } from './table/calls.ts';
import { allCells, type Cell } from './table/cells.ts';
import { EXPECTED_GRANTS, EXPECTED_LINES, mayAtAll, READERS, RUNGS } from './table/expected-rights.ts';
import { A, ACCOUNT_ROLES, type AccountRole, ALL_ROLES, SEAT } from './table/places.ts';
import { type TableDesk, tableDesk } from './table/table-desk.ts';

const LINES = Object.entries(EXPECTED_LINES);
const isChange = (route: string) => !/^(GET|HEAD) /.test(route);
const routesOf = (role: (typeof ALL_ROLES)[number]) =>
  LINES.filter(([, line]) => Array.isArray(line.who) && mayAtAll(role, line));

describe('the expected rights', () => {
  it('have a line for every route, and a route for every line', () => {
    const routes = CONTRACTS.map(({ method, path }) => `${method} ${path}`);
    expect(routes.filter((route) => !(route in EXPECTED_LINES))).toEqual([]);
    expect(Object.keys(EXPECTED_LINES).filter((route) => !routes.includes(route))).toEqual([]);
  });

  it('ask every role at every route', () => {
    const asked = Map.groupBy(allCells(), ({ route }) => route);
    for (const [route] of LINES)
      expect(new Set(asked.get(route)?.map(({ role }) => role)), route).toEqual(new Set(ALL_ROLES));
  });

  it.each(READERS)('leave %s nothing that writes but the own session', (role) => {
    expect(routesOf(role).filter(([route, { self }]) => isChange(route) && !self)).toEqual([]);
  });

  it('leave technical_admin nothing on results and nobody’s activation code', () => {
    const routes = routesOf('technical_admin').map(([route]) => route);
    expect(routes.filter((route) => /sheets|tally|photos|tasks|\/code$|POST .*accounts/.test(route))).toEqual([]);
  });

  it('let nobody give a rung above the own one, or another role that may do what the giver may not', () => {
    for (const [giver, given] of Object.entries(EXPECTED_GRANTS) as [AccountRole, readonly AccountRole[]][]) {
      const rungs = given.map((role) => RUNGS.indexOf(role));
      expect(Math.max(...rungs), giver).toBeLessThanOrEqual(RUNGS.indexOf(giver));
      for (const role of given.filter((it) => !RUNGS.includes(it)))
        expect(
          routesOf(role).filter(([, line]) => !mayAtAll(giver, line) && !line.self),
          `${giver} gives ${role}`,
        ).toEqual([]);
    }
  });
});

describe('sessions at every route of the running server', () => {
  let at: TableDesk;
  beforeAll(async () => {
    at = await tableDesk();
  }, 120_000);
  afterAll(() => at.stop());

  /** One request for each route, as the regency desk would ask it about its own region, with another cookie. */
  async function askAll(headers: { readonly cookie: string }): Promise<[route: string, answer: string][]> {
    const first = new Map<string, Cell>();
    for (const cell of allCells('reduced'))
      if (cell.role === 'regency_desk' && cell.variant !== 'from elsewhere' && !first.has(cell.route))
        first.set(cell.route, cell);
    return Promise.all(
      [...first.values()].map(async (cell): Promise<[string, string]> => {
        const { inject } = await callOf(cell, at.world, false);
        return [cell.route, gist(cell, await at.app.inject({ ...inject, headers: { ...inject.headers, ...headers } }))];
      }),
    );
  }

  it.each(SESSION_KINDS.filter((kind) => kind !== 'valid'))(
    'a session that is %s opens none but the public ones',
    async (kind) => {
      const { headers } = await personWith(at.desk, kind, { role: 'regency_desk', region: SEAT.regency_desk });
      const answers = await askAll(headers);
      expect(answers).toHaveLength(LINES.length);
      for (const [route, answer] of answers) {
        const isOpen = typeof EXPECTED_LINES[route]?.who === 'string';
        const expected = route.startsWith('HEAD') ? '401' : '401 access.log-in-needed';
        if (isOpen) expect(answer, route).not.toBe(expected);
        else expect(answer, route).toBe(expected);
      }
    },
  );

  const change = (route: string, id: string, payload?: object) => {
    const [method, path = ''] = route.split(' ');
    const { headers } = at.world.person('regency_desk');
    return at.app.inject({
      method: method as 'POST',
      url: path.replace(':id', id).replace(':no', '1'),
      headers,
      ...(payload ? { payload } : {}),
    });
  };
  it.each([
    ['DELETE /api/v1/sessions/:id', 401, 'session', undefined],
    ['DELETE /api/v1/devices/:id', 401, 'device', undefined],
    ['POST /api/v1/accounts/:id/end', 401, 'account', { reason: 'selesai' }],
    ['DELETE /api/v1/accounts/:id/assignments/:no', 403, 'account', undefined],
  ] as const)('after %s the very next request is answered %i', async (route, status, of, payload) => {
    const newcomer = await at.world.newcomer('village_operator', A);
    const look = () => at.app.inject({ url: '/api/v1/sheets?contest=gubernur', headers: newcomer.headers });
    expect((await look()).statusCode).toBe(200);
    expect((await change(route, newcomer[of], payload)).statusCode).toBe(204);
    expect((await look()).statusCode).toBe(status);
  });

  it('a session ends by itself at its moment', async () => {
    const account = at.world.person('auditor').account;
    const { headers } = await sessionFor(at.desk, account, 'desk', { expiresInMs: 5000 });
    const look = async () => (await at.app.inject({ url: '/api/v1/me', headers })).statusCode;
    at.later(4999);
    expect(await look()).toBe(200);
    at.later(1);
    expect(await look()).toBe(401);
  });

  it('nobody changes the own account, whatever the role', async () => {
    const acts = [
      ['POST /api/v1/accounts/:id/code', undefined],
      ['POST /api/v1/accounts/:id/end', { reason: 'selesai' }],
      ['POST /api/v1/accounts/:id/assignments', { role: 'village_operator', region: A }],
      ['DELETE /api/v1/accounts/:id/assignments/:no', undefined],
    ] as const;
    for (const role of ACCOUNT_ROLES)
      for (const [route, payload] of acts) {
        const [method, path = ''] = route.split(' ');
        const { headers, account } = at.world.person(role);
        const url = path.replace(':id', account).replace(':no', '1');
        const reply = await at.app.inject({ method: method as 'POST', url, headers, ...(payload ? { payload } : {}) });
        expect([role, route, reply.statusCode]).toEqual([role, route, 403]);
      }
  });

  it('a route without a contract does not come into being', async () => {
    const bare = await deskServer(at.desk);
    expect(() => bare.get('/api/v1/forgotten', async () => 1)).toThrow(/stands in a contract/);
    expect(() => bare.delete('/api/v1/sheets/:id', async () => 1)).toThrow(/stands in a contract/);
    await bare.close();
  });
});

import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteContract } from '#platform/http/openapi.ts';
import { CONTRACTS } from '../../src/server.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { type BesiegedDesk, besiegedDesk } from './besieged-desk.ts';
import type { Case } from './case-plan.ts';
import { FOREIGN_FIELDS } from './fragments.ts';
import { requestOf } from './send-case.ts';
import { submission, validInput } from './valid-input.ts';
import { changedTables, readContents } from './written.ts';

const WRITING = CONTRACTS.filter(({ method }) => method !== 'GET' && method !== 'HEAD');
const WITH_BODY = WRITING.filter(({ body }) => body !== undefined);
/** They take files as they are. */
const FILES = ['importAccounts', 'sendPhotoPiece'];
const WITHOUT_BODY = WRITING.filter(({ body, name }) => body === undefined && !FILES.includes(name));
/** What a server writes itself, and what reaches into the language. */
const FIELDS = [...FOREIGN_FIELDS, 'id', 'role', 'region', 'account', 'revision', 'status', '__proto__', 'constructor'];

describe('a field that nobody may send (quality A-8)', () => {
  let database: TestDatabase;
  let desk: BesiegedDesk;
  beforeAll(async () => {
    database = await testDatabase();
    desk = await besiegedDesk(database.sql);
  });
  afterAll(async () => {
    await desk.stop();
    await database.drop();
  });

  /** Asked by whoever may do so in most cases; the body is refused before anybody's rights in a region are. */
  function send(contract: RouteContract, body: unknown, field: string | null): Promise<LightMyRequestResponse> {
    const places = field === null ? [] : [0];
    const plan: Case = {
      route: contract.name,
      who: 0,
      params: { id: '‹account:0›', no: '1' },
      query: {},
      body,
      file: 0,
      faults: places.map((at) => ({ in: 'json', at, act: 'insert', field: field as string, with: 'true' })),
    };
    const isOfPhone = contract.access === 'sheets.submit' || contract.access === 'self.hand-in';
    const asker = isOfPhone ? desk.operator : (desk.askers[1] as BesiegedDesk['operator']);
    return desk.app.inject(requestOf(desk, { contract, asker, plan }));
  }

  it.each(WITH_BODY.map((contract) => [contract.name, contract] as const))(
    'is refused by %s, and nothing is written',
    async (_name, contract) => {
      const own = Object.keys((contract.body as unknown as { properties: object }).properties);
      const before = await readContents(desk.sql);
      for (const field of FIELDS.filter((name) => !own.includes(name))) {
        const [body] = fc.sample(validInput(contract.body as never), { numRuns: 1, seed: 7 });
        const reply = await send(contract, body, field);
        expect([field, reply.statusCode, reply.json().code]).toEqual([field, 400, 'http.wrong-input']);
      }
      expect(changedTables(before, await readContents(desk.sql))).toEqual([]);
    },
  );

  it('is refused within an account, a device and a sheet, and nothing is written', async () => {
    const [sheet] = fc.sample(submission, { numRuns: 1, seed: 3 }) as object[];
    const account = { name: 'Ani', role: 'village_operator', region: '64.09.01.1001' };
    const nested: Readonly<Record<string, (extra: object) => unknown>> = {
      createAccounts: (extra) => ({ accounts: [{ ...account, ...extra }] }),
      logIn: (extra) => ({ user: 'x', password: 'x', device: { kind: 'phone', ...extra } }),
      activate: (extra) => ({ code: 'x', password: 'x', device: { kind: 'phone', ...extra } }),
      submitSheets: (extra) => ({ submissions: [{ ...sheet, ...extra }] }),
    };
    const before = await readContents(desk.sql);
    for (const [name, bodyWith] of Object.entries(nested)) {
      const contract = CONTRACTS.find((one) => one.name === name) as RouteContract;
      for (const field of ['isAdmin', 'state', 'author', 'passwordHash', 'token', 'outcome', 'receivedAt']) {
        const reply = await send(contract, bodyWith({ [field]: 'x' }), null);
        const { receipts, code } = reply.json() as { receipts?: { problem?: { code: string } }[]; code?: string };
        const expected = name === 'submitSheets' ? 'results.unreadable-submission' : 'http.wrong-input';
        expect([name, field, receipts?.[0]?.problem?.code ?? code]).toEqual([name, field, expected]);
      }
    }
    expect(changedTables(before, await readContents(desk.sql))).toEqual([]);
  });

  it.each(WITHOUT_BODY.map((contract) => [contract.name, contract] as const))(
    'is refused by %s, which takes no body at all',
    async (_name, contract) => {
      const before = await readContents(desk.sql);
      for (const payload of ['{"role":"province_desk"}', '[1]', '"x"', '1']) {
        const url = contract.path.replace(':id', desk.pool.sheet[0] as string).replace(':no', '1');
        const { cookie } = desk.askers[1] as BesiegedDesk['operator'];
        const headers = { cookie, 'content-type': 'application/json' };
        const reply = await desk.app.inject({ method: contract.method as 'POST', url, headers, payload });
        expect([payload, reply.statusCode, reply.json().code]).toEqual([payload, 400, 'http.wrong-input']);
        expect(reply.json().detail).toMatch(/tidak menerima isi|tidak sesuai|harus|paling panjang/);
      }
      expect(changedTables(before, await readContents(desk.sql))).toEqual([]);
    },
  );
});

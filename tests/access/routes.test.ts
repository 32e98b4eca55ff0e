import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAssignment } from '#access/commands/add-assignment.ts';
import { chooseAssignment } from '#access/commands/choose-assignment.ts';
import { endAccount } from '#access/commands/end-account.ts';
import { endAssignment } from '#access/commands/end-assignment.ts';
import { endDevice } from '#access/commands/end-device.ts';
import { endSession } from '#access/commands/end-session.ts';
import { notePending } from '#access/commands/note-pending.ts';
import { ACCESS_CONTRACTS } from '#access/contract/access-contracts.ts';
import type { AccountAnswer, MadeAccount } from '#access/contract/accounts.ts';
import { cliActor } from '#access/domain/actor.ts';
import { assign, type Person, personAt, sessionFor } from '../harness/people.ts';
import { activated, create, GOOD_PASSWORD, type PeopleDesk, peopleDesk } from './people-desk.ts';

const OPERATOR = { name: 'Siti Aminah', role: 'village_operator', region: '64.09.01.1001' } as const;
const NOBODY = '0190a000-0000-7000-8000-000000000000';
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

describe('the routes of people', () => {
  let desk: PeopleDesk;
  let regency: Person;
  let province: Person;
  let operator: Person;
  let stranger: Person;
  beforeAll(async () => {
    desk = await peopleDesk();
    regency = await personAt(desk, { role: 'regency_desk', region: '64.09' });
    province = await personAt(desk, { role: 'province_desk', region: '64' });
    operator = await personAt(desk, { role: 'village_operator', region: '64.09.01.1001' });
    stranger = await personAt(desk, { role: 'village_operator', region: '64.71.01.1001' });
  });
  afterAll(() => desk.stop());

  async function ask(who: Person | null, method: Method, path: string, body?: object, address = '10.7.0.1') {
    const headers = { ...who?.headers, 'x-forwarded-for': address };
    const reply = await desk.app.inject({ method, url: `/api/v1${path}`, headers, ...(body ? { payload: body } : {}) });
    return { status: reply.statusCode, body: reply.body ? reply.json() : null, headers: reply.headers };
  }
  const codeOf = async (...question: Parameters<typeof ask>) => {
    const { status, body } = await ask(...question);
    return [status, body?.code ?? ''];
  };

  it('every contract has its route', () => {
    for (const { method, path } of ACCESS_CONTRACTS) expect(desk.app.hasRoute({ method, url: path })).toBe(true);
  });

  it('a card leads to a session, a name to another, and both browsers are told who they are', async () => {
    const made = await create(desk, OPERATOR);
    const body = { code: made.activationCode, password: GOOD_PASSWORD, device: { kind: 'phone', name: 'HP Siti' } };
    const entered = await ask(null, 'POST', '/activations', body);
    expect(entered.body).toMatchObject({
      account: { user: made.user, name: 'Siti Aminah' },
      role: 'village_operator',
      regionName: expect.stringMatching(/\w/),
      permissions: expect.arrayContaining(['sheets.submit', 'self.hand-in']),
      device: { kind: 'phone', name: 'HP Siti' },
    });
    const cookies = entered.headers['set-cookie'] as string[];
    expect(cookies[0]).toMatch(/^desk_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/);
    const attributes = 'Max-Age=31536000; HttpOnly; SameSite=Strict';
    expect(cookies.slice(1)).toEqual(
      ['activations', 'sessions'].map((door) =>
        expect.stringMatching(new RegExp(`^desk_device=[\\w-]{43}; Path=/api/v1/${door}; ${attributes}$`)),
      ),
    );
    const cookie = (cookies[0] as string).split(';', 1)[0] as string;
    const me = await desk.app.inject({ url: '/api/v1/me', headers: { cookie } });
    expect(me.json()).toEqual(entered.body);
    const again = await ask(null, 'POST', '/sessions', { user: made.user, password: GOOD_PASSWORD });
    expect(again.body).toMatchObject({ account: { user: made.user }, device: { kind: 'desk' } });
    const out = await desk.app.inject({ method: 'DELETE', url: '/api/v1/sessions/current', headers: { cookie } });
    expect([out.statusCode, out.headers['set-cookie']]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect((await desk.app.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode).toBe(401);
  });

  it('wrong name and wrong password are one answer to the last byte', async () => {
    const { user } = await activated(desk, OPERATOR);
    const wrong = await ask(null, 'POST', '/sessions', { user, password: 'salah salah salah' });
    const nobody = await ask(null, 'POST', '/sessions', { user: 'tidak.ada', password: 'salah salah salah' });
    expect([wrong.status, wrong.body]).toEqual([nobody.status, nobody.body]);
    expect(wrong.status).toBe(401);
    const tries = Array.from({ length: 6 }, () =>
      ask(null, 'POST', '/sessions', { user, password: 'salah salah salah' }),
    );
    const told = (await Promise.all(tries)).find(({ status }) => status === 429);
    expect(told?.body.code).toBe('access.wait');
    expect(Number(told?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('of many who log in at once only a few are with the database, so that sheets find it free', async () => {
    const entering = Array.from({ length: 30 }, (_, at) =>
      ask(null, 'POST', '/sessions', { user: `ramai.${at}`, password: 'salah salah salah' }, `10.8.${at}.1`),
    );
    let left = true;
    const all = Promise.all(entering).finally(() => {
      left = false;
    });
    let most = 0;
    while (left) {
      const [row] = await desk.sql`select count(*)::int as open from login_failure where not judged`;
      most = Math.max(most, row?.open ?? 0);
    }
    expect((await all).map(({ status }) => status)).toEqual(entering.map(() => 401));
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(3);
  });

  it('somebody outside the region is answered exactly like nobody', async () => {
    const id = stranger.account.id;
    const device = stranger.device;
    const pairs: [Method, (id: string) => string, string, object?][] = [
      ['POST', (x) => `/accounts/${x}/code`, id],
      ['POST', (x) => `/accounts/${x}/end`, id, { reason: 'x' }],
      ['POST', (x) => `/accounts/${x}/assignments`, id, { role: 'leader', region: '64.09' }],
      ['DELETE', (x) => `/accounts/${x}/assignments/1`, id],
      ['GET', (x) => `/accounts/${x}/phone`, id],
      ['GET', (x) => `/sessions?account=${x}`, id],
      ['GET', (x) => `/devices?account=${x}`, id],
      ['DELETE', (x) => `/sessions/${x}`, stranger.session],
      ['DELETE', (x) => `/devices/${x}`, device],
    ];
    for (const [method, path, theirs, body] of pairs) {
      const [foreign, nobody] = [
        await ask(regency, method, path(theirs), body),
        await ask(regency, method, path(NOBODY), body),
      ];
      expect([path(''), foreign.status]).toEqual([path(''), 404]);
      expect(JSON.stringify(foreign.body).replaceAll(theirs, 'X')).toBe(
        JSON.stringify(nobody.body).replaceAll(NOBODY, 'X'),
      );
      const odd = await ask(regency, method, path('x'), body);
      expect(JSON.stringify(odd.body)).toBe(JSON.stringify(nobody.body).replaceAll(NOBODY, 'x'));
    }
    expect((await ask(stranger, 'GET', '/me')).status).toBe(200);
  });

  it('nobody changes their own account, and nobody reaches above or beside himself', async () => {
    const own = regency.account.id;
    expect(await codeOf(regency, 'POST', `/accounts/${own}/code`)).toEqual([403, 'access.own-account']);
    expect(await codeOf(regency, 'POST', `/accounts/${own}/end`, { reason: 'x' })).toEqual([403, 'access.own-account']);
    const role = { role: 'leader', region: '64.09' };
    expect(await codeOf(regency, 'POST', `/accounts/${own}/assignments`, role)).toEqual([403, 'access.own-account']);
    expect(await codeOf(regency, 'DELETE', `/accounts/${own}/assignments/1`)).toEqual([403, 'access.own-account']);
    const auditor = await personAt(desk, { role: 'auditor', region: '64.09' });
    expect(await codeOf(regency, 'POST', `/accounts/${auditor.account.id}/code`)).toEqual([
      403,
      'access.not-yours-to-give',
    ]);
    const id = operator.account.id;
    const give = (body: object) => codeOf(regency, 'POST', `/accounts/${id}/assignments`, body);
    expect(await give({ role: 'province_desk', region: '64' })).toEqual([403, 'access.not-yours-to-give']);
    expect(await give({ role: 'auditor', region: '64.09' })).toEqual([403, 'access.not-yours-to-give']);
    expect(await give({ role: 'leader', region: '64.71' })).toEqual([403, 'access.not-yours-to-give']);
    expect(await give({ role: 'regency_desk', region: '64.09.01' })).toEqual([422, 'access.wrong-level']);
    expect(await give({ role: 'leader', region: '64.99' })).toEqual([404, 'regions.unknown']);
    expect(await codeOf(operator, 'POST', `/accounts/${id}/code`)).toEqual([403, 'access.no-right']);
  });

  it('many accounts are made at once, each row judged by itself', async () => {
    const rows = [
      { name: 'Andi', role: 'village_operator', region: '6409011001', phone: '081234567890' },
      { name: 'Andi', role: 'village_operator', region: '64.09.01.1001' },
      { name: 'Jauh', role: 'village_operator', region: '64.71.01.1001' },
      { name: 'Tinggi', role: 'province_desk', region: '64' },
      { name: 'Salah', role: 'district_verifier', region: '64.09' },
      { name: '  ', role: 'leader', region: '64.09', phone: 'x', until: '2020-01-01' },
    ];
    const { body } = await ask(regency, 'POST', '/accounts', { accounts: rows });
    const made = body.made as MadeAccount[];
    expect(made.map(({ row, user }) => [row, user])).toEqual([
      [1, 'andi'],
      [2, 'andi2'],
    ]);
    expect(body.errors.map(({ row, column, code }: Record<string, string>) => [row, column, code])).toEqual([
      [3, 'region', 'access.outside-own'],
      [4, 'role', 'access.not-yours-to-give'],
      [5, 'region', 'access.wrong-level'],
      [6, 'name', 'access.not-a-name'],
      [6, 'until', 'access.ended-already'],
      [6, 'phone', 'access.not-a-phone-number'],
    ]);
    expect(body.warnings).toMatchObject([{ row: 2, column: 'name', value: 'Andi', code: 'access.same-row' }]);
    expect(body.warnings[0].message).toMatch(/^Sama dengan baris 1:/);
    const phone = await ask(regency, 'GET', `/accounts/${made[0]?.id}/phone`);
    expect(phone.body).toEqual({ phone: '+6281234567890' });
  });

  it('a refused row says which column does not fit, and advises only what the actor may give', async () => {
    const rows = [
      { name: 'Jauh', role: 'village_operator', region: '64.71.01' },
      { name: 'Jauh', role: 'district_verifier', region: '64.71' },
    ];
    const { body } = await ask(regency, 'POST', '/accounts', { accounts: rows });
    expect(body.errors.map(({ row, column, code }: Record<string, string>) => [row, column, code])).toEqual([
      [1, 'region', 'access.outside-own'],
      [2, 'region', 'access.wrong-level'],
      [2, 'region', 'access.outside-own'],
    ]);
    const [outside, level] = body.errors.map(({ message }: Record<string, string>) => message);
    expect(outside).toContain('64.71.01 di luar wilayah Anda (Kabupaten Penajam Paser Utara)');
    expect(level).toContain('verifikator kecamatan tidak cocok untuk wilayah 64.71');
    const adviceTo = async (who: Person) => {
      const headers = { ...who.headers, 'content-type': 'text/csv' };
      const payload = 'name;role;region\nRaja;raja;64.09\n';
      const reply = await desk.app.inject({ method: 'POST', url: '/api/v1/accounts/file', headers, payload });
      return reply.json().errors[0].message;
    };
    expect(await adviceTo(regency)).toMatch(/: operator desa, verifikator kecamatan, desk kabupaten, pimpinan\.$/);
    expect(await adviceTo(province)).toContain('auditor');
  });

  it('a file of people is read as it is, by Indonesian words, and only judged when asked so', async () => {
    const file = 'name;role;region;phone\nRina;operator desa;64.09.01.1002;0812 1111 2222\nRudi;raja;64.09;\n';
    const send = (query: string, payload: string, type = 'text/csv') => {
      const headers = { ...regency.headers, 'content-type': type };
      return desk.app.inject({ method: 'POST', url: `/api/v1/accounts/file${query}`, headers, payload });
    };
    const dry = (await send('?dryRun=true', file)).json();
    expect(dry).toMatchObject({ rows: 2, made: [], errors: [{ row: 3, column: 'role', code: 'access.not-a-role' }] });
    const real = (await send('', file, 'application/octet-stream')).json();
    expect(real).toMatchObject({ rows: 2, made: [{ row: 2, user: 'rina', role: 'village_operator' }] });
    expect((await send('', 'satu,dua\n1,2\n')).json().code).toMatch(/^files\./);
    expect((await send('', '')).statusCode).toBe(422);
    expect((await send('', 'x'.repeat(5 * 1024 * 1024 + 1))).statusCode).toBe(413);
  });

  it('lists name their scope, page through everybody once, and show nobody else', async () => {
    const all: AccountAnswer[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Awaited<ReturnType<typeof ask>> = await ask(regency, 'GET', `/accounts?limit=3&cursor=${next}`);
      expect(page.body.scope).toEqual({ region: '64.09', name: 'Kabupaten Penajam Paser Utara' });
      all.push(...page.body.accounts);
      next = page.body.next;
      if (next === null) expect(page.body.total).toBe(all.length);
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.every(({ assignments }) => assignments.some(({ region }) => region.startsWith('64.09')))).toBe(true);
    expect(all.some(({ id }) => id === stranger.account.id)).toBe(false);
    const wide = await ask(province, 'GET', '/accounts?limit=200');
    expect(wide.body.accounts.some(({ id }: AccountAnswer) => id === stranger.account.id)).toBe(true);
    for (const place of ['64.71', '64', '64.09.99'])
      expect(await codeOf(regency, 'GET', `/accounts?region=${place}`)).toEqual([404, 'regions.unknown']);
    expect((await ask(regency, 'GET', '/accounts?q=%25')).body.total).toBe(0);
    expect((await ask(regency, 'GET', '/accounts?role=regency_desk&region=64.09')).body.total).toBe(1);
    expect(await codeOf(regency, 'GET', '/accounts?cursor=%27')).toEqual([400, 'access.bad-cursor']);
  });

  it('the list and the judgement of one person agree on who is seen', async () => {
    const ago = (hours: number) => new Date(desk.clock.now().getTime() - hours * 3_600_000);
    const moved = await personAt(desk, {
      role: 'village_operator',
      region: '64.09.02.1001',
      from: ago(9),
      until: ago(1),
    });
    const left = await personAt(desk, {
      role: 'village_operator',
      region: '64.09.02.1001',
      from: ago(9),
      until: ago(1),
    });
    await assign(desk, moved.account.id, { no: 2, role: 'village_operator', region: '64.71.01.1001', from: ago(1) });
    await assign(desk, left.account.id, { no: 2, role: 'leader', region: '64.71', from: ago(9), until: ago(2) });
    const listed = (await ask(regency, 'GET', '/accounts?region=64.09.02&limit=200')).body.accounts as AccountAnswer[];
    expect(listed.map(({ id }) => id)).toEqual([left.account.id]);
    expect((await ask(regency, 'GET', `/devices?account=${left.account.id}`)).status).toBe(200);
    expect((await ask(regency, 'GET', `/devices?account=${moved.account.id}`)).status).toBe(404);
  });

  it('whoever is ended is out on the next request: account, device, session', async () => {
    const actor = cliActor('test');
    const ends = [
      (person: Person) => endAccount(desk, { actor, account: person.account.id, reason: 'uji' }),
      (person: Person) => endDevice(desk, { actor, device: person.device }),
      (person: Person) => endSession(desk, { actor, session: person.session }),
    ];
    for (const end of ends) {
      const person = await personAt(desk, { role: 'village_operator', region: '64.09.01.1001' });
      expect((await ask(person, 'GET', '/me')).status).toBe(200);
      expect((await end(person)).ok).toBe(true);
      expect((await ask(person, 'GET', '/me')).status).toBe(401);
    }
  });

  it('a role given or taken acts on the next request, and a person chooses between several', async () => {
    const person = await personAt(desk, { role: 'village_operator', region: '64.09.01.1001' });
    const id = person.account.id;
    expect((await ask(person, 'GET', '/me')).body.role).toBe('village_operator');
    await addAssignment(desk, { actor: cliActor('test'), account: id, role: 'district_verifier', region: '64.09.01' });
    expect((await ask(person, 'GET', '/me')).body).toMatchObject({ role: 'district_verifier', assignments: [{}, {}] });
    expect((await ask(person, 'PUT', '/me/assignment', { no: 1 })).body.role).toBe('village_operator');
    expect((await ask(person, 'GET', '/me')).body.role).toBe('village_operator');
    expect(await codeOf(person, 'PUT', '/me/assignment', { no: 3 })).toEqual([404, 'access.unknown-assignment']);
    await endAssignment(desk, { actor: cliActor('test'), account: id, no: 1 });
    expect((await ask(person, 'GET', '/me')).body.role).toBe('district_verifier');
    expect(await codeOf(regency, 'DELETE', `/accounts/${id}/assignments/2`)).toEqual([204, '']);
    expect((await ask(person, 'GET', '/me')).body).toMatchObject({ role: null, region: null, assignments: [] });
    expect(await codeOf(regency, 'DELETE', `/accounts/${id}/assignments/2`)).toEqual([
      404,
      'access.unknown-assignment',
    ]);
    const back = { role: 'village_operator', region: '64.09.01.1002' };
    expect((await ask(regency, 'POST', `/accounts/${id}/assignments`, back)).body).toMatchObject({ no: 3 });
    const move = { role: 'village_operator', region: '64.09.01.1003', moves: true };
    expect((await ask(regency, 'POST', `/accounts/${id}/assignments`, move)).body).toMatchObject({ no: 4 });
    expect((await ask(person, 'GET', '/me')).body).toMatchObject({ region: '64.09.01.1003', assignments: [{ no: 4 }] });
    const session = await desk.sessions.find(person.cookie.slice('desk_session='.length));
    expect(session && (await chooseAssignment(desk, { session, no: 3 })).ok).toBe(false);
  });

  it('one sees and ends only what one may: own sessions everybody, others the desk', async () => {
    const person = await personAt(desk, { role: 'village_operator', region: '64.09.01.1001' });
    const second = await sessionFor(desk, person.account.id, 'phone');
    const own = await ask(person, 'GET', '/sessions');
    expect(own.body.sessions.map(({ current }: { current: boolean }) => current).sort()).toEqual([false, true]);
    expect(await codeOf(person, 'GET', `/sessions?account=${operator.account.id}`)).toEqual([403, 'access.no-right']);
    expect(await codeOf(person, 'DELETE', `/sessions/${operator.session}`)).toEqual([404, 'access.unknown-session']);
    expect(await codeOf(person, 'DELETE', `/sessions/${second.session}`)).toEqual([204, '']);
    expect((await ask(regency, 'GET', `/sessions?account=${person.account.id}`)).body.sessions).toHaveLength(1);
    expect(await codeOf(regency, 'DELETE', `/sessions/${person.session}`)).toEqual([204, '']);
    expect((await ask(person, 'GET', '/me')).status).toBe(401);
  });

  it('what a phone still holds is seen by its desk, also after the phone was ended', async () => {
    const person = await personAt(desk, { role: 'village_operator', region: '64.09.01.1001' });
    const oldestAt = '2024-11-20T01:00:00.000Z';
    const last = { count: 3, bytes: 9000, oldestAt, order: 5 };
    expect(await codeOf(person, 'PUT', '/me/pending', last)).toEqual([204, '']);
    // Earlier words that arrive late.
    expect(await codeOf(person, 'PUT', '/me/pending', { count: 6, bytes: 1, order: 4 })).toEqual([204, '']);
    await ask(regency, 'DELETE', `/devices/${person.device}`);
    const { body } = await ask(regency, 'GET', '/devices?pending=true');
    expect(body).toMatchObject({
      scope: { region: '64.09' },
      devices: [{ id: person.device, pending: { count: 3, bytes: 9000, oldestAt }, endedAt: expect.any(String) }],
    });
    expect((await ask(stranger, 'GET', '/devices')).status).toBe(403);
    const session = await desk.sessions.find(operator.cookie.slice('desk_session='.length));
    if (session) await notePending(desk, { session, pending: { count: 0, bytes: 0, oldestAt: null } });
    expect(session).not.toBeNull();
  });

  it.each<[Method, string, object | undefined]>([
    ['POST', '/sessions', { user: 'a\u0000b', password: 'x\u0000y', device: { kind: 'desk', name: '\u0000' } }],
    ['POST', '/sessions', { user: '\ud800', password: '\ud800' }],
    ['POST', '/activations', { code: '\u0000', password: '\u0000' }],
    ['GET', '/accounts?q=%00', undefined],
    ['GET', '/accounts?q=%5C%25_', undefined],
    ['GET', '/accounts?cursor=%00', undefined],
    ['POST', '/accounts', { accounts: [{ name: '\u0000', role: 'leader', region: '\u0000', until: '9999-12-31' }] }],
    ['POST', '/accounts', { accounts: [{ name: 'A', role: 'leader', region: '64.09', from: '0000-01-01' }] }],
    ['PUT', '/me/pending', { count: 1, bytes: 1, oldestAt: '2024-12-31T23:59:60Z' }],
    ['PUT', '/me/pending', { count: 1, bytes: 1, oldestAt: '0000-01-01T00:00:00Z' }],
    ['PUT', '/me/pending', { count: 1, bytes: 1, oldestAt: '9999-12-31T23:59:59-12:00' }],
    ['DELETE', '/accounts/x/assignments/99999999999', undefined],
    ['DELETE', `/accounts/${NOBODY}/assignments/2147483648`, undefined],
    ['POST', `/accounts/${NOBODY}/end`, { reason: '\u0000' }],
  ])('%s %s with odd content %# is answered, never failed', async (method, path, body) => {
    expect((await ask(regency, method, path, body)).status).toBeLessThan(500);
  });

  it('the record of changes knows people by their ids only', async () => {
    const rows = await desk.sql<{ content: string }[]>`select content from audit_entry`;
    expect(rows.length).toBeGreaterThan(20);
    const text = rows.map(({ content }) => content).join('\n');
    for (const secret of ['Siti', 'siti.', 'Andi', 'andi2', '81234567890', GOOD_PASSWORD, '$argon2'])
      expect(text).not.toContain(secret);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endDevice } from '#access/commands/end-device.ts';
import { renewCode } from '#access/commands/renew-code.ts';
import { cliActor } from '#access/domain/actor.ts';
import { DEVICES_PER_BROWSER_MAX } from '#access/start-session.ts';
import { create, GOOD_PASSWORD, type PeopleDesk, peopleDesk } from './people-desk.ts';

const OPERATOR = { name: 'Siti Aminah', role: 'village_operator', region: '64.09.01.1001' };
type Kind = 'phone' | 'desk';

describe('a browser that several people use in turn', () => {
  let desk: PeopleDesk;
  beforeAll(async () => {
    desk = await peopleDesk();
  });
  afterAll(() => desk.stop());

  /** Keeps cookies by name and path and sends them as browsers do: the longer path first. */
  function openBrowser(address: string) {
    const kept = new Map<string, { readonly path: string; readonly pair: string }>();
    function cookieFor(url: string): string {
      const fitting = [...kept.values()].filter(
        ({ path }) => path === '/' || url === path || url.startsWith(`${path}/`),
      );
      return fitting
        .toSorted((a, b) => b.path.length - a.path.length)
        .map(({ pair }) => pair)
        .join('; ');
    }
    function keep(text: string): void {
      const [pair = ''] = text.split(';', 1);
      const path = /; Path=([^;]*)/.exec(text)?.[1] ?? '/';
      kept.set(`${pair.split('=', 1)[0]} ${path}`, { path, pair });
    }
    async function ask(method: 'GET' | 'POST' | 'PUT', path: string, body?: object) {
      const url = `/api/v1${path}`;
      const headers = { cookie: cookieFor(url), 'x-forwarded-for': address };
      const reply = await desk.app.inject({ method, url, headers, ...(body ? { payload: body } : {}) });
      for (const text of [reply.headers['set-cookie'] ?? []].flat()) keep(text);
      return { status: reply.statusCode, body: reply.body ? reply.json() : null };
    }
    return {
      cookieFor,
      keep,
      ask,
      logIn: (user: string, kind: Kind = 'phone', password = GOOD_PASSWORD) =>
        ask('POST', '/sessions', { user, password, device: { kind } }),
      activate: (code: string, kind: Kind = 'phone') =>
        ask('POST', '/activations', { code, password: GOOD_PASSWORD, device: { kind } }),
    };
  }

  const devicesOf = (account: string) =>
    desk.sql<{ id: string; kind: Kind; pending: number }[]>`
      select id, kind, pending_count as pending from device where account_id = ${account}`;
  const deviceIn = async (browser: ReturnType<typeof openBrowser>, account: string) => {
    const { body } = await browser.ask('GET', '/sessions');
    expect((await browser.ask('GET', '/me')).body.account.id).toBe(account);
    return body.sessions.find(({ current }: { current: boolean }) => current).device.id as string;
  };

  it('stays one device of each of them, and the last word of each is replaced by the next', async () => {
    const phone = openBrowser('10.20.0.1');
    const [ani, budi] = [await create(desk, OPERATOR), await create(desk, OPERATOR)];
    await phone.activate(ani.activationCode);
    const first = await deviceIn(phone, ani.id);
    await phone.ask('PUT', '/me/pending', { count: 3, bytes: 900, order: 1 });
    await phone.activate(budi.activationCode);
    await phone.logIn(ani.user);
    expect(await deviceIn(phone, ani.id)).toBe(first);
    await phone.ask('PUT', '/me/pending', { count: 0, bytes: 0, order: 2 });
    await phone.logIn(budi.user);
    expect(await devicesOf(ani.id)).toEqual([{ id: first, kind: 'phone', pending: 0 }]);
    expect(await devicesOf(budi.id)).toHaveLength(1);
  });

  it('is the same device again for whoever forgot the password and activates anew', async () => {
    const phone = openBrowser('10.20.0.2');
    const ani = await create(desk, OPERATOR);
    await phone.activate(ani.activationCode);
    await phone.activate((await create(desk, OPERATOR)).activationCode);
    const renewed = await renewCode(desk, { actor: cliActor('test'), account: ani.id });
    await phone.activate(renewed.ok ? renewed.value.activationCode : '');
    expect((await phone.ask('GET', '/me')).body.account.id).toBe(ani.id);
    expect(await devicesOf(ani.id)).toHaveLength(1);
  });

  it('is a phone on the one page and a desk on the other, and neither pushes the other out', async () => {
    const both = openBrowser('10.20.0.3');
    const ani = await create(desk, OPERATOR);
    await both.activate(ani.activationCode);
    for (const kind of ['desk', 'phone', 'desk', 'phone'] as const) await both.logIn(ani.user, kind);
    expect((await devicesOf(ani.id)).map(({ kind }) => kind).toSorted()).toEqual(['desk', 'phone']);
  });

  it('lets each of them in while strangers guess the name at the same address, and still bounds who guesses on it', async () => {
    const phone = openBrowser('10.20.0.4');
    const [ani, budi] = [await create(desk, OPERATOR), await create(desk, OPERATOR)];
    await phone.activate(ani.activationCode);
    await phone.activate(budi.activationCode);
    const stranger = openBrowser('10.20.0.4');
    for (let tries = 0; tries < 12; tries++) await stranger.logIn(ani.user, 'phone', 'salah salah salah');
    expect((await stranger.logIn(ani.user)).status).toBe(429);
    expect((await phone.logIn(ani.user)).status).toBe(200);
    for (let tries = 0; tries < 12; tries++) await phone.logIn(budi.user, 'phone', 'salah salah salah');
    expect((await phone.logIn(budi.user)).status).toBe(429);
  });

  it('answers a name that is nobody’s like that of somebody it does not know', async () => {
    const phone = openBrowser('10.20.0.5');
    await phone.activate((await create(desk, OPERATOR)).activationCode);
    const unknown = await create(desk, OPERATOR);
    await openBrowser('10.20.0.6').activate(unknown.activationCode);
    for (let tries = 0; tries < 4; tries++) {
      const somebody = await phone.logIn(unknown.user, 'phone', 'salah salah salah');
      expect(await phone.logIn('bukan.siapa.siapa', 'phone', 'salah salah salah')).toEqual(somebody);
    }
  });

  it('sends its tokens to the two doors only, the last used first, and forgets the one unused longest', async () => {
    const phone = openBrowser('10.20.0.7');
    const people = [];
    for (let at = 0; at <= DEVICES_PER_BROWSER_MAX; at++) people.push(await create(desk, OPERATOR));
    for (const { activationCode } of people) await phone.activate(activationCode);
    const sent = phone.cookieFor('/api/v1/sessions');
    expect(phone.cookieFor('/api/v1/sheets')).toMatch(/^desk_session=[\w-]{43}$/);
    expect(phone.cookieFor('/api/v1/activations')).toBe(sent);
    expect(sent.length).toBeLessThan(500);
    const [oldest, second] = people;
    await phone.logIn(second?.user ?? '');
    await phone.logIn(oldest?.user ?? '');
    expect(await devicesOf(second?.id ?? '')).toHaveLength(1);
    expect(await devicesOf(oldest?.id ?? '')).toHaveLength(2);
  });

  it('drops what has ended, what was made up, and honours a cookie with one token alone', async () => {
    const phone = openBrowser('10.20.0.8');
    const ani = await create(desk, OPERATOR);
    await phone.activate(ani.activationCode);
    const first = await deviceIn(phone, ani.id);
    const token = /desk_device=([\w-]{43})/.exec(phone.cookieFor('/api/v1/sessions'))?.[1];
    const older = openBrowser('10.20.0.8');
    older.keep(`desk_device=${token}; Path=/; HttpOnly`);
    await older.logIn(ani.user);
    expect(await deviceIn(older, ani.id)).toBe(first);
    await endDevice(desk, { actor: cliActor('test'), device: first });
    phone.keep(`desk_device=${'x'.repeat(43)}.${token}.~.${token}; Path=/api/v1/sessions`);
    await phone.logIn(ani.user);
    expect(await deviceIn(phone, ani.id)).not.toBe(first);
    expect(await devicesOf(ani.id)).toHaveLength(2);
    expect(phone.cookieFor('/api/v1/sessions')).toMatch(/(^|; )desk_device=(?!x)[\w-]{43}(;|$)/);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activate } from '#access/commands/activate.ts';
import { changePassword } from '#access/commands/change-password.ts';
import { logIn } from '#access/commands/log-in.ts';
import { renewCode } from '#access/commands/renew-code.ts';
import { cliActor } from '#access/domain/actor.ts';
import { hashQueue } from '#access/password/hash-queue.ts';
import { secretHash } from '#access/secret-tokens.ts';
import { activated, browser, create, GOOD_PASSWORD, type PeopleDesk, peopleDesk } from './people-desk.ts';

const OPERATOR = { name: 'Siti Aminah, S.Pd.', role: 'village_operator', region: '64.09.01.1001' };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('coming in', () => {
  let desk: PeopleDesk;
  beforeAll(async () => {
    desk = await peopleDesk();
  });
  afterAll(() => desk.stop());

  const enter = (user: string, password = GOOD_PASSWORD, at = browser()) =>
    logIn(desk, { user, password, browser: at });
  const code = async (entered: ReturnType<typeof enter>) => {
    const result = await entered;
    return result.ok ? 'in' : result.problem.code;
  };

  it('a code opens an account once, however it is typed, and keeps only its hash', async () => {
    const made = await create(desk, OPERATOR);
    expect(made).toMatchObject({ user: 'siti.aminah', regionName: expect.any(String) });
    const typed = made.activationCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    const first = await activate(desk, { code: ` ${typed} `, password: GOOD_PASSWORD, browser: browser() });
    expect(first).toMatchObject({
      ok: true,
      value: { session: { account: { user: 'siti.aminah' } }, seconds: 2_592_000 },
    });
    const again = await activate(desk, { code: typed, password: GOOD_PASSWORD, browser: browser() });
    const unknown = await activate(desk, { code: '0000-0000-0000', password: GOOD_PASSWORD, browser: browser() });
    expect(again).toEqual(unknown);
    expect(again).toMatchObject({ ok: false, problem: { code: 'access.wrong-code' } });
    const plain = made.activationCode.replaceAll('-', '');
    const rows = await desk.sql`select code_hash from activation where account_id = ${made.id}`;
    expect(rows).toEqual([{ code_hash: secretHash(plain) }]);
  });

  it('whoever activated without hearing the answer is told to log in, and can', async () => {
    const person = await activated(desk, OPERATOR);
    const repeat = await activate(desk, { code: person.activationCode, password: GOOD_PASSWORD, browser: browser() });
    expect(repeat).toMatchObject({
      problem: {
        message: {
          id: expect.stringContaining('baru saja mengaktifkan, masuk saja dengan nama pengguna dan kata sandi baru'),
          en: expect.stringContaining('just activated, log in with your user name and your new password'),
        },
      },
    });
    expect(await code(enter(person.user))).toBe('in');
  });

  it('of ten uses of one code at the same moment exactly one wins', async () => {
    const made = await create(desk, OPERATOR);
    const tries = Array.from({ length: 10 }, () =>
      activate(desk, {
        code: made.activationCode,
        password: GOOD_PASSWORD,
        browser: browser({ address: '10.0.0.77' }),
      }),
    );
    const entered = await Promise.all(tries);
    expect(entered.filter(({ ok }) => ok)).toHaveLength(1);
    const [{ devices } = { devices: 0 }] = await desk.sql`
      select count(*)::int as devices from device where account_id = ${made.id}`;
    expect(devices).toBe(1);
  });

  it('a code that lay for fourteen days is as good as none, and so is one that was renewed', async () => {
    const made = await create(desk, OPERATOR);
    const renewed = await renewCode(desk, { actor: cliActor('test'), account: made.id });
    const use = (text: string) => activate(desk, { code: text, password: GOOD_PASSWORD, browser: browser() });
    expect(await use(made.activationCode)).toMatchObject({ problem: { code: 'access.wrong-code' } });
    desk.later(14 * 24 * HOUR);
    expect(await use(renewed.ok ? renewed.value.activationCode : '')).toMatchObject({
      problem: { code: 'access.wrong-code' },
    });
  });

  it('a weak password is refused and leaves the code good', async () => {
    const made = await create(desk, OPERATOR);
    const use = (password: string) => activate(desk, { code: made.activationCode, password, browser: browser() });
    for (const weak of ['pendek', made.activationCode, '64.09.01.1001', 'Siti Aminah, S.Pd.2024', '1234567890'])
      expect(await use(weak)).toMatchObject({ problem: { code: 'access.weak-password' } });
    expect((await use(GOOD_PASSWORD)).ok).toBe(true);
  });

  it('a name and its password open a session, in any case, and a stranger is told nothing', async () => {
    const person = await activated(desk, OPERATOR);
    expect(await code(enter(` ${person.user.toUpperCase()} `))).toBe('in');
    const wrongPassword = await enter(person.user, 'salah salah salah');
    const wrongName = await enter('tidak.ada', 'salah salah salah');
    const notActivated = await enter((await create(desk, OPERATOR)).user);
    expect(wrongPassword).toEqual(wrongName);
    expect(notActivated).toEqual(wrongName);
    expect(wrongName).toMatchObject({ problem: { code: 'access.wrong-log-in', status: 401, fields: {} } });
  });

  it('a known browser keeps its device, an unknown one becomes a new device', async () => {
    const person = await activated(desk, OPERATOR);
    const { deviceTokens } = person.started;
    const same = await enter(person.user, GOOD_PASSWORD, browser({ deviceTokens }));
    expect(same).toMatchObject({ ok: true, value: { isNewDevice: false, deviceTokens } });
    expect(same.ok && same.value.session.device.id).toBe(person.started.session.device.id);
    const other = await enter(person.user);
    expect(other.ok && other.value.session.device.id).not.toBe(person.started.session.device.id);
    expect(other).toMatchObject({ ok: true, value: { isNewDevice: true } });
  });

  it('a desk logs in each day, an operator on a desk too', async () => {
    const verifier = await activated(desk, { name: 'Budi', role: 'district_verifier', region: '64.09.01' });
    expect(verifier.started.seconds).toBe(12 * 3600);
    const operator = await activated(desk, OPERATOR);
    const atDesk = await enter(operator.user, GOOD_PASSWORD, browser({ device: { kind: 'desk' } }));
    expect(atDesk).toMatchObject({ ok: true, value: { seconds: 12 * 3600 } });
  });

  it('a new password ends the other sessions and needs the old one', async () => {
    const person = await activated(desk, OPERATOR);
    const other = await enter(person.user);
    expect(other.ok).toBe(true);
    const session = person.started.session;
    const change = (current: string, next: string) =>
      changePassword(desk, { session, current, next, address: '10.9.9.9' });
    expect(await change('bukan ini ini', 'rumah panjang baru')).toMatchObject({
      problem: { code: 'access.wrong-log-in' },
    });
    expect(await change(GOOD_PASSWORD, GOOD_PASSWORD)).toMatchObject({ problem: { code: 'access.weak-password' } });
    expect(await change(GOOD_PASSWORD, 'rumah panjang baru')).toEqual({ ok: true, value: null });
    expect(await code(enter(person.user))).toBe('access.wrong-log-in');
    const find = desk.sessions.find;
    expect(await find(person.started.sessionToken)).not.toBeNull();
    expect(other.ok && (await find(other.value.sessionToken))).toBeNull();
  });

  it('a full queue of passwords says so, and takes the try back', async () => {
    const person = await activated(desk, OPERATOR);
    const full = { ...desk, passwords: hashQueue({ waitingMax: 0 }) };
    const entered = await logIn(full, { user: person.user, password: GOOD_PASSWORD, browser: browser() });
    expect(entered).toMatchObject({ problem: { code: 'access.busy', status: 503 } });
    const [row] = await desk.sql`
      select count(*)::int as left from login_failure where name_hash = ${secretHash(person.user)}`;
    expect(row).toEqual({ left: 0 });
  });
});

describe('guessing', () => {
  let desk: PeopleDesk;
  beforeAll(async () => {
    desk = await peopleDesk();
  });
  afterAll(() => desk.stop());

  const guess = (user: string, changes = {}) =>
    logIn(desk, { user, password: 'salah salah salah', browser: browser(changes) });
  const problemOf = (result: Awaited<ReturnType<typeof guess>>) => (result.ok ? 'in' : result.problem.code);

  it('two hundred guesses at once are no more than a few', async () => {
    const person = await activated(desk, OPERATOR);
    const guesses = Array.from({ length: 200 }, (_, at) => guess(person.user, { address: `10.1.${at}.1` }));
    const answers = (await Promise.all(guesses)).map(problemOf);
    expect(answers.filter((answer) => answer === 'access.wrong-log-in').length).toBeLessThanOrEqual(3);
    expect(answers.filter((answer) => answer === 'access.wait').length).toBeGreaterThanOrEqual(197);
  });

  it('a patient guesser gets ten tries on a name in a quarter of an hour, and the owner on a known phone gets in meanwhile', async () => {
    const person = await activated(desk, OPERATOR);
    let [compared, waited] = [0, 0];
    for (let second = 0; second < 15 * 60; second += 5) {
      const answer = problemOf(await guess(person.user, { address: '10.2.0.1' }));
      if (answer === 'access.wrong-log-in') compared++;
      else waited++;
      desk.later(5000);
    }
    expect(compared).toBe(10);
    expect(waited).toBeGreaterThan(100);
    const known = browser({ deviceTokens: person.started.deviceTokens, address: '10.2.0.1' });
    expect(await logIn(desk, { user: person.user, password: GOOD_PASSWORD, browser: known })).toMatchObject({
      ok: true,
    });
  });

  it('an unknown name is throttled like a known one', async () => {
    const answers = [];
    for (let tries = 0; tries < 4; tries++) answers.push(problemOf(await guess('tidak.ada.orangnya')));
    expect(answers).toEqual([...Array(3).fill('access.wrong-log-in'), 'access.wait']);
  });

  it('even a known device has ten tries', async () => {
    const person = await activated(desk, OPERATOR);
    const { deviceTokens } = person.started;
    let compared = 0;
    for (let minute = 0; minute < 14; minute++) {
      if (problemOf(await guess(person.user, { deviceTokens })) === 'access.wrong-log-in') compared++;
      desk.later(MINUTE);
    }
    expect(compared).toBe(10);
  });

  it('an address has a hundred tries over all names and codes, also at once, and nobody slips in past them', async () => {
    const person = await activated(desk, OPERATOR);
    const address = '10.3.0.1';
    const names = Array.from({ length: 130 }, (_, at) => guess(`nama.ke${at}x`, { address }));
    const answers = (await Promise.all(names)).map(problemOf);
    expect(answers.filter((answer) => answer === 'access.wrong-log-in')).toHaveLength(100);
    const right = { user: person.user, password: GOOD_PASSWORD };
    expect(problemOf(await logIn(desk, { ...right, browser: browser({ address }) }))).toBe('access.wait');
    const activation = await activate(desk, { code: '0000', password: GOOD_PASSWORD, browser: browser({ address }) });
    expect(activation).toMatchObject({ problem: { code: 'access.wait', fields: { seconds: '900' } } });
    expect(problemOf(await logIn(desk, { ...right, browser: browser({ address: '10.3.0.2' }) }))).toBe('in');
    desk.later(15 * MINUTE);
    expect(problemOf(await logIn(desk, { ...right, browser: browser({ address }) }))).toBe('in');
  });

  it('a success forgets its own slips, not those of a stranger elsewhere', async () => {
    const person = await activated(desk, OPERATOR);
    const own = browser({ address: '10.4.0.1' });
    await guess(person.user, { address: '10.4.0.1' });
    await guess(person.user, { address: '10.4.0.2' });
    expect((await logIn(desk, { user: person.user, password: GOOD_PASSWORD, browser: own })).ok).toBe(true);
    const rows = await desk.sql`
      select address from login_failure where name_hash = ${secretHash(person.user)}`;
    expect(rows).toEqual([{ address: '10.4.0.2' }]);
  });

  it('the time of an answer does not tell a name that exists from one that does not', async () => {
    const person = await activated(desk, OPERATOR);
    const time = async (user: string, round: number) => {
      const start = performance.now();
      await guess(user, { address: `10.5.${round}.1` });
      const took = performance.now() - start;
      desk.later(20 * MINUTE);
      return took;
    };
    // Pairs side by side in time, in turn the one and the other first: a busy machine slows both.
    const gaps = async () => {
      const differences: number[] = [];
      for (let round = 0; round < 44; round++) {
        const isKnownFirst = round % 2 === 0;
        const first = await time(isKnownFirst ? person.user : 'tidak.ada', round);
        const second = await time(isKnownFirst ? 'tidak.ada' : person.user, round);
        differences.push(isKnownFirst ? first - second : second - first);
      }
      return Math.abs(differences.sort((a, b) => a - b)[22] as number);
    };
    // What leaks, leaks every time; what is noise does not come back.
    const measured: number[] = [];
    do measured.push(await gaps());
    while (Math.min(...measured) >= 5 && measured.length < 4);
    console.log(
      `a wrong log-in: known and unknown differ by ${measured.map((gap) => gap.toFixed(2)).join(', ')} ms (p50)`,
    );
    expect(Math.min(...measured)).toBeLessThan(5);
  });
});

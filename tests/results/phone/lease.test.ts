import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dropLease } from '#results/commands/drop-lease.ts';
import { LEASE_MINUTES, takeLease } from '#results/commands/take-lease.ts';
import { person as actor } from '#results/fixtures.ts';
import type { Person } from '../../harness/people.ts';
import { ask, lease, type PhoneDesk, phoneDesk, receiptsOf, tasksOf } from './phone-desk.ts';

const VILLAGE = '64.09.01.1001';
const SHEET = `giliran:gubernur:${VILLAGE}:001:regular`;
const MINUTE_MS = 60_000;

describe('who is filling a sheet', () => {
  let phone: PhoneDesk;
  let siti: Person;
  let budi: Person;
  beforeAll(async () => {
    phone = await phoneDesk({
      id: 'giliran',
      regions: ['64'],
      contests: [{ id: 'gubernur', area: '64', candidates: [1, 2] }],
      stations: [`${VILLAGE}/001`, `${VILLAGE}/002`, `${VILLAGE}/003`, '64.09.02.1001/001'],
    });
    siti = await phone.person('village_operator', VILLAGE, 'Siti Aminah');
    budi = await phone.person('village_operator', VILLAGE, 'Budi');
  });
  afterAll(() => phone.close());

  it('is told to the others by name for ten minutes, and to the holder as mine', async () => {
    const until = new Date(phone.clock.now().getTime() + LEASE_MINUTES * MINUTE_MS).toISOString();
    expect(await lease(phone.app, siti, SHEET)).toEqual({ mine: true, by: 'Siti Aminah', until });
    expect(await lease(phone.app, budi, SHEET)).toEqual({ mine: false, by: 'Siti Aminah', until });
    const seenBy = async (person: Person) =>
      (await tasksOf(phone.app, person)).tasks.find(({ id }) => id === SHEET)?.lease;
    expect(await seenBy(budi)).toEqual({ by: 'Siti Aminah', until });
    expect(await seenBy(siti)).toBeNull();
    phone.clock.move(9 * MINUTE_MS);
    const renewed = await lease(phone.app, siti, SHEET);
    expect(new Date(renewed.until).getTime() - phone.clock.now().getTime()).toBe(LEASE_MINUTES * MINUTE_MS);
    phone.clock.move(LEASE_MINUTES * MINUTE_MS);
    expect(await seenBy(budi)).toBeNull();
    expect(await lease(phone.app, budi, SHEET)).toMatchObject({ mine: true, by: 'Budi' });
  });

  it('keeps nobody from sending', async () => {
    const item = phone.fill(`${VILLAGE}/002`);
    await lease(phone.app, siti, `giliran:gubernur:${VILLAGE}:002:regular`);
    expect(await receiptsOf(phone.app, budi, item)).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('is given up by its holder only', async () => {
    const sheet = `giliran:gubernur:${VILLAGE}:003:regular`;
    await lease(phone.app, siti, sheet);
    expect(await ask(phone.app, budi, 'DELETE', `${sheet}/lease`)).toEqual({ status: 204, body: null });
    expect(await lease(phone.app, budi, sheet)).toMatchObject({ mine: false });
    expect(await ask(phone.app, siti, 'DELETE', `${sheet}/lease`)).toEqual({ status: 204, body: null });
    expect(await lease(phone.app, budi, sheet)).toMatchObject({ mine: true });
  });

  it('is held by exactly one of many who take it at once', async () => {
    const at = {
      kabId: 6409,
      contestNo: phone.election.contests[0]!.contestNo,
      village: VILLAGE,
      station: 77,
      round: 'regular',
    };
    const takers = Array.from({ length: 16 }, (_, i) => actor(`orang-${i}`, 'village_operator'));
    const held = await Promise.all(takers.map((taker) => takeLease(phone.desk, taker, at)));
    const holders = new Set(held.map(({ holder }) => holder));
    expect(holders.size).toBe(1);
    const [holder] = holders;
    await dropLease(phone.desk, actor(holder as string, 'village_operator'), at);
    expect(await takeLease(phone.desk, actor('orang-x', 'village_operator'), at)).toMatchObject({ holder: 'orang-x' });
  });

  it('leaves no entry in the record of changes', async () => {
    const entries = async () => (await phone.database.sql`select 1 from audit_entry`).length;
    const before = await entries();
    await lease(phone.app, siti, SHEET);
    await ask(phone.app, siti, 'DELETE', `${SHEET}/lease`);
    expect(await entries()).toBe(before);
    await receiptsOf(phone.app, siti, phone.fill(`${VILLAGE}/003`));
    expect(await entries()).toBe(before + 1);
  });

  it.each([
    ['giliran:gubernur:64.09.02.1001:001:regular', 'another region'],
    ['giliran:gubernur:64.09.02.1001:777:regular', 'no station of another region'],
    [`giliran:gubernur:${VILLAGE}:777:regular`, 'no station'],
    [`giliran:gubernur:${VILLAGE}:001:revote`, 'a round that is not opened'],
    [`giliran:bupati:${VILLAGE}:001:regular`, 'no contest'],
    ['apa saja', 'no address'],
  ])('answers %s (%s) like a sheet that does not exist', async (sheet) => {
    const answer = await ask(phone.app, siti, 'PUT', `${sheet}/lease`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'results.unknown-sheet', fields: { sheet } } });
    expect(answer.body.detail.replace(sheet, '–')).toBe('Lembar – tidak ada.');
    expect(await ask(phone.app, siti, 'DELETE', `${sheet}/lease`)).toEqual(answer);
  });

  it('is nothing that a leader or an auditor takes', async () => {
    for (const role of ['leader', 'auditor'] as const) {
      const reader = await phone.person(role, '64');
      expect(await ask(phone.app, reader, 'PUT', `${SHEET}/lease`)).toMatchObject({ status: 403 });
    }
  });
});

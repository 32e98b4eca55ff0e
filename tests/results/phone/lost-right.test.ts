import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admitHeld, refuseHeld } from '#results/commands/decide-held.ts';
import type { Submission } from '#results/domain/submission.ts';
import { sheetId } from '#results/domain/submission.ts';
import { person as actor } from '#results/fixtures.ts';
import { assign, type Person, personAt } from '../../harness/people.ts';
import { ask, type PhoneDesk, phoneDesk, receiptsOf, taskFor, tasksOf } from './phone-desk.ts';

const OLD = '64.09.01.1001';
const NEW = '64.09.01.1002';
const DAY_MS = 86_400_000;

describe('a right lost on the way', () => {
  let phone: PhoneDesk;
  let moved: Person;
  let ended: Person;
  let used = 0;
  const fillOld = (changes: Partial<Submission> = {}) =>
    phone.fill(`${OLD}/${String(++used).padStart(3, '0')}`, changes);
  const vera = actor('vera', 'district_verifier', '64.09.01');

  beforeAll(async () => {
    phone = await phoneDesk({
      id: 'pindah',
      regions: ['64'],
      contests: [{ id: 'gubernur', area: '64', candidates: [1, 2] }],
      stations: [
        ...Array.from({ length: 20 }, (_, at) => `${OLD}/${String(at + 1).padStart(3, '0')}`),
        `${NEW}/001`,
        `${NEW}/002`,
        '64.09.02.1001/001',
      ],
    });
    const past = new Date(phone.clock.now().getTime() - 1000);
    moved = await personAt(phone.desk, { role: 'village_operator', region: OLD, until: past, name: 'Siti Aminah' });
    await assign(phone.desk, moved.account.id, { no: 2, role: 'village_operator', region: NEW });
    ended = await personAt(phone.desk, { role: 'village_operator', region: OLD, until: past, name: 'Budi' });
  });
  afterAll(() => phone.close());

  it('holds what was typed there, counts it nowhere, and tells its author in the tasks', async () => {
    const item = fillOld();
    const [held] = await receiptsOf(phone.app, moved, item);
    expect(held).toMatchObject({ submission: item.id, sheet: sheetId(item), outcome: 'held', revision: null });
    expect(await receiptsOf(phone.app, moved, item)).toEqual([held]);
    const { tasks, held: own } = await tasksOf(phone.app, moved);
    expect([...new Set(tasks.map((task) => task.region))]).toEqual([NEW]);
    expect(own).toEqual([{ submission: item.id, sheet: sheetId(item), cause: 'right', fate: null, reason: null }]);
    const other = await phone.person('village_operator', OLD);
    expect((await taskFor(phone.app, other, item)).status).toBe('missing');
    expect((await tasksOf(phone.app, other)).held).toEqual([]);
  });

  it('still takes what lies in the present region, and knows nothing of the rest', async () => {
    const [own, foreign, nowhere] = await receiptsOf(
      phone.app,
      moved,
      phone.fill(`${NEW}/001`),
      phone.fill('64.09.02.1001/001'),
      phone.fill('64.09.02.1001/002'),
    );
    expect(own).toMatchObject({ outcome: 'accepted' });
    for (const receipt of [foreign, nowhere])
      expect(receipt).toMatchObject({ outcome: 'refused', problem: { code: 'results.unknown-station' } });
  });

  it('answers what was accepted before the right ended with the first receipt', async () => {
    const item = fillOld();
    const until = new Date(phone.clock.now().getTime() + 60_000);
    const person = await personAt(phone.desk, { role: 'village_operator', region: OLD, until });
    const [first] = await receiptsOf(phone.app, person, item);
    expect(first).toMatchObject({ outcome: 'accepted' });
    phone.clock.move(120_000);
    expect(await receiptsOf(phone.app, person, item)).toEqual([first]);
  });

  it('lets a person without any role hand in what the phone still has, and see its fate, and nothing else', async () => {
    const item = fillOld();
    expect(await receiptsOf(phone.app, ended, item, phone.fill('64.09.02.1001/001'))).toMatchObject([
      { outcome: 'held' },
      { outcome: 'refused', problem: { code: 'results.unknown-station' } },
    ]);
    expect(await tasksOf(phone.app, ended)).toMatchObject({
      ended: true,
      tasks: [],
      villages: [],
      elections: [],
      definitions: [],
      forms: [],
      held: [{ submission: item.id, cause: 'right', fate: null }],
    });
    const lease = await ask(phone.app, ended, 'PUT', `${sheetId(item)}/lease`);
    expect(lease).toMatchObject({ status: 403, body: { code: 'access.no-right' } });
  });

  it('lets a person who only leads now hand in what was typed as an operator, as an operator', async () => {
    const item = fillOld();
    const past = new Date(phone.clock.now().getTime() - 1000);
    const leads = await personAt(phone.desk, { role: 'village_operator', region: OLD, until: past, name: 'Rina' });
    await assign(phone.desk, leads.account.id, { no: 2, role: 'leader', region: '64' });
    expect(await receiptsOf(phone.app, leads, item, phone.fill(`${NEW}/001`))).toMatchObject([
      { outcome: 'held' },
      { outcome: 'refused' },
    ]);
    expect(await tasksOf(phone.app, leads)).toMatchObject({
      ended: true,
      tasks: [],
      held: [{ submission: item.id, cause: 'right', fate: null }],
    });
    const target = { id: phone.desk.ids.next(), kabId: 6409, submission: item.id };
    expect(await admitHeld(phone.desk, vera, target)).toMatchObject({ ok: true, value: { outcome: 'accepted' } });
    const other = await phone.person('village_operator', OLD);
    expect((await taskFor(phone.app, other, item)).sheet).toMatchObject({ author: { name: 'Rina' } });
  });

  it.each([
    [
      'a kecamatan before, one of its villages now',
      [
        ['village_operator', '64.09.01', true],
        ['village_operator', OLD, false],
      ],
    ],
    [
      'a verifier before, an operator now',
      [
        ['district_verifier', '64.09.01', true],
        ['village_operator', OLD, false],
      ],
    ],
    [
      'both at once, the verifier in use',
      [
        ['village_operator', OLD, false],
        ['district_verifier', '64.09.01', false],
      ],
    ],
  ] as const)('is no matter while the right is there: %s', async (_, [first, second]) => {
    const past = new Date(phone.clock.now().getTime() - 1000);
    const [role, region, isOver] = first;
    const person = await personAt(phone.desk, { role, region, ...(isOver ? { until: past } : {}), name: 'Tono' });
    await assign(phone.desk, person.account.id, { no: 2, role: second[0], region: second[1] });
    expect(await receiptsOf(phone.app, person, fillOld())).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('is no matter to an operator of two villages, who has the tasks of both', async () => {
    const both = await personAt(phone.desk, { role: 'village_operator', region: OLD, name: 'Dewi' });
    await assign(phone.desk, both.account.id, { no: 2, role: 'village_operator', region: NEW });
    const { tasks, regionName, ended: isEnded } = await tasksOf(phone.app, both);
    expect([...new Set(tasks.map((task) => task.region))]).toEqual([OLD, NEW]);
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(tasks.length);
    expect([regionName.split(', ').length, isEnded]).toEqual([2, false]);
    const item = phone.fill(`${NEW}/002`);
    expect((await ask(phone.app, both, 'PUT', `${sheetId(item)}/lease`)).body).toMatchObject({ mine: true });
    expect(await receiptsOf(phone.app, both, item, fillOld())).toMatchObject([
      { outcome: 'accepted' },
      { outcome: 'accepted' },
    ]);
    const other = await phone.person('village_operator', '64.09.02.1001');
    expect((await ask(phone.app, other, 'PUT', `${sheetId(item)}/lease`)).status).toBe(404);
  });

  it('is admitted by the level above as its author’s, or refused with a reason that the author reads', async () => {
    const [good, bad] = [fillOld({ definition: 'yang lama' }), fillOld()];
    await receiptsOf(phone.app, moved, good, bad);
    const target = (item: Submission) => ({ id: phone.desk.ids.next(), kabId: 6409, submission: item.id });
    expect(await admitHeld(phone.desk, vera, target(good))).toMatchObject({ ok: true, value: { outcome: 'accepted' } });
    expect(await refuseHeld(phone.desk, vera, target(bad), { reason: 'Bukan tugasnya' })).toMatchObject({ ok: true });
    const { held } = await tasksOf(phone.app, moved);
    const fateOf = (item: Submission) => held.find(({ submission }) => submission === item.id);
    expect(fateOf(good)).toMatchObject({ cause: 'right', fate: 'admitted', reason: null });
    expect(fateOf(bad)).toMatchObject({ fate: 'refused', reason: 'Bukan tugasnya' });
    const other = await phone.person('village_operator', OLD);
    expect((await taskFor(phone.app, other, good)).sheet).toMatchObject({
      revision: 1,
      author: { name: 'Siti Aminah', me: false },
    });
  });

  it('never holds the impossible: that is refused at once', async () => {
    const item = fillOld();
    expect(await receiptsOf(phone.app, moved, { ...item, values: { candidate_9: 1 } })).toMatchObject([
      { outcome: 'refused', problem: { code: 'results.wrong-form' } },
    ]);
    phone.clock.move(DAY_MS);
    expect((await tasksOf(phone.app, moved)).held.map(({ submission }) => submission)).not.toContain(item.id);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markRemote } from '#regions/commands/mark-remote.ts';
import type { Tasks } from '#results/contract/tasks.ts';
import { checkSheet } from '#results/domain/check-sheet.ts';
import { person as actor, applyPlan, type ElectionPlan } from '#results/fixtures.ts';
import type { Person } from '../../harness/people.ts';
import { type PhoneDesk, phoneDesk, receiptsOf, taskFor, tasksOf } from './phone-desk.ts';

const VILLAGE = '64.09.01.1001';
const NEIGHBOUR = '64.09.01.1002';
const PLAN: ElectionPlan = {
  id: 'tugas',
  regions: ['64'],
  contests: [
    { id: 'gubernur', area: '64', candidates: [1, 2] },
    { id: 'bupati-64.09', area: '64.09', candidates: [1, 2], blank: 2 },
    { id: 'walikota-64.71', area: '64.71', candidates: [1, 2] },
  ],
  stations: [`${VILLAGE}/001`, `${VILLAGE}/002`, `${NEIGHBOUR}/001`, '64.09.02.1001/001', '64.71.01.1001/001'],
  rounds: [
    { round: 'revote', contest: 'gubernur', stations: [`${VILLAGE}/002`], opened: '2024-12-05' },
    { round: 'continued', contest: 'gubernur', stations: [`${VILLAGE}/001`] },
  ],
};

describe('the tasks of a phone', () => {
  let phone: PhoneDesk;
  let siti: Person;
  beforeAll(async () => {
    phone = await phoneDesk(PLAN);
    siti = await phone.person('village_operator', VILLAGE, 'Siti Aminah');
  });
  afterAll(() => phone.close());
  const ids = (tasks: Tasks) => tasks.tasks.map(({ id }) => id);

  it('are the stations of the own region × their contests × the opened rounds, and nothing of other regions', async () => {
    const tasks = await tasksOf(phone.app, siti);
    expect(ids(tasks)).toEqual([
      `tugas:gubernur:${VILLAGE}:001:regular`,
      `tugas:bupati-64.09:${VILLAGE}:001:regular`,
      `tugas:gubernur:${VILLAGE}:002:regular`,
      `tugas:gubernur:${VILLAGE}:002:revote`,
      `tugas:bupati-64.09:${VILLAGE}:002:regular`,
    ]);
    expect(tasks.tasks[0]).toEqual({
      id: `tugas:gubernur:${VILLAGE}:001:regular`,
      election: 'tugas',
      contest: 'gubernur',
      region: VILLAGE,
      station: 1,
      round: 'regular',
      status: 'missing',
      permanentVoters: null,
      sheet: null,
      lease: null,
    });
    expect(tasks).toMatchObject({
      account: { id: siti.account.id, name: 'Siti Aminah' },
      role: 'village_operator',
      region: VILLAGE,
      asOf: phone.clock.now().toISOString(),
      villages: [{ region: VILLAGE, remote: false }],
      held: [],
    });
    expect(tasks.elections.map(({ id, contests }) => [id, contests.map(({ contest }) => contest)])).toEqual([
      ['tugas', ['gubernur', 'bupati-64.09']],
    ]);
    for (const text of [tasks.regionName, tasks.villages[0]?.name, tasks.villages[0]?.district])
      expect(text).toMatch(/^[A-Z]/);
    expect(JSON.stringify(tasks)).not.toMatch(/64\.71|1002/);
  });

  it('bring all that the checks on the phone need', async () => {
    const { elections, definitions, forms } = await tasksOf(phone.app, siti);
    const [election] = elections;
    const definition = definitions.find(({ contest }) => contest === 'bupati-64.09');
    expect(definition?.candidates).toEqual([
      { number: 1, name: 'Pasangan 1', blankColumn: false },
      { number: 2, name: 'Pasangan 2', blankColumn: true },
    ]);
    expect(election?.contests.map(({ definition: hash }) => hash).sort()).toEqual(
      definitions.map(({ hash }) => hash).sort(),
    );
    const form = forms.find(({ hash }) => hash === definition?.form);
    expect(form).toMatchObject({ id: 'kwk-2024' });
    expect(forms).toHaveLength(1);
    expect(form?.sections.flatMap(({ rows }) => rows).length).toBeGreaterThan(5);
    const problems = checkSheet(
      { candidate_1: 5, candidate_2: 5, valid_votes: 9, invalid_votes: 0, total_votes: 9 },
      {
        candidates: definition?.candidates.map(({ number }) => number) ?? [],
        reservePercent: election?.reservePercent as string,
        maxVotersPerStation: election?.maxVotersPerStation as number,
        borders: election?.borders as never,
        station: { permanentVoters: null },
      },
    );
    expect(problems.map(({ code }) => code)).toContain('E301');
  });

  it('send a definition or form only to a phone that lacks it', async () => {
    const { definitions, forms } = await tasksOf(phone.app, siti);
    const hashes = [...definitions, ...forms].map(({ hash }) => hash);
    const all = await tasksOf(phone.app, siti, `?have=${hashes.join(',')}`);
    expect([all.definitions, all.forms]).toEqual([[], []]);
    expect(all.tasks).toHaveLength(5);
    const some = await tasksOf(phone.app, siti, `?have=${hashes.slice(1).join(',')},0000`);
    expect(some.definitions.map(({ hash }) => hash)).toEqual([hashes[0]]);
    expect(some.forms).toEqual([]);
  });

  it('answer 304 until something changes, however late it is', async () => {
    const url = '/api/v1/me/tasks';
    const first = await phone.app.inject({ url, headers: siti.headers });
    phone.clock.move(30_000);
    const headers = { ...siti.headers, 'if-none-match': first.headers.etag as string };
    expect((await phone.app.inject({ url, headers })).statusCode).toBe(304);
    await receiptsOf(phone.app, siti, phone.fill(`${VILLAGE}/001`));
    const changed = await phone.app.inject({ url, headers });
    expect(changed.statusCode).toBe(200);
    expect(changed.json().asOf).toBe(phone.clock.now().toISOString());
  });

  it('show each sheet with the status that the list of sheets shows', async () => {
    const [contest] = phone.election.contests;
    const revote = phone.fill(`${VILLAGE}/002`, { round: 'revote' });
    const flagged = phone.fill(`${VILLAGE}/002`, { values: { ...revote.values, total_votes: 99 } });
    expect(await receiptsOf(phone.app, siti, revote, flagged)).toMatchObject([
      { outcome: 'accepted' },
      { outcome: 'accepted' },
    ]);
    expect(await taskFor(phone.app, siti, revote)).toMatchObject({
      status: 'submitted',
      sheet: { revision: 1, photos: 0 },
    });
    expect(await taskFor(phone.app, siti, flagged)).toMatchObject({ status: 'flagged' });
    await phone.database.sql`
      update sheet set state = 'void' where contest_no = ${contest!.contestNo} and station = 2 and round = 'regular'`;
    expect(await taskFor(phone.app, siti, flagged)).toMatchObject({ status: 'void', sheet: { revision: 1 } });
  });

  it('hold a submission for a round that is not opened, and list it with its cause', async () => {
    const early = phone.fill(`${VILLAGE}/001`, { round: 'continued' });
    expect(await receiptsOf(phone.app, siti, early)).toMatchObject([{ outcome: 'held' }]);
    const tasks = await tasksOf(phone.app, siti);
    expect(ids(tasks)).not.toContain(`tugas:gubernur:${VILLAGE}:001:continued`);
    expect(tasks.held).toMatchObject([{ submission: early.id, cause: 'round', fate: null }]);
    const rounds = (PLAN.rounds ?? []).map((round) => ({ ...round, opened: '2024-12-05' }));
    await applyPlan(phone.database.sql, { ...PLAN, rounds });
    expect(ids(await tasksOf(phone.app, siti))).toContain(`tugas:gubernur:${VILLAGE}:001:continued`);
  });

  it('mark the villages that are hard to reach', async () => {
    const { sql } = phone.database;
    const keeper = actor('desk', 'regency_desk', '64.09');
    const mark = { region: VILLAGE, remote: true, reason: 'hanya lewat sungai' };
    const marked = await markRemote({ sql, at: phone.clock.now(), actor: keeper, ...mark });
    expect(marked.ok).toBe(true);
    expect((await tasksOf(phone.app, siti)).villages).toMatchObject([{ region: VILLAGE, remote: true }]);
  });

  describe('of those who look after several villages', () => {
    it('are narrowed to a part of the own region', async () => {
      const desk = await phone.person('regency_desk', '64.09');
      const all = await tasksOf(phone.app, desk);
      expect(all.villages.map(({ region }) => region)).toEqual([VILLAGE, NEIGHBOUR, '64.09.02.1001']);
      const part = await tasksOf(phone.app, desk, '?region=64.09.02');
      expect(part.villages.map(({ region }) => region)).toEqual(['64.09.02.1001']);
      expect(part.region).toBe('64.09');
      expect((await tasksOf(phone.app, desk, '?region=6409011002')).tasks).toHaveLength(2);
    });

    it.each([
      ['64.71', 404, 'regions.unknown'],
      ['64', 404, 'regions.unknown'],
      ['national', 404, 'regions.unknown'],
      ['64.09.77', 404, 'regions.unknown'],
      ['99.99', 404, 'regions.unknown'],
      ['samarinda', 400, 'regions.not-a-code'],
    ])('answer the region %s with %i %s', async (region, status, code) => {
      const desk = await phone.person('regency_desk', '64.09');
      const answer = await phone.app.inject({ url: `/api/v1/me/tasks?region=${region}`, headers: desk.headers });
      expect(answer.statusCode).toBe(status);
      expect(answer.json()).toMatchObject({ code });
    });

    it.each(['province_desk', 'leader', 'auditor', 'data_admin'] as const)('are not for a %s', async (role) => {
      const person = await phone.person(role, '64');
      const answer = await phone.app.inject({ url: '/api/v1/me/tasks', headers: person.headers });
      expect(answer.statusCode).toBe(403);
    });
  });
});

describe('the tasks of a whole kota', () => {
  const KOTA = '64.71';
  const VILLAGES = ['64.71.01.1001', '64.71.01.1002', '64.71.02.1001'];
  const STATIONS = VILLAGES.flatMap((village) =>
    Array.from({ length: 700 }, (_, at) => `${village}/${String(at + 1).padStart(3, '0')}`),
  );
  let phone: PhoneDesk;
  beforeAll(async () => {
    phone = await phoneDesk({
      id: 'kota',
      regions: ['64'],
      contests: [
        { id: 'gubernur', area: '64', candidates: [1, 2] },
        { id: 'walikota-64.71', area: KOTA, candidates: [1, 2] },
      ],
      stations: STATIONS,
    });
  });
  afterAll(() => phone.close());

  it('are at most 4,000; beyond that the answer asks for a smaller region', async () => {
    const desk = await phone.person('regency_desk', KOTA);
    const answer = await phone.app.inject({ url: '/api/v1/me/tasks', headers: desk.headers });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'results.too-many-tasks', fields: { tasks: '4200', most: '4000' } });
    expect((await tasksOf(phone.app, desk, '?region=64.71.01')).tasks).toHaveLength(2800);
  });

  it('cost no more statements than those of one village', async () => {
    const { sql } = phone.database;
    const items = [...STATIONS.slice(0, 3), ...STATIONS.slice(700, 757)].map((station) => phone.fill(station));
    const operator = await phone.person('village_operator', VILLAGES[0] as string);
    const verifier = await phone.person('district_verifier', '64.71.01');
    for (let from = 0; from < items.length; from += 20)
      await receiptsOf(phone.app, verifier, ...items.slice(from, from + 20));
    const statements: string[] = [];
    sql.options.debug = (_connection, query) => statements.push(query);
    const countFor = async (person: Person, query: string) => {
      // Past what the gate remembers of a session.
      phone.clock.move(120_000);
      statements.length = 0;
      await tasksOf(phone.app, person, query);
      return statements.length;
    };
    const small = await countFor(operator, '');
    const large = await countFor(verifier, '');
    sql.options.debug = false;
    expect(small).toBeGreaterThan(3);
    expect(large).toBe(small);
  });
});

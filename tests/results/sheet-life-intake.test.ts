import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Election } from '#elections/domain/election.ts';
import { decideConflict } from '#results/commands/decide-conflict.ts';
import { judgeSheet } from '#results/commands/judge-sheet.ts';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import type { Desk } from '#results/desk.ts';
import type { Submission } from '#results/domain/submission.ts';
import { installElection, person, plainSheet, submissionOf, testDesk } from '#results/fixtures.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';

const VILLAGES = ['64.09.01.1001', '64.09.01.1002', '64.09.02.1001'];
const STATIONS = VILLAGES.flatMap((village) =>
  Array.from({ length: 300 }, (_, at) => `${village}/${String(at + 1).padStart(3, '0')}`),
);
const OTHER_KABUPATEN = '64.71.01.1001/001';
const ani = person('ani', 'village_operator');
const gita = person('gita', 'province_desk');

describe('the intake of sheets', () => {
  let database: TestDatabase;
  let desk: Desk;
  let election: Election;
  beforeAll(async () => {
    database = await testDatabase();
    desk = testDesk(database.sql);
    const contests = [{ id: 'gubernur', area: '64', candidates: [1, 2] }];
    election = await installElection(database.sql, {
      id: 'intake',
      regions: ['64'],
      contests,
      stations: [...STATIONS, OTHER_KABUPATEN],
    });
  });
  afterAll(() => database.drop());

  let used = 0;
  const sheet = (changes: Partial<Submission> = {}, station = STATIONS[used++] as string): Submission =>
    submissionOf(
      { election, contest: election.contests[0]!, station },
      desk.ids.next(),
      plainSheet([1, 2], [10, 5], 1),
      changes,
    );
  const submit = (...submissions: readonly Submission[]) => sheetIntake(desk).submit(ani, submissions);

  it('takes the same id in two kabupaten as two independent submissions', async () => {
    const here = sheet();
    const there = { ...sheet({}, OTHER_KABUPATEN), id: here.id };
    const [first, second] = await submit(here, there);
    expect([first?.outcome, second?.outcome]).toEqual(['accepted', 'accepted']);
    expect(await submit(there, here)).toEqual([second, first]);
    const otherFigures = { ...there, values: { ...there.values, invalid_votes: 9 } };
    const [third] = await submit(otherFigures);
    expect(third).toMatchObject({
      outcome: 'refused',
      revision: null,
      problem: { code: 'results.submission-reused', status: 409 },
    });
  });

  it('answers one submission that arrives twice at once with one receipt, written once', async () => {
    const first = sheet();
    const intake = sheetIntake(desk);
    const [one, two] = await Promise.all([intake.submit(ani, [first]), intake.submit(ani, [first])]);
    expect(one).toEqual(two);
    expect(one[0]).toMatchObject({ outcome: 'accepted', revision: 1 });
  });

  it('logs an id that comes back with another content, and writes nothing else', async () => {
    const first = sheet();
    await submit(first);
    await submit({ ...first, note: 'lain' });
    const entries = await database.sql<{ action: string }[]>`
      select action from audit_entry where content::jsonb ->> 'act' = ${first.id} order by seq`;
    expect(entries.map((entry) => entry.action)).toEqual(['sheet.submit', 'sheet.id-reused']);
  });

  it('knows an id in capital letters and a code without dots as the same submission', async () => {
    const first = sheet();
    const [receipt] = await submit(first);
    const again = { ...first, id: first.id.toUpperCase() as never, region: '6409011001' as never };
    expect(await submit(again)).toEqual([receipt]);
  });

  it.each([
    ['an id that is none', { id: 'kiriman-1' as never }],
    ['a station beyond any register', { station: 70_000 }],
    ['a station that is no whole number', { station: 1.5 }],
    ['a code that is none', { region: '64.xx.01.1001' as never }],
    ['a code above a village', { region: '64.09' as never }],
    ['a moment that is none', { enteredAt: 'kemarin' }],
    ['a basis beyond any revision', { basis: 1e12 }],
    ['a basis below none', { basis: -1 }],
    ['a note that no database can hold', { note: 'a\u0000b' }],
    ['a reason that is half a character', { reason: 'a\ud83d', definition: 'older' }],
    ['a number that is none', { values: { candidate_1: 1.5 } }],
    ['a field of another form', { values: { candidate_3: 1 } }],
  ])('refuses %s, and takes its neighbours', async (_, changes) => {
    const [before, bad, after] = await submit(sheet(), sheet(changes), sheet());
    expect([before?.outcome, after?.outcome]).toEqual(['accepted', 'accepted']);
    expect(bad).toMatchObject({ outcome: 'refused', revision: null });
    expect(bad?.problem?.message.id).not.toBe('');
  });

  it('acts on two items for one sheet in the order of their arrival, however the batches fall', async () => {
    for (let turn = 0; turn < 3; turn++) {
      const contents = Array.from({ length: 199 }, () => sheet());
      const doubled = sheet();
      const second = { ...doubled, id: desk.ids.next(), values: plainSheet([1, 2], [1, 2], 3 + turn) };
      const receipts = await submit(...contents, doubled, second);
      expect(receipts.slice(-2).map((receipt) => receipt.outcome)).toEqual(['accepted', 'conflict']);
    }
  });

  it('leaves the time of a sheet and the screens alone when an equal content comes', async () => {
    const first = sheet();
    await submit(first);
    const state = () => database.sql`
      select changed_at, (select count(*) from outbox_event) as events
      from sheet where village = ${first.region} and station = ${first.station}`;
    const before = await state();
    const [receipt] = await submit({ ...first, id: desk.ids.next() });
    expect(receipt?.outcome).toBe('unchanged');
    expect(await state()).toEqual(before);
  });

  it('never moves the time of a total back, though a later transaction may have begun earlier', async () => {
    const timeOf = async () =>
      (await database.sql<{ at: Date }[]>`select changed_at as at from area_total where region = '64.09'`)[0]?.at;
    await submit(sheet());
    const before = await timeOf();
    const slow = { ...desk, clock: { now: () => new Date('2024-11-27T01:00:00Z') } };
    await sheetIntake(slow).submit(ani, [sheet()]);
    expect(await timeOf()).toEqual(before);
  });

  it('refuses a role that may not enter, also with an older definition', async () => {
    const leader = person('ivan', 'leader');
    const receipts = await sheetIntake(desk).submit(leader, [sheet(), sheet({ definition: 'older' })]);
    expect(receipts.map((receipt) => receipt.problem?.code)).toEqual(['results.no-right', 'results.no-right']);
  });

  it.each([
    ['without figures', undefined],
    ['with a field of another form', { candidate_3: 1 }],
    ['with a number that is none', { candidate_1: -1 }],
  ])('refuses a third content %s', async (_, values) => {
    const first = sheet();
    await submit(first, { ...first, id: desk.ids.next(), values: plainSheet([1, 2], [7, 7], 0) });
    const act = { act: 'decide', revision: 1, choice: 'third', rivals: [1], take: null, reason: 'foto' } as const;
    const request = { id: desk.ids.next(), key: first, act, ...(values ? { values: values as never } : {}) };
    expect(await judgeSheet(desk, gita, request)).toMatchObject({ ok: false });
    const target = { id: desk.ids.next(), key: first, revision: 1 };
    const third = { choice: 'third', rivals: [1], reason: 'foto', values: plainSheet([1, 2], [8, 8], 0) } as const;
    expect(await decideConflict(desk, gita, target, third)).toMatchObject({
      ok: true,
      value: { outcome: 'third', revision: 2 },
    });
  });
});

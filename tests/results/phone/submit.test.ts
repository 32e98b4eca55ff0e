import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSql } from '#platform/db/sql.ts';
import type { Submission } from '#results/domain/submission.ts';
import { parseSubmission } from '#results/intake/parse-submission.ts';
import type { Person } from '../../harness/people.ts';
import { type PhoneDesk, phoneApp, phoneDesk, receiptsOf, send, tasksOf } from './phone-desk.ts';

const VILLAGE = '64.09.01.1001';
const STATIONS = Array.from({ length: 120 }, (_, at) => `${VILLAGE}/${String(at + 1).padStart(3, '0')}`);
const FOREIGN = '64.09.02.1001/001';

describe('sheets from a phone', () => {
  let phone: PhoneDesk;
  let siti: Person;
  let used = 0;
  const station = () => STATIONS[used++] as string;
  beforeAll(async () => {
    phone = await phoneDesk({
      id: 'kirim',
      regions: ['64'],
      contests: [
        { id: 'gubernur', area: '64', candidates: [1, 2] },
        { id: 'walikota-64.71', area: '64.71', candidates: [1, 2] },
      ],
      stations: [...STATIONS, FOREIGN, '64.71.01.1001/001'],
    });
    siti = await phone.person('village_operator', VILLAGE, 'Siti Aminah');
  });
  afterAll(() => phone.close());

  it('answers twenty items in their order; a bad one fails alone and says which part is wrong', async () => {
    const items: unknown[] = Array.from({ length: 20 }, () => phone.fill(station()));
    const bad = { ...(items[7] as Submission), station: 'tujuh' };
    items[7] = bad;
    const receipts = await receiptsOf(phone.app, siti, ...items);
    expect(receipts.map(({ submission }) => submission)).toEqual(items.map((item) => (item as Submission).id));
    expect(receipts.map(({ outcome }) => outcome)).toEqual(
      items.map((item) => (item === bad ? 'refused' : 'accepted')),
    );
    expect(receipts[7]).toEqual({
      submission: bad.id,
      sheet: '',
      revision: null,
      outcome: 'refused',
      contentHash: '',
      receivedAt: phone.clock.now().toISOString(),
      problem: expect.objectContaining({
        status: 422,
        code: 'results.unreadable-submission',
        fields: { field: 'station' },
        detail: expect.stringContaining('“station”'),
      }),
    });
  });

  it.each([
    ['no object', 7, '', '{ … }'],
    ['a missing part', { id: 'x' }, 'x', 'election'],
    ['a number as id', { id: 5 }, '', 'election'],
  ])('refuses %s by name', async (_, item, submission, field) => {
    const [receipt] = await receiptsOf(phone.app, siti, item);
    expect(receipt).toMatchObject({ submission, sheet: '', outcome: 'refused', problem: { fields: { field } } });
  });

  it('names the part that does not fit, and the box whose figure is impossible', () => {
    const good = phone.fill(STATIONS[0] as string);
    const faultOf = (changes: object) => {
      const parsed = parseSubmission({ ...good, ...changes });
      return parsed.ok ? null : [parsed.problem.code, parsed.problem.fields.field];
    };
    expect(faultOf({})).toBeNull();
    expect(faultOf({ surprise: 1 })).toEqual(['results.unreadable-submission', 'surprise']);
    expect(faultOf({ id: 'siti-1' })).toEqual(['results.unreadable-submission', 'id']);
    expect(faultOf({ enteredAt: 'kemarin' })).toEqual(['results.unreadable-submission', 'enteredAt']);
    expect(faultOf({ note: 'a\u0000' })).toEqual(['results.unreadable-submission', 'note']);
    expect(faultOf({ values: { candidate_1: '12' } })).toEqual(['results.not-a-count', 'candidate_1']);
    expect(faultOf({ values: { candidate_1: -1 } })).toEqual(['results.not-a-count', 'candidate_1']);
    expect(faultOf({ values: { candidate_1: null } })).toEqual(['results.not-a-count', 'candidate_1']);
    const deep = JSON.parse(`${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`);
    expect(faultOf({ values: { candidate_1: deep } })).toEqual(['results.not-a-count', 'candidate_1']);
    expect(faultOf({ note: deep })).toEqual(['results.unreadable-submission', 'note']);
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`f${at}`, 1]));
    expect(faultOf({ values: many })).toEqual(['results.unreadable-submission', 'values']);
  });

  it('refuses an envelope of none or of twenty-one, and writes nothing of it', async () => {
    const items = Array.from({ length: 21 }, () => phone.fill(station()));
    expect(await send(phone.app, siti, items)).toMatchObject({ status: 400, body: { code: 'http.wrong-input' } });
    expect(await send(phone.app, siti, [])).toMatchObject({ status: 400 });
    const tasks = await tasksOf(phone.app, siti);
    const places = new Set(items.map((item) => item.station));
    expect(tasks.tasks.filter((task) => places.has(task.station) && task.status !== 'missing')).toEqual([]);
  });

  it('answers the same submission with its first receipt, in one envelope and for ever', async () => {
    const item = phone.fill(station());
    const [first, second] = await receiptsOf(phone.app, siti, item, item);
    phone.clock.move(60_000);
    const [later] = await receiptsOf(phone.app, siti, { ...item, id: item.id.toUpperCase() });
    expect(first).toMatchObject({ outcome: 'accepted', revision: 1 });
    expect([second, later]).toEqual([first, first]);
  });

  it('refuses an id that comes back with other content; two contents of one sheet act in their order', async () => {
    const item = phone.fill(station());
    const other = { ...item, values: { ...item.values, invalid_votes: 9 } };
    const [first, reused] = await receiptsOf(phone.app, siti, item, other);
    expect(first).toMatchObject({ outcome: 'accepted' });
    expect(reused).toMatchObject({ outcome: 'refused', problem: { code: 'results.submission-reused', status: 409 } });
    const fresh = phone.fill(station());
    const rival = { ...fresh, id: phone.desk.ids.next(), values: other.values };
    const [one, two] = await receiptsOf(phone.app, siti, fresh, rival);
    expect([one, two]).toMatchObject([{ outcome: 'accepted' }, { outcome: 'conflict', rival: 1 }]);
  });

  it('answers a station of another region exactly like one that does not exist', async () => {
    const foreign = phone.fill(FOREIGN);
    const nowhere = phone.fill('64.09.02.1001/777');
    const own = phone.fill(`${VILLAGE}/777`);
    const receipts = await receiptsOf(phone.app, siti, foreign, nowhere, own);
    const place = /TPS \d+|[Ss]tation \d+|64\.09\.\d\d\.\d{4}/g;
    const texts = receipts.map(({ problem, outcome, revision }) => ({
      outcome,
      revision,
      code: problem?.code,
      status: problem?.status,
      id: problem?.detail.replaceAll(place, '–'),
      en: problem?.detail_en.replaceAll(place, '–'),
    }));
    expect(texts[0]).toMatchObject({ outcome: 'refused', code: 'results.unknown-station', status: 404 });
    expect(texts[1]).toEqual(texts[0]);
    expect(texts[2]).toEqual(texts[0]);
  });

  it('answers a contest of another region exactly like one that does not exist', async () => {
    const item = phone.fill(station());
    const [foreign, nowhere] = await receiptsOf(
      phone.app,
      siti,
      { ...item, contest: 'walikota-64.71' },
      { ...item, contest: 'walikota-99.99' },
    );
    expect(foreign?.problem).toMatchObject({ code: 'results.unknown-contest', fields: { known: 'gubernur' } });
    const withoutName = (text = '') => text.replaceAll(/walikota-\d\d\.\d\d/g, '–');
    expect(withoutName(nowhere?.problem?.detail)).toBe(withoutName(foreign?.problem?.detail));
  });

  it.each(['province_desk', 'leader', 'auditor', 'technical_admin', 'integration'] as const)(
    'lets no %s enter',
    async (role) => {
      const person = await phone.person(role, '64');
      expect(await send(phone.app, person, [phone.fill(station())])).toMatchObject({ status: 403 });
    },
  );

  it('lets district and kabupaten enter from paper for the stations below', async () => {
    for (const [role, region] of [
      ['district_verifier', '64.09.01'],
      ['regency_desk', '64.09'],
    ] as const) {
      const person = await phone.person(role, region);
      expect(await receiptsOf(phone.app, person, phone.fill(station()))).toMatchObject([{ outcome: 'accepted' }]);
    }
  });

  it('answers whatever is in an envelope: one receipt per item, never a failure', async () => {
    const good = phone.fill(STATIONS[0] as string);
    const spoiled = fc
      .tuple(
        fc.constantFrom(...Object.keys(good)),
        fc.oneof(fc.jsonValue(), fc.constantFrom(1e300, -0, '\u0000', '\ud800')),
      )
      .map(([part, value]) => ({ ...good, id: phone.desk.ids.next(), [part]: value }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.jsonValue(), spoiled), { minLength: 1, maxLength: 20 }), async (items) => {
        const { status, body } = await send(phone.app, siti, items);
        expect(status).toBe(200);
        expect(body.receipts).toHaveLength(items.length);
        for (const receipt of body.receipts) expect(receipt.problem?.status ?? 200).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
  });

  it('takes a submission of at most 1,500 bytes with its headers', async () => {
    const item = phone.fill(station(), { note: 'Dua surat suara dihitung ulang atas permintaan saksi.' });
    const body = JSON.stringify({ submissions: [item] });
    const head = [
      'POST /api/v1/sheets HTTP/1.1',
      'host: desk.kaltimprov.go.id',
      'connection: keep-alive',
      `content-length: ${body.length}`,
      'content-type: application/json',
      'user-agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
      'accept: */*',
      'origin: https://desk.kaltimprov.go.id',
      'sec-fetch-site: same-origin',
      'sec-fetch-mode: cors',
      'sec-fetch-dest: empty',
      'referer: https://desk.kaltimprov.go.id/lapor',
      'accept-encoding: gzip, deflate, br, zstd',
      'accept-language: id-ID,id;q=0.9,en;q=0.8',
      `cookie: ${siti.cookie}`,
    ].join('\r\n');
    expect(head.length + 4 + Buffer.byteLength(body)).toBeLessThanOrEqual(1500);
    expect(await send(phone.app, siti, [item])).toMatchObject({ status: 200 });
  });

  it('asks the phone to come again when the database is gone', async () => {
    const gone = createSql({ url: phone.database.url });
    await gone.end();
    const app = await phoneApp(phone.desk, { ...phone.desk, sql: gone });
    const answer = await send(app, siti, [phone.fill(station()), phone.fill(station())]);
    await app.close();
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
  });

  it('lets an item that meets a defect cost nobody else a receipt; the phone tries that one again', async () => {
    const [fine, poisoned] = [phone.fill(station()), phone.fill(STATIONS[119] as string)];
    const { sql } = phone.database;
    await sql`
      create function refuse_row() returns trigger language plpgsql as $$ begin raise exception 'a defect'; end $$`;
    await sql`create trigger refuse_row before insert on sheet for each row when (new.station = 120) execute function refuse_row()`;
    const [first, second] = await receiptsOf(phone.app, siti, fine, poisoned);
    expect(first).toMatchObject({ outcome: 'accepted' });
    expect(second).toMatchObject({
      submission: poisoned.id,
      outcome: 'refused',
      problem: { code: 'http.failed', status: 500 },
    });
    await sql`drop trigger refuse_row on sheet`;
    expect(await receiptsOf(phone.app, siti, fine, poisoned)).toMatchObject([first, { outcome: 'accepted' }]);
  });
});

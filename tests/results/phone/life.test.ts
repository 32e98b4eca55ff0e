import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { returnSheet } from '#results/commands/return-sheet.ts';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import type { Submission } from '#results/domain/submission.ts';
import { sheetId } from '#results/domain/submission.ts';
import { person as actor } from '#results/fixtures.ts';
import type { Person } from '../../harness/people.ts';
import { ask, type PhoneDesk, phoneDesk, receiptsOf, taskFor } from './phone-desk.ts';

const VILLAGE = '64.09.01.1001';
const FOREIGN = '64.09.02.1001/001';

describe('a sheet between the phones and the desk', () => {
  let phone: PhoneDesk;
  let siti: Person;
  let budi: Person;
  let vera: Person;
  let used = 0;
  const fill = (changes: Partial<Submission> = {}) =>
    phone.fill(`${VILLAGE}/${String(++used).padStart(3, '0')}`, changes);
  const again = (item: Submission, changes: Partial<Submission>) => ({
    ...item,
    id: phone.desk.ids.next(),
    ...changes,
  });
  const sendBack = (person: Person, item: Submission, changes: object = {}) =>
    ask(phone.app, person, 'POST', `${sheetId(item)}/return`, {
      id: phone.desk.ids.next(),
      revision: 1,
      reason: 'Jumlah suara sah tidak terbaca.',
      ...changes,
    });

  beforeAll(async () => {
    phone = await phoneDesk({
      id: 'hidup',
      regions: ['64'],
      contests: [{ id: 'gubernur', area: '64', candidates: [1, 2] }],
      stations: [...Array.from({ length: 20 }, (_, at) => `${VILLAGE}/${String(at + 1).padStart(3, '0')}`), FOREIGN],
    });
    siti = await phone.person('village_operator', VILLAGE, 'Siti Aminah');
    budi = await phone.person('village_operator', VILLAGE, 'Budi');
    vera = await phone.person('district_verifier', '64.09.01', 'Vera');
  });
  afterAll(() => phone.close());

  it('comes back with a reason that the author reads, and is corrected on the revision that came back', async () => {
    const item = fill({ note: 'Tinta luntur' });
    await receiptsOf(phone.app, siti, item);
    const returned = await sendBack(vera, item);
    expect(returned).toMatchObject({ status: 200, body: { outcome: 'returned', state: 'returned', revision: 1 } });
    const at = phone.clock.now().toISOString();
    expect(await taskFor(phone.app, siti, item)).toMatchObject({
      status: 'returned',
      sheet: {
        revision: 1,
        author: { name: 'Siti Aminah', me: true },
        values: item.values,
        note: 'Tinta luntur',
        returned: { reason: 'Jumlah suara sah tidak terbaca.', by: { name: 'Vera', me: false }, at },
      },
    });
    const values = { ...item.values, candidate_1: 11, valid_votes: 16, total_votes: 17, voted_total: 17 };
    const blind = again(item, { basis: 1, values });
    expect(await receiptsOf(phone.app, siti, blind)).toMatchObject([{ outcome: 'conflict', rival: 1 }]);
    const correction = again(item, { basis: 1, values, reason: 'Dibaca ulang dari kertas' });
    expect(await receiptsOf(phone.app, siti, correction)).toMatchObject([{ outcome: 'corrected', revision: 2 }]);
    const { status, sheet } = await taskFor(phone.app, siti, item);
    expect(status).toBe('submitted');
    expect(sheet).toMatchObject({ revision: 2, values, returned: null, rivals: [] });
  });

  it('shows both sides of a conflict to both persons, with who is who, also on a phone that starts afresh', async () => {
    const item = fill();
    const rival = again(item, { values: { ...item.values, candidate_1: 9, candidate_2: 6 }, note: 'Saya baca 9' });
    const [first] = await receiptsOf(phone.app, siti, item);
    const [second] = await receiptsOf(phone.app, budi, rival);
    expect(second).toMatchObject({ outcome: 'conflict', rival: 1 });
    for (const [person, mine] of [
      [siti, 'first'],
      [budi, 'second'],
    ] as const) {
      expect(await taskFor(phone.app, person, item)).toMatchObject({
        status: 'conflict',
        sheet: {
          revision: 1,
          author: { name: 'Siti Aminah', me: mine === 'first' },
          values: item.values,
          contentHash: first?.contentHash,
          rivals: [
            {
              rival: 1,
              author: { name: 'Budi', me: mine === 'second' },
              values: rival.values,
              contentHash: second?.contentHash,
              recordedAt: phone.clock.now().toISOString(),
              note: 'Saya baca 9',
            },
          ],
        },
      });
    }
  });

  it('counts the photos that are complete, and only those', async () => {
    const item = fill();
    await receiptsOf(phone.app, siti, item);
    const { sql } = phone.database;
    const photo = (page: number, completedAt: Date | null) => sql`
      insert into photo (kab_id, id, contest_no, village, station, round, submission_id, page, length, received, sha256, media_type,
        uploaded_by, recorded_at, completed_at)
      values (6409, ${phone.desk.ids.next()}, ${phone.election.contests[0]!.contestNo}, ${VILLAGE}, ${item.station}, 'regular', ${item.id},
        ${page}, 10, 10, ${Buffer.alloc(32, page)}, 'image/jpeg', ${siti.account.id}, now(), ${completedAt})`;
    await photo(1, phone.clock.now());
    await photo(2, null);
    expect((await taskFor(phone.app, siti, item)).sheet?.photos).toBe(1);
  });

  it('calls an import an import, and people without an account other officers', async () => {
    const [imported, unknown] = [fill(), fill()];
    const intake = sheetIntake(phone.desk);
    await intake.submit({ ...actor('cli:sirekap', 'cli'), region: 'national' }, [imported]);
    await intake.submit(actor('orang lama', 'village_operator'), [unknown]);
    expect((await taskFor(phone.app, siti, imported)).sheet?.author).toEqual({ name: 'Impor', me: false });
    expect((await taskFor(phone.app, siti, unknown)).sheet?.author).toEqual({ name: 'Petugas lain', me: false });
  });

  describe('sending back', () => {
    it('answers the same act with its first answer, and an old revision with what is current', async () => {
      const item = fill();
      await receiptsOf(phone.app, siti, item);
      const id = phone.desk.ids.next();
      const first = await sendBack(vera, item, { id });
      phone.clock.move(1000);
      expect(await sendBack(vera, item, { id: id.toUpperCase() })).toEqual(first);
      expect(await sendBack(vera, item, { id, reason: 'Lain' })).toMatchObject({
        status: 409,
        body: { code: 'results.submission-reused' },
      });
      expect(await sendBack(vera, item, { revision: 7 })).toMatchObject({
        status: 409,
        body: { code: 'results.stale' },
      });
      expect(await sendBack(vera, item)).toMatchObject({ status: 409, body: { code: 'results.not-in-this-state' } });
    });

    it.each([
      [{ id: 'bukan-uuid' }, 400, 'results.unreadable-act'],
      [{ reason: 'a\u0000b' }, 400, 'results.unreadable-act'],
      [{ reason: '   ' }, 422, 'results.reason-needed'],
      [{ reason: '' }, 400, 'http.wrong-input'],
      [{ revision: '1' }, 400, 'http.wrong-input'],
    ])('refuses %j', async (changes, status, code) => {
      const item = fill();
      await receiptsOf(phone.app, siti, item);
      expect(await sendBack(vera, item, changes)).toMatchObject({ status, body: { code } });
      expect((await taskFor(phone.app, siti, item)).status).toBe('submitted');
    });

    it('is for those above: not for operators, nor for a verifier whose own content it is', async () => {
      const item = fill();
      await receiptsOf(phone.app, vera, item);
      expect(await sendBack(siti, item)).toMatchObject({ status: 403, body: { code: 'access.no-right' } });
      expect(await sendBack(vera, item)).toMatchObject({ status: 403, body: { code: 'results.not-above' } });
    });

    it('answers a sheet of another district like one that does not exist, also by the command itself', async () => {
      const foreign = phone.fill(FOREIGN);
      const operator = await phone.person('village_operator', '64.09.02.1001');
      expect(await receiptsOf(phone.app, operator, foreign)).toMatchObject([{ outcome: 'accepted' }]);
      const answers = await Promise.all([foreign, phone.fill('64.09.02.1001/777')].map((item) => sendBack(vera, item)));
      for (const answer of answers)
        expect(answer).toMatchObject({ status: 404, body: { code: 'results.unknown-sheet' } });
      const target = { id: phone.desk.ids.next(), key: foreign, revision: 1 };
      const direct = await returnSheet(phone.desk, actor('vera', 'district_verifier', '64.09.01'), target, {
        reason: 'x',
      });
      expect(direct).toMatchObject({ ok: false, problem: { code: 'results.unknown-sheet' } });
    });
  });
});

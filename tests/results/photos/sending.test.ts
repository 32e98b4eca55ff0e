import { appendFile, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookKeeper } from '#elections/election-book.ts';
import { removeStaleUploads } from '#results/commands/remove-stale-uploads.ts';
import { findSlot, readSheet } from '#results/reading/read-sheet.ts';
import { type Operator, type PhotoDesk, photoDesk, VILLAGE } from './photo-desk.ts';
import { jpegPhoto, noisyJpeg, sha256Of } from './pictures.ts';

describe('photos of C.Hasil in pieces', () => {
  let at: PhotoDesk;
  let ani: Operator;
  let shade = 1;
  const fresh = () => jpegPhoto(shade++);
  const uploads = () => readdir(join(at.desk.filesDir, 'uploads'));

  beforeAll(async () => {
    at = await photoDesk();
    ani = await at.operator();
  });
  afterAll(() => at.close());

  async function entries(photo: string): Promise<Record<string, unknown>[]> {
    const rows = await at.sql<
      { content: string }[]
    >`select content from audit_entry where action = 'sheet.photo' order by seq`;
    return rows.map(({ content }) => JSON.parse(content)).filter((entry) => entry.after.photo === photo);
  }

  it('come whole, are kept by their hash, recorded once, and seen with the sheet', async () => {
    const submission = await at.submit(ani, 1);
    const bytes = await noisyJpeg(600, 700);
    expect(bytes.length).toBeGreaterThan(150_000);
    const { id, offset, complete } = await at.announced(ani, submission, bytes);
    expect({ offset, complete }).toEqual({ offset: 0, complete: false });
    const size = 40_000;
    for (let from = 0; from < bytes.length; from += size) {
      expect((await at.ask(ani, id)).headers).toMatchObject({
        'upload-offset': String(from),
        'upload-length': String(bytes.length),
      });
      const part = bytes.subarray(from, from + size);
      const answer = await at.piece(ani, id, from, part);
      expect(answer.statusCode).toBe(204);
      expect(answer.headers['upload-offset']).toBe(String(from + part.length));
    }
    const [row] = await at.sql`
      select encode(sha256, 'hex') as sha256, encode(shown_as, 'hex') as shown, received = length as whole, media_type, device, completed_at
      from photo where id = ${id}`;
    expect(row).toMatchObject({ sha256: sha256Of(bytes), whole: true, media_type: 'image/jpeg', device: ani.device });
    for (const name of [sha256Of(bytes), row?.shown]) {
      const path = join(at.desk.filesDir, 'blobs', name.slice(0, 2), name);
      expect(sha256Of(await readFile(path))).toBe(name);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect((await stat(join(path, '..'))).mode & 0o777).toBe(0o700);
    }
    expect((await stat(join(at.desk.filesDir, 'uploads'))).mode & 0o777).toBe(0o700);
    expect(await uploads()).toEqual([]);
    expect(await entries(id)).toMatchObject([
      {
        subject: `satu:gubernur:${VILLAGE}:001:regular`,
        actor: { id: ani.account.id, device: ani.device },
        after: { photo: id, submission, page: 1, sha256: sha256Of(bytes), shownAs: row?.shown },
      },
    ]);
    const [event] = await at.sql`select topic, subject from outbox_event order by id desc limit 1`;
    expect(event).toMatchObject({ topic: 'results.sheets-changed', subject: { region: VILLAGE, stations: [1] } });
    expect(await at.announced(ani, submission, bytes)).toEqual({ id, offset: bytes.length, complete: true });
    const sheet = `satu:gubernur:${VILLAGE}:001:regular`;
    const slot = await findSlot(at.sql, await bookKeeper().current(at.sql), sheet, ani.actor);
    const history = slot.ok ? await readSheet(at.sql, slot.value) : slot;
    expect(history).toMatchObject({
      value: { photos: [{ id, page: 1, submission, round: 'regular', by: ani.account.id }] },
    });
  });

  it('go on after a lost answer, and take no piece twice or in the wrong place', async () => {
    const bytes = await fresh();
    const { id } = await at.announced(ani, await at.submit(ani, 2), bytes);
    const [first, second, third] = [bytes.subarray(0, 100), bytes.subarray(100, 200), bytes.subarray(200)];
    expect((await at.piece(ani, id, 200, third)).json().code).toBe('results.wrong-offset');
    expect((await at.piece(ani, id, 0, first)).statusCode).toBe(204);
    const repeated = await at.piece(ani, id, 0, first);
    expect(repeated.statusCode).toBe(409);
    expect(repeated.headers['upload-offset']).toBe('100');
    expect((await at.piece(ani, id, 100, second)).statusCode).toBe(204);
    expect((await at.piece(ani, id, 200, third)).statusCode).toBe(204);
    const again = await at.piece(ani, id, 200, third);
    expect([again.statusCode, again.headers['upload-offset']]).toEqual([409, String(bytes.length)]);
    expect(await entries(id)).toHaveLength(1);
  });

  it('cut what a crash left behind the noted bytes', async () => {
    const bytes = await fresh();
    const { id } = await at.announced(ani, await at.submit(ani, 2), bytes);
    await at.piece(ani, id, 0, bytes.subarray(0, 100));
    await appendFile(join(at.desk.filesDir, 'uploads', id), 'separuh potongan yang tidak tercatat'.repeat(50));
    expect((await at.ask(ani, id)).headers['upload-offset']).toBe('100');
    expect((await at.piece(ani, id, 100, bytes.subarray(100))).statusCode).toBe(204);
    expect(await entries(id)).toHaveLength(1);
  });

  it('begin anew when the pieces are gone, as after a restore', async () => {
    const bytes = await fresh();
    const submission = await at.submit(ani, 2);
    const { id } = await at.announced(ani, submission, bytes);
    await at.piece(ani, id, 0, bytes.subarray(0, 100));
    await rm(join(at.desk.filesDir, 'uploads', id));
    const refused = await at.piece(ani, id, 100, bytes.subarray(100));
    expect([refused.statusCode, refused.headers['upload-offset']]).toEqual([409, '0']);
    expect((await at.send(ani, submission, bytes)).answer.statusCode).toBe(204);
  });

  it('let one of many equal pieces at once win, and the others learn where to go on', async () => {
    const bytes = await fresh();
    const { id } = await at.announced(ani, await at.submit(ani, 2), bytes);
    const race = async (offset: number, part: Buffer) => {
      const answers = await Promise.all(Array.from({ length: 6 }, () => at.piece(ani, id, offset, part)));
      expect(answers.map((answer) => answer.statusCode).sort()).toEqual([204, 409, 409, 409, 409, 409]);
      for (const answer of answers) expect(answer.headers['upload-offset']).toBe(String(offset + part.length));
    };
    await race(0, bytes.subarray(0, 150));
    await race(150, bytes.subarray(150));
    expect(await entries(id)).toHaveLength(1);
  });

  it('announced many times at once are one photo', async () => {
    const bytes = await fresh();
    const submission = await at.submit(ani, 2);
    const answers = await Promise.all(Array.from({ length: 6 }, () => at.announced(ani, submission, bytes)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  it('announced anew while the last piece is worked on get in nobody’s way', async () => {
    const bytes = await noisyJpeg(900, 900);
    const submission = await at.submit(ani, 2);
    const { id } = await at.announced(ani, submission, bytes.subarray(0));
    const cut = bytes.length - 1000;
    for (let from = 0; from < cut; from += 250_000)
      await at.piece(ani, id, from, bytes.subarray(from, Math.min(cut, from + 250_000)));
    const [last, ...announced] = await Promise.all([
      at.piece(ani, id, cut, bytes.subarray(cut)),
      ...Array.from({ length: 4 }, () => at.announced(ani, submission, bytes)),
    ]);
    expect(last.statusCode).toBe(204);
    for (const answer of announced) expect(answer.id).toBe(id);
  });

  it('that are not what was announced are not kept, and can be sent again', async () => {
    const bytes = await fresh();
    const submission = await at.submit(ani, 3);
    const { id } = await at.announced(ani, submission, bytes);
    const damaged = Buffer.from(bytes);
    damaged[bytes.length >> 1] = (damaged[bytes.length >> 1] as number) ^ 1;
    const answer = await at.piece(ani, id, 0, damaged);
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'results.photo-differs']);
    expect((await at.ask(ani, id)).headers['upload-offset']).toBe('0');
    expect((await stat(join(at.desk.filesDir, 'uploads', id))).size).toBe(0);
    expect(await at.sql`select from blob where sha256 = ${Buffer.from(sha256Of(damaged), 'hex')}`).toHaveLength(0);
    expect((await at.send(ani, submission, bytes)).answer.statusCode).toBe(204);
  });

  it('announced with another length begin anew under it', async () => {
    const bytes = await fresh();
    const submission = await at.submit(ani, 3);
    const wrong = { submission, page: 1, length: bytes.length + 50, sha256: sha256Of(bytes) };
    const { id } = (await at.announce(ani, wrong)).json();
    await at.piece(ani, id, 0, bytes.subarray(0, 100));
    expect(await at.announced(ani, submission, bytes)).toEqual({ id, offset: 0, complete: false });
    expect((await at.send(ani, submission, bytes)).answer.statusCode).toBe(204);
  });

  it.each([
    [
      'a piece past the announced end',
      400,
      'results.photo-too-long',
      (id: string, b: Buffer) => at.piece(ani, id, 0, Buffer.concat([b, b])),
    ],
    ['a piece above 256 kB', 413, 'http.too-large', (id: string) => at.piece(ani, id, 0, Buffer.alloc(256 * 1024 + 1))],
    ['an empty piece', 400, 'http.wrong-input', (id: string) => at.piece(ani, id, 0, Buffer.alloc(0))],
    ['an offset that is no number', 400, 'http.wrong-input', (id: string, b: Buffer) => at.piece(ani, id, '-1', b)],
    [
      'an offset beyond all numbers',
      400,
      'http.wrong-input',
      (id: string, b: Buffer) => at.piece(ani, id, '9'.repeat(40), b),
    ],
    [
      'JSON instead of bytes',
      400,
      'http.wrong-input',
      (id: string) => at.piece(ani, id, 0, Buffer.from('{}'), 'application/json'),
    ],
    ['another type of body', 400, 'http.wrong-input', (id: string, b: Buffer) => at.piece(ani, id, 0, b, 'image/jpeg')],
  ])('refuse %s', async (_, status, code, work) => {
    const bytes = await fresh();
    const { id } = await at.announced(ani, await at.submit(ani, 3), bytes);
    const answer = await work(id, bytes);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    expect(answer.json().detail).toMatch(/^[A-Z].*\.$/);
    expect((await at.ask(ani, id)).headers['upload-offset']).toBe('0');
  });

  it.each([
    ['page', 0],
    ['page', 13],
    ['page', '1'],
    ['length', 0],
    ['length', 4 * 1024 * 1024 + 1],
    ['sha256', 'x'],
    ['sha256', null],
    ['nama', 'IMG_0001.jpg'],
  ])('announced with %s %s are refused before anything is made', async (field, value) => {
    const submission = await at.submit(ani, 3);
    const good = { submission, page: 1, length: 10, sha256: 'ab'.repeat(32) };
    expect((await at.announce(ani, { ...good, [field]: value })).json().code).toBe('http.wrong-input');
    expect(await at.sql`select from photo where submission_id = ${submission}`).toHaveLength(0);
  });

  it('are at most 12 of a submission, also when announced all at once', async () => {
    const submission = await at.submit(ani, 4);
    const announce = (n: number) =>
      at.announce(ani, { submission, page: (n % 12) + 1, length: 100, sha256: sha256Of(Buffer.from(`foto ${n}`)) });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => announce(n)));
    const codes = answers.map((answer) => (answer.statusCode === 200 ? 'ok' : answer.json().code)).sort();
    expect(codes).toEqual([...Array(12).fill('ok'), ...Array(8).fill('results.too-many-photos')]);
    expect(answers.find((answer) => answer.statusCode === 409)?.json().detail).toContain('paling banyak 12');
  });

  it('are at most 40 of one account for a sheet, however many submissions it makes', async () => {
    let taken = 0;
    for (let round = 0; round < 4; round++) {
      const submission = await at.submit(ani, 5);
      for (let page = 1; page <= 12; page++) {
        const sha256 = sha256Of(Buffer.from(`${submission} ${page}`));
        const answer = await at.announce(ani, { submission, page, length: 100, sha256 });
        if (answer.statusCode === 200) taken++;
        else expect(answer.json()).toMatchObject({ code: 'results.too-many-photos', status: 409 });
      }
    }
    expect(taken).toBe(40);
    const other = await at.operator();
    const theirs = await at.submit(other, 5);
    expect(
      (await at.announce(other, { submission: theirs, page: 1, length: 9, sha256: 'cd'.repeat(32) })).statusCode,
    ).toBe(200);
  });

  it('wait on the phone while the server cannot store them, and then go on', async () => {
    const bytes = await fresh();
    const { id } = await at.announced(ani, await at.submit(ani, 6), bytes);
    await at.piece(ani, id, 0, bytes.subarray(0, 100));
    const folder = join(at.desk.filesDir, 'uploads');
    await rename(folder, `${folder}.away`);
    await writeFile(folder, '');
    const answer = await at.piece(ani, id, 100, bytes.subarray(100));
    expect([answer.statusCode, answer.headers['retry-after'], answer.json().code]).toEqual([
      503,
      '5',
      'results.photo-not-stored',
    ]);
    await rm(folder);
    await rename(`${folder}.away`, folder);
    expect((await at.ask(ani, id)).headers['upload-offset']).toBe('100');
    expect((await at.piece(ani, id, 100, bytes.subarray(100))).statusCode).toBe(204);
  });

  it('that no phone goes on with are cleared after a week, with their pieces and no others', async () => {
    const submission = await at.submit(ani, 6);
    const [old, young, done] = [await fresh(), await fresh(), await fresh()];
    const stale = (await at.announced(ani, submission, old, 1)).id;
    const current = (await at.announced(ani, submission, young, 2)).id;
    for (const id of [stale, current]) await at.piece(ani, id, 0, Buffer.from('awal'));
    const complete = (await at.send(ani, submission, done, { page: 3 })).id;
    await at.sql`update photo set recorded_at = recorded_at - interval '8 days' where id in (${stale}, ${complete})`;
    await appendFile(join(at.desk.filesDir, 'uploads', complete), 'sisa');
    expect(await removeStaleUploads(at.desk)).toMatchObject({ photos: 1, files: 2 });
    expect(await uploads()).toContain(current);
    expect(await uploads()).not.toContain(stale);
    expect((await at.ask(ani, stale)).statusCode).toBe(404);
    expect((await at.ask(ani, current)).headers['upload-offset']).toBe('4');
    expect((await at.ask(ani, complete)).statusCode).toBe(200);
    expect((await at.send(ani, submission, old, { page: 1 })).answer.statusCode).toBe(204);
  });
});

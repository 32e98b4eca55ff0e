import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endAssignment } from '#access/store/assignments.ts';
import { announcePhoto } from '#results/commands/announce-photo.ts';
import { refuseHeld } from '#results/commands/decide-held.ts';
import { receivePiece } from '#results/commands/receive-piece.ts';
import { verifySheet } from '#results/commands/verify-sheet.ts';
import { person } from '#results/fixtures.ts';
import { readSlots } from '#results/store/slots.ts';
import { FOREIGN, type Operator, type PhotoDesk, photoDesk, VILLAGE } from './photo-desk.ts';
import { jpegPhoto, sha256Of } from './pictures.ts';

const NOBODYS = '019360a0-0000-7000-8000-000000000000';

describe('photos and whose they are', () => {
  let at: PhotoDesk;
  let ani: Operator;
  let budi: Operator;
  let far: Operator;
  let shade = 5000;
  const fresh = () => jpegPhoto(shade++);

  beforeAll(async () => {
    at = await photoDesk();
    [ani, budi, far] = [await at.operator(), await at.operator(), await at.operator(FOREIGN)];
  });
  afterAll(() => at.close());

  /** Everything of an answer but the id that it repeats. */
  function without(id: string, { statusCode, headers, body }: LightMyRequestResponse) {
    const { date, 'content-length': _, ...rest } = headers;
    return { statusCode, headers: rest, body: body.replaceAll(id, 'ID') };
  }

  it('are announced by the author alone: to all others the submission does not exist', async () => {
    const [own, foreign] = [await at.submit(ani, 1), await at.submit(far, 1)];
    const bytes = await fresh();
    const announce = async (who: Operator, submission: string) =>
      without(
        submission,
        await at.announce(who, { submission, page: 1, length: bytes.length, sha256: sha256Of(bytes) }),
      );
    const unknown = await announce(ani, NOBODYS);
    expect(unknown.statusCode).toBe(404);
    expect(JSON.parse(unknown.body).code).toBe('results.unknown-submission');
    expect(await announce(ani, foreign)).toEqual(unknown);
    expect(await announce(budi, own)).toEqual(unknown);
    expect(await announce(ani, 'bukan-nomor')).toEqual(unknown);
    expect((await announce(ani, own)).statusCode).toBe(200);
  });

  it('are asked for, sent and read as if they did not exist by whom they do not concern', async () => {
    const bytes = await fresh();
    const half = (await at.announced(ani, await at.submit(ani, 1), bytes)).id;
    const { id: whole } = await at.send(ani, await at.submit(ani, 1), await fresh());
    const verifier = await at.reader('district_verifier', VILLAGE.slice(0, 8));
    const ways = [
      [budi, half, (id: string) => at.ask(budi, id)],
      [budi, half, (id: string) => at.piece(budi, id, 0, bytes)],
      [far, half, (id: string) => at.ask(far, id)],
      [far, half, (id: string) => at.piece(far, id, 0, bytes)],
      [far, whole, (id: string) => at.read(far, id)],
      [ani, half, (id: string) => at.read(ani, id)],
      [verifier, half, (id: string) => at.read(verifier, id)],
    ] as const;
    for (const [, id, ask] of ways) {
      const unknown = without(NOBODYS, await ask(NOBODYS));
      expect(unknown.statusCode).toBe(404);
      expect(without(id, await ask(id))).toEqual(unknown);
      expect(without('bukan-nomor', await ask('bukan-nomor'))).toEqual(unknown);
    }
    expect((await at.ask(ani, half)).headers['upload-offset']).toBe('0');
  });

  it('are read by everybody above, as an upright JPEG that a browser treats as nothing else', async () => {
    const { id } = await at.send(ani, await at.submit(ani, 1), await fresh());
    const readers = await Promise.all([
      at.reader('district_verifier', '64.09.01'),
      at.reader('regency_desk', '64.09'),
      at.reader('province_desk', '64'),
      at.reader('leader', '64'),
    ]);
    for (const reader of [...readers, ani, budi]) {
      const answer = await at.read(reader, id);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'image/jpeg',
        'content-disposition': 'inline',
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-cache',
      });
      expect((await sharp(answer.rawPayload).metadata()).format).toBe('jpeg');
      const again = await at.read(reader, id, { 'if-none-match': String(answer.headers.etag) });
      expect([again.statusCode, again.body]).toEqual([304, '']);
    }
    expect((await at.read(await at.reader('district_verifier', '64.09.02'), id)).statusCode).toBe(404);
    expect((await at.read(await at.reader('regency_desk', '64.71'), id)).statusCode).toBe(404);
  });

  it('are not announced by those who enter nothing', async () => {
    const leader = await at.reader('leader', '64');
    const payload = { submission: NOBODYS, page: 1, length: 10, sha256: 'ab'.repeat(32) };
    expect((await at.announce(leader, payload)).statusCode).toBe(403);
    expect((await at.piece(leader, NOBODYS, 0, Buffer.from('x'))).statusCode).toBe(403);
    expect((await at.app.inject({ url: `/api/v1/photos/${NOBODYS}` })).statusCode).toBe(401);
  });

  it('still come in after the right has ended, because the figures did', async () => {
    const gone = await at.operator();
    const submission = await at.submit(gone, 2);
    const bytes = await fresh();
    const ended = { ...gone.actor, ended: true } as const;
    const moved = {
      ...gone.actor,
      region: FOREIGN,
      formerly: [{ role: 'village_operator', region: VILLAGE }],
    } as unknown as Operator['actor'];
    const announced = { submission, page: 1, length: bytes.length, sha256: sha256Of(bytes) };
    const first = await announcePhoto(at.desk, ended, announced);
    const second = await announcePhoto(at.desk, moved, announced);
    expect(first).toMatchObject({ ok: true });
    expect(second).toEqual(first);
    const id = first.ok ? first.value.id : '';
    const received = await receivePiece(at.desk, ended, { kabId: 6409, id, offset: 0, bytes });
    expect(received).toEqual({ ok: true, value: { offset: bytes.length, complete: true } });
    const stranger = { ...gone.actor, region: FOREIGN } as unknown as Operator['actor'];
    expect(await announcePhoto(at.desk, stranger, announced)).toMatchObject({
      problem: { code: 'results.unknown-submission' },
    });
  });

  it('of the real gate: an account whose role has ended sends its photo and reads none', async () => {
    const gone = await at.operator();
    const submission = await at.submit(gone, 2);
    const end = { accountId: gone.account.id, no: 1, at: at.desk.clock.now(), by: 'test' };
    await at.sql.begin((tx) => endAssignment(tx, end));
    const { id, answer } = await at.send(gone, submission, await fresh());
    expect(answer.statusCode).toBe(204);
    expect((await at.read(gone, id)).statusCode).toBe(403);
  });

  it('of a held submission are of its sheet; of one that was refused they are of nothing', async () => {
    await at.submit(ani, 3);
    const key = { election: 'satu', contest: 'gubernur', region: VILLAGE, station: 3, round: 'regular' } as never;
    const verifier = person('verifikator', 'district_verifier', VILLAGE.slice(0, 8));
    const verify = () =>
      verifySheet(at.desk, verifier, { id: at.desk.ids.next(), key, revision: 1 }, { asWritten: false });
    const held = await at.submit(budi, 3, { definition: 'lama', votes: 41 });
    const bytes = await fresh();
    const { id } = await at.announced(budi, held, bytes);
    await at.piece(budi, id, 0, bytes.subarray(0, 100));
    expect(await verify()).toMatchObject({ problem: { code: 'results.photo-needed' } });
    await at.piece(budi, id, 100, bytes.subarray(100));
    expect(await verify()).toMatchObject({ ok: true });

    const desk = person('kabupaten', 'regency_desk', '64.09');
    const refused = { id: at.desk.ids.next(), kabId: 6409, submission: held };
    expect(await refuseHeld(at.desk, desk, refused, { reason: 'formulir lama' })).toMatchObject({ ok: true });
    const more = await at.announce(budi, { submission: held, page: 2, length: 10, sha256: 'ab'.repeat(32) });
    expect(more.json().code).toBe('results.unknown-submission');
  });

  it('of a rival are of its sheet too', async () => {
    await at.submit(ani, 4);
    const contestNo = at.election.contests[0]?.contestNo as number;
    const key = { kabId: 6409, contestNo, village: VILLAGE, station: 4 };
    const hasPhoto = async () => {
      const slots = (await at.sql.begin((tx) => readSlots(tx, [key], true))) as Awaited<ReturnType<typeof readSlots>>;
      return [...slots.values()][0]?.get('regular')?.hasPhoto;
    };
    const rival = await at.submit(budi, 4, { votes: 55 });
    expect(await hasPhoto()).toBe(false);
    await at.send(budi, rival, await fresh());
    expect(await hasPhoto()).toBe(true);
  });

  it('whose file the server has lost say so, and never as a failure of the program', async () => {
    const { id } = await at.send(ani, await at.submit(ani, 5), await fresh());
    const [row] = await at.sql`select encode(shown_as, 'hex') as shown from photo where id = ${id}`;
    await rm(join(at.desk.filesDir, 'blobs', row?.shown.slice(0, 2), row?.shown));
    const answer = await at.read(ani, id);
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'results.photo-lost']);
  });
});

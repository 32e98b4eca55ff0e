import { describe, expect, it } from 'vitest';
import { PIECE_BYTES } from '#platform/outbox/send-photo.ts';
import { photoBytes, waitingItem, waitingPhoto } from './items.ts';
import { modelKind, NUMBERS, PHOTOS, problem, REFUSED, reply } from './model-server.ts';
import { openPhone } from './open-phone.ts';

type Phone = ReturnType<typeof openPhone>;
const LENGTH = 3 * PIECE_BYTES + 100;

async function withItem(phone: Phone, id: string, photos: Record<string, number>, figure = 'fine'): Promise<Phone> {
  const pages = Object.entries(photos).map(([photo, length], at) => waitingPhoto(photo, at + 1, length));
  for (const { id: photo, bytes } of pages) await phone.store.putPhoto(photo, photoBytes(photo, bytes));
  await phone.store.addItem(waitingItem(id, { photos: pages, body: { figure } }), null);
  return phone;
}

async function photoOf({ store }: Phone, item: string, at = 0) {
  return (await store.readItem(item))?.photos[at];
}

function steps({ server }: Phone): string[] {
  return server.requests
    .filter(({ path }) => path === NUMBERS || path.startsWith(PHOTOS))
    .map(
      ({ method, path, headers }) =>
        `${method} ${path}${headers?.['upload-offset'] ? ` @${headers['upload-offset']}` : ''}`,
    );
}

describe('a photo', () => {
  it('goes in pieces of 32 kB after its number, arrives whole, and its bytes leave the phone', async () => {
    const phone = await withItem(openPhone(), 'a', { p: LENGTH });
    expect(await phone.open().flush()).toEqual({ ended: 'empty', sent: 1, photosSent: 1 });
    expect(steps(phone)).toEqual([
      'POST /numbers',
      'POST /photos',
      'PATCH /photos/a-1 @0',
      'PATCH /photos/a-1 @32768',
      'PATCH /photos/a-1 @65536',
      'PATCH /photos/a-1 @98304',
    ]);
    expect(phone.server.uploads.get('a-1')?.bytes).toEqual(photoBytes('p', LENGTH));
    expect(await photoOf(phone, 'a')).toMatchObject({ state: 'done', sent: LENGTH, remote: 'a-1', trouble: null });
    expect(await phone.store.readPhoto('p')).toBeNull();
  });

  it('waits until all numbers have gone', async () => {
    const phone = await withItem(openPhone(), 'a', { p: 10 });
    await withItem(phone, 'b', { q: 10 });
    await phone.open().flush();
    expect(steps(phone).slice(0, 2)).toEqual(['POST /numbers', 'POST /photos']);
    expect([...phone.server.uploads.keys()]).toEqual(['a-1', 'b-1']);
  });

  it('lets a number that is saved meanwhile go before its next piece', async () => {
    const phone = await withItem(openPhone(), 'a', { p: LENGTH });
    const outbox = phone.open();
    phone.server.interrupt = ({ headers }) => {
      if (headers?.['upload-offset'] === '32768') void outbox.save(waitingItem('late'), null);
      return null;
    };
    await outbox.flush();
    const order = steps(phone);
    expect(order.slice(4, 6)).toEqual(['POST /numbers', 'PATCH /photos/a-1 @65536']);
  });

  it('of a refused number is not sent', async () => {
    const phone = await withItem(openPhone(), 'a', { p: 10 }, REFUSED);
    expect((await phone.open().flush()).ended).toBe('empty');
    expect(steps(phone)).toEqual(['POST /numbers']);
    expect(await phone.store.readPhoto('p')).not.toBeNull();
  });

  it('goes on after a restart where the server says, not where the phone thought', async () => {
    const phone = await withItem(openPhone(), 'a', { p: LENGTH });
    const lost = openPhone({
      ...phone.parts,
      transport: async (request) => {
        const answer = phone.server.handle(request);
        return request.headers?.['upload-offset'] === '32768' ? null : answer;
      },
    });
    expect((await lost.open().flush()).ended).toBe('unreachable');
    expect(await photoOf(phone, 'a')).toMatchObject({ state: 'waiting', sent: 32768 });
    phone.server.requests.length = 0;
    await phone.open().flush();
    expect(steps(phone)).toEqual(['HEAD /photos/a-1', 'PATCH /photos/a-1 @65536', 'PATCH /photos/a-1 @98304']);
  });

  it('whose last answer was lost is done by what the server says of it, without its bytes', async () => {
    const phone = await withItem(openPhone(), 'a', { p: 10 });
    const lost = {
      ...phone.parts,
      transport: async (request: Parameters<typeof phone.parts.transport>[0]) => {
        const answer = phone.server.handle(request);
        return request.method === 'PATCH' ? null : answer;
      },
    };
    await openPhone(lost).open().flush();
    phone.disk.photos.clear();
    phone.server.requests.length = 0;
    expect(await phone.open().flush()).toMatchObject({ ended: 'empty', photosSent: 1 });
    expect(steps(phone)).toEqual(['HEAD /photos/a-1', 'POST /photos']);
  });

  it('asks for the offset again when the server is somewhere else', async () => {
    const phone = await withItem(openPhone(), 'a', { p: LENGTH });
    let once = true;
    phone.server.interrupt = ({ method }) => {
      if (method !== 'PATCH' || !once) return null;
      once = false;
      const upload = phone.server.uploads.get('a-1')!;
      upload.bytes = photoBytes('p', LENGTH).slice(0, 5000);
      return problem(409, 'model.wrong-offset');
    };
    await phone.open().flush();
    expect(steps(phone).slice(2, 5)).toEqual(['PATCH /photos/a-1 @0', 'HEAD /photos/a-1', 'PATCH /photos/a-1 @5000']);
    expect(phone.server.uploads.get('a-1')?.bytes).toEqual(photoBytes('p', LENGTH));
  });

  it('takes part of a piece for what it is', async () => {
    const phone = await withItem(openPhone(), 'a', { p: LENGTH });
    let once = true;
    phone.server.interrupt = ({ method }) => {
      if (method !== 'PATCH' || !once) return null;
      once = false;
      phone.server.uploads.get('a-1')!.bytes = photoBytes('p', LENGTH).slice(0, 777);
      return reply(204, null, { 'upload-offset': '777' });
    };
    await phone.open().flush();
    expect(steps(phone)[3]).toBe('PATCH /photos/a-1 @777');
    expect(await photoOf(phone, 'a')).toMatchObject({ state: 'done' });
  });

  it('is announced again when the server has forgotten it', async () => {
    const phone = await withItem(openPhone(), 'a', { p: LENGTH });
    let once = true;
    phone.server.interrupt = ({ headers }) => {
      if (headers?.['upload-offset'] === '65536' && once) {
        once = false;
        phone.server.uploads.clear();
      }
      return null;
    };
    expect(await phone.open().flush()).toMatchObject({ photosSent: 1 });
    expect(steps(phone).filter((step) => step === 'POST /photos')).toHaveLength(2);
  });

  it.each(['HEAD', 'PATCH'])('that the server forgets again and again (%s) holds up no other', async (method) => {
    const phone = await withItem(openPhone(), 'a', { p: LENGTH });
    await withItem(phone, 'b', { q: LENGTH });
    await phone.store.changeItem('a', (item) => ({ ...item, photos: [{ ...item.photos[0]!, remote: 'a-1' }] }));
    phone.server.interrupt = (request) =>
      request.path === '/photos/a-1' && request.method === method ? problem(404, 'model.unknown-photo') : null;
    await phone.open().flush();
    expect(await photoOf(phone, 'b')).toMatchObject({ state: 'done' });
  });

  it('that breaks the server lets another through', async () => {
    const phone = await withItem(openPhone(), 'a', { p: 10 });
    await withItem(phone, 'b', { q: 10 });
    phone.server.interrupt = ({ path }) => (path === '/photos/a-1' ? problem(500, 'model.broken') : null);
    expect((await phone.open().flush()).ended).toBe('unreachable');
    expect(await photoOf(phone, 'a')).toMatchObject({ state: 'waiting', trouble: { code: 'model.broken' } });
    expect(await photoOf(phone, 'b')).toMatchObject({ state: 'done' });
  });

  it('that differs from what was announced is refused with the reason, and can be tried once more', async () => {
    const phone = await withItem(openPhone(), 'a', { p: 10 });
    const good = photoBytes('p', 10);
    await phone.store.putPhoto(
      'p',
      good.map((byte) => byte ^ 1),
    );
    const outbox = phone.open();
    expect((await outbox.flush()).ended).toBe('empty');
    expect(await photoOf(phone, 'a')).toMatchObject({ state: 'refused', trouble: { code: 'model.photo-differs' } });
    await phone.store.putPhoto('p', good);
    expect(await outbox.retryRefused('a')).toBe(true);
    await outbox.flush();
    expect(await photoOf(phone, 'a')).toMatchObject({ state: 'done' });
  });

  it('that is no longer on the phone is refused in words', async () => {
    const phone = await withItem(openPhone(), 'a', { p: 10 });
    phone.disk.photos.clear();
    await phone.open().flush();
    const photo = await photoOf(phone, 'a');
    expect(photo).toMatchObject({ state: 'refused', trouble: { code: 'outbox.photo-missing' } });
    expect(photo?.trouble?.message.id).toContain('halaman 1');
  });

  it.each([
    ['the page of a hotspot', 200, 'outbox.not-the-desk'],
    ['an overloaded server', 503, 'model.busy'],
    ['too many requests', 429, 'model.busy'],
    ['an ended session', 401, 'outbox.log-in'],
  ])('keeps its place through %s', async (_, status, code) => {
    for (const method of ['POST', 'HEAD', 'PATCH'] as const) {
      const phone = await withItem(openPhone(), 'a', { p: LENGTH });
      const outbox = phone.open();
      phone.server.interrupt = (request) => {
        if (!request.path.startsWith(PHOTOS) || request.method !== method) return null;
        return status === 200 ? reply(200) : problem(status, 'model.busy');
      };
      if (method === 'HEAD')
        await phone.store.changeItem('a', (item) => ({ ...item, photos: [{ ...item.photos[0]!, remote: 'a-1' }] }));
      expect((await outbox.flush()).ended).toBe(status === 401 ? 'log-in-needed' : 'unreachable');
      expect(await photoOf(phone, 'a')).toMatchObject({ state: 'waiting', trouble: { code } });
      phone.server.interrupt = () => null;
      await outbox.flush();
      expect(await photoOf(phone, 'a')).toMatchObject({ state: 'done', trouble: null });
    }
  });

  it('does not wait with a number that the server puts off for ever', async () => {
    const phone = await withItem(openPhone(), 'a', { p: 10 });
    await withItem(phone, 'b', {}, 'busy');
    const outbox = phone.open();
    await outbox.flush();
    expect(await photoOf(phone, 'a')).toMatchObject({ state: 'waiting' });
    for (let flush = 0; flush < 4; flush++) await outbox.flush();
    expect(await photoOf(phone, 'a')).toMatchObject({ state: 'done' });
  });

  it('of a kind that sends none stays where it is', async () => {
    const phone = await withItem(openPhone({ kinds: [{ ...modelKind(), photos: null }] }), 'a', { p: 10 });
    expect(await phone.open().flush()).toEqual({ ended: 'empty', sent: 1, photosSent: 0 });
    expect(await photoOf(phone, 'a')).toMatchObject({ state: 'waiting' });
  });
});

import { describe, expect, it } from 'vitest';
import type { OutboxItem } from '#platform/outbox/outbox-item.ts';
import { BUDI, SITI, waitingItem } from './items.ts';
import { BREAKS_SERVER, BUSY, NUMBERS, PENDING, problem, REFUSED, reply, SPOILS_ENVELOPE } from './model-server.ts';
import { openPhone } from './open-phone.ts';

type Phone = ReturnType<typeof openPhone>;
const OFFLINE = { transport: async () => null };

async function stored(phone: Phone, items: readonly OutboxItem[]): Promise<Phone> {
  for (const item of items) await phone.store.addItem(item, null);
  return phone;
}

async function statesOf({ store }: Phone): Promise<Record<string, string>> {
  return Object.fromEntries((await store.listItems()).map(({ id, state }) => [id, state]));
}

function batches({ server }: Phone): string[][] {
  const posts = server.requests.filter(({ path }) => path === NUMBERS);
  return posts.map(({ body }) => (body as unknown as { id: string }[]).map(({ id }) => id));
}

function several(count: number): OutboxItem[] {
  return Array.from({ length: count }, (_, at) => waitingItem(`n${String(at).padStart(2, '0')}`));
}

describe('a flush', () => {
  it('sends the oldest first, at most twenty at once, and keeps each receipt', async () => {
    const phone = await stored(openPhone(), several(45));
    expect(await phone.open().flush()).toEqual({ ended: 'empty', sent: 45, photosSent: 0 });
    expect(batches(phone).map(({ length }) => length)).toEqual([20, 20, 5]);
    expect(batches(phone).flat()).toEqual(several(45).map(({ id }) => id));
    const first = await phone.store.readItem('n00');
    expect(first).toMatchObject({ state: 'done', tries: 1, receipt: { id: 'n00' }, answeredAt: phone.time.now });
  });

  it('keeps everything when there is no answer, and says so on each item', async () => {
    let answers = 0;
    const phone = await stored(
      openPhone({ transport: async ({ path }) => (answers++ === 0 && path === PENDING ? reply(204) : null) }),
      several(2),
    );
    expect((await phone.open().flush()).ended).toBe('unreachable');
    const items = await phone.store.listItems();
    expect(items.map(({ state, tries, trouble }) => [state, tries, trouble?.code])).toEqual([
      ['waiting', 1, 'outbox.no-answer'],
      ['waiting', 1, 'outbox.no-answer'],
    ]);
  });

  it.each([
    [401, 'log-in-needed', 'outbox.log-in'],
    [408, 'unreachable', 'model.x'],
    [425, 'unreachable', 'model.x'],
    [429, 'unreachable', 'model.x'],
    [500, 'unreachable', 'model.x'],
    [503, 'unreachable', 'model.x'],
  ])('keeps everything on %i, ends as %s', async (status, ended, code) => {
    const phone = await stored(openPhone(), several(2));
    phone.server.interrupt = ({ path }) => (path === NUMBERS ? problem(status, 'model.x') : null);
    expect((await phone.open().flush()).ended).toBe(ended);
    const [item] = await phone.store.listItems();
    expect(item).toMatchObject({ state: 'waiting', tries: 1, trouble: { code } });
  });

  it('asks for no log-in any more once an item goes under a session again', async () => {
    const phone = await stored(openPhone(), several(1));
    phone.server.interrupt = ({ path }) => (path === NUMBERS ? problem(401, 'model.x') : null);
    const outbox = phone.open();
    await outbox.flush();
    const told: unknown[] = [];
    phone.server.interrupt = ({ path }) => {
      if (path === NUMBERS) told.push(phone.disk.items.get('n00')?.trouble?.code);
      return path === NUMBERS ? problem(503, 'model.busy') : null;
    };
    await outbox.flush();
    await outbox.flush();
    expect(told).toEqual([undefined, 'model.busy']);
  });

  it.each([
    ['the 200 page of a hotspot', reply(200, null)],
    ['a JSON 200 of somebody else', reply(200, { ok: true })],
    ['fewer receipts than items', reply(200, [])],
    ['a redirect', reply(302)],
    ['the 404 page of a proxy', reply(404)],
    ['a 403 of somebody else', reply(403, { error: 'blocked' })],
  ])('parks nothing because of %s', async (_, answer) => {
    const phone = await stored(openPhone(), several(2));
    phone.server.interrupt = ({ path }) => (path === NUMBERS ? answer : null);
    expect((await phone.open().flush()).ended).toBe('unreachable');
    expect(await statesOf(phone)).toEqual({ n00: 'waiting', n01: 'waiting' });
    phone.server.interrupt = () => null;
    expect((await phone.open().flush()).ended).toBe('empty');
    expect(await statesOf(phone)).toEqual({ n00: 'done', n01: 'done' });
  });

  it('finds the one item that spoils an envelope, parks it with its reason and sends the others', async () => {
    const items = several(20).map((item) =>
      item.id === 'n13' ? { ...item, body: { figure: SPOILS_ENVELOPE } } : item,
    );
    const phone = await stored(openPhone(), items);
    expect(await phone.open().flush()).toMatchObject({ ended: 'empty', sent: 19 });
    const bad = await phone.store.readItem('n13');
    expect(bad).toMatchObject({
      state: 'refused',
      trouble: { code: 'model.spoilt', message: { id: 'kalimat model.spoilt' } },
    });
    expect(phone.server.figures.size).toBe(19);
    expect(batches(phone).length).toBeLessThanOrEqual(14);
  });

  it('halves an envelope that a proxy finds too large, though it does not speak like the desk', async () => {
    const phone = await stored(openPhone(), several(20));
    phone.server.interrupt = ({ path, body }) =>
      path === NUMBERS && (body as unknown[]).length > 3 ? reply(413) : null;
    expect(await phone.open().flush()).toMatchObject({ ended: 'empty', sent: 20 });
  });

  it('judges each item of an answer by itself', async () => {
    const figure = (id: string, word: string) => waitingItem(id, { body: { figure: word } });
    const phone = await stored(openPhone(), [figure('a', REFUSED), figure('b', BUSY), figure('c', 'fine')]);
    expect(await phone.open().flush()).toEqual({ ended: 'unreachable', sent: 1, photosSent: 0 });
    expect(await statesOf(phone)).toEqual({ a: 'refused', b: 'waiting', c: 'done' });
    expect((await phone.store.readItem('a'))?.trouble?.code).toBe('model.refused');
    expect((await phone.store.readItem('b'))?.trouble?.code).toBe('model.busy');
  });

  it('never lets a later word about a subject overtake an earlier one', async () => {
    const about = (id: string, word = 'fine') => waitingItem(id, { subject: 'one sheet', body: { figure: word } });
    const phone = await stored(openPhone(), [about('first', BUSY), about('second'), waitingItem('other')]);
    const outbox = phone.open();
    await outbox.flush();
    expect(await statesOf(phone)).toEqual({ first: 'waiting', second: 'waiting', other: 'done' });
    await phone.store.changeItem('first', (item) => ({ ...item, body: { figure: 'fine' } }));
    await outbox.flush();
    expect(batches(phone).slice(-2)).toEqual([['first'], ['second']]);
  });

  it('gets all others through within eight flushes when one item breaks the server each time', async () => {
    const items = several(30).map((item) => (item.id === 'n00' ? { ...item, body: { figure: BREAKS_SERVER } } : item));
    const phone = await stored(openPhone(), items);
    const outbox = phone.open();
    for (let flush = 0; flush < 8; flush++) expect((await outbox.flush()).ended).toBe('unreachable');
    expect(phone.server.figures.size).toBe(29);
    expect(await phone.store.readItem('n00')).toMatchObject({ state: 'waiting', trouble: { code: 'model.broken' } });
  });

  it('sends nothing of another person, whoever is logged in', async () => {
    const phone = await stored(openPhone(), [waitingItem('mine'), waitingItem('budis', { owner: BUDI })]);
    await phone.open().flush();
    expect(await statesOf(phone)).toEqual({ mine: 'done', budis: 'waiting' });
    expect(phone.server.pending.at(-1)).toEqual({ count: 0, bytes: 0 });
  });

  it('sends nothing more from the moment that the session is another one', async () => {
    let owner: string | null = BUDI;
    const phone = await stored(openPhone({ owner: () => owner }), [
      waitingItem('budis', { owner: BUDI }),
      waitingItem('sitis'),
    ]);
    phone.server.interrupt = () => {
      owner = null;
      return null;
    };
    const outbox = phone.open();
    expect((await outbox.flush()).ended).toBe('log-in-needed');
    expect(phone.server.requests.map(({ path }) => path)).toEqual([PENDING]);
    expect((await outbox.flush()).ended).toBe('log-in-needed');
    expect(await statesOf(phone)).toEqual({ budis: 'waiting', sitis: 'waiting' });
  });

  it('does not send what it was about to when the session changes at that moment', async () => {
    let owner: string | null = SITI;
    const phone = await stored(openPhone({ owner: () => owner }), several(1));
    const { changeItems } = phone.store;
    const store = {
      ...phone.store,
      changeItems(...change: Parameters<typeof changeItems>) {
        owner = BUDI;
        return changeItems(...change);
      },
    };
    expect(
      (
        await openPhone({ ...phone.parts, store })
          .open()
          .flush()
      ).sent,
    ).toBe(0);
    expect(batches(phone)).toEqual([]);
    expect(await statesOf(phone)).toEqual({ n00: 'waiting' });
  });

  it('asks about an item that breaks the server once a flush, no more', async () => {
    const phone = await stored(openPhone(), [waitingItem('a', { body: { figure: BREAKS_SERVER } })]);
    const outbox = phone.open();
    for (let flush = 1; flush <= 8; flush++) {
      await outbox.flush();
      expect(batches(phone)).toHaveLength(flush);
    }
  });

  it('names the account in every request, so that the server can refuse a session that changed meanwhile', async () => {
    const phone = await stored(openPhone(), several(1));
    await phone.open().flush();
    expect(new Set(phone.server.requests.map(({ headers }) => headers?.['desk-account']))).toEqual(
      new Set(['account-siti']),
    );
  });

  it('leaves an item of an unknown kind where it is, and counts it', async () => {
    const phone = await stored(openPhone(), [
      waitingItem('old', { kind: 'report of an older version' }),
      waitingItem('n'),
    ]);
    expect((await phone.open().flush()).ended).toBe('empty');
    expect(await statesOf(phone)).toEqual({ old: 'waiting', n: 'done' });
    expect(await phone.store.readItem('old')).toEqual(waitingItem('old', { kind: 'report of an older version' }));
    expect(phone.server.pending.at(-1)).toEqual({ count: 1, bytes: 100, oldestAt: '2024-11-27T06:00:00.000Z' });
  });

  it('does not touch an item that another tab has finished between the request and its answer', async () => {
    const phone = await stored(openPhone(), [waitingItem('a', { body: { figure: REFUSED } })]);
    const { transport } = phone.parts;
    const outbox = openPhone({
      ...phone.parts,
      transport: async (request) => {
        const answer = await transport(request);
        if (request.path === NUMBERS)
          await phone.store.changeItem('a', (item) => ({ ...item, state: 'done', receipt: 'of the other tab' }));
        return answer;
      },
    }).open();
    await outbox.flush();
    expect(await phone.store.readItem('a')).toMatchObject({
      state: 'done',
      receipt: 'of the other tab',
      trouble: null,
    });
  });
});

describe('what the phone still holds is told to the desk', () => {
  it('before and after a flush, only when it changed', async () => {
    const phone = await stored(openPhone(), several(3));
    const outbox = phone.open();
    await outbox.flush();
    await outbox.flush();
    expect(phone.server.pending).toEqual([
      { count: 3, bytes: 300, oldestAt: '2024-11-27T06:00:00.000Z' },
      { count: 0, bytes: 0 },
    ]);
  });

  it('with numbers that go up over a restart, also when the clock goes back', async () => {
    const phone = await stored(openPhone(), several(1));
    await phone.open().flush();
    const words = { order: Date.UTC(2034, 10, 27), heard: null };
    await phone.store.putCache(`pending-words:${SITI}`, words, '2034-11-27T00:00:00Z');
    await stored(phone, [waitingItem('later')]);
    await phone.open().flush();
    const { orders } = phone.server;
    expect(orders.length).toBe(4);
    expect(orders).toEqual([...new Set(orders)].sort((a, b) => a - b));
    expect(orders.at(-1)).toBe(Date.UTC(2034, 10, 27) + 2);
  });

  it('not at all by a phone that never held anything', async () => {
    const phone = openPhone();
    expect((await phone.open().flush()).ended).toBe('empty');
    expect(phone.server.requests).toEqual([]);
  });

  it('again with the next flush when nobody heard it', async () => {
    const phone = await stored(openPhone(), several(1));
    phone.server.interrupt = ({ path }) => (path === PENDING ? problem(503, 'model.x') : null);
    const outbox = phone.open();
    expect(await outbox.flush()).toMatchObject({ ended: 'empty', sent: 1 });
    expect(phone.server.pending).toEqual([]);
    phone.server.interrupt = () => null;
    await outbox.flush();
    expect(phone.server.pending).toEqual([{ count: 0, bytes: 0 }]);
  });

  it('by a phone that holds nothing any more, where the app died before it could say so', async () => {
    const phone = await stored(openPhone(), [waitingItem('a', { body: { figure: REFUSED } })]);
    await phone.open().flush();
    expect(await phone.store.removeItem('a', () => true)).toBe(true);
    await phone.open().flush();
    expect(phone.server.pending.at(-1)).toEqual({ count: 0, bytes: 0 });
  });

  it('again when a page of the hotspot answered in the place of the desk', async () => {
    const phone = await stored(openPhone(), several(1));
    phone.server.interrupt = ({ path }) =>
      path === PENDING ? reply(200, { login: 'https://hotspot.example/' }) : null;
    const outbox = phone.open();
    await outbox.flush();
    phone.server.interrupt = () => null;
    await outbox.flush();
    expect(phone.server.pending).toEqual([{ count: 0, bytes: 0 }]);
  });

  it('counts a refused item, because nobody else has it', async () => {
    const phone = await stored(openPhone(), [waitingItem('a', { body: { figure: REFUSED } })]);
    await phone.open().flush();
    expect(phone.server.pending.at(-1)).toMatchObject({ count: 1, bytes: 100 });
  });
});

describe('while nobody answers at the door', () => {
  it('an item counts as never on its way and can be taken back', async () => {
    const phone = await stored(openPhone(OFFLINE), several(1));
    expect((await phone.open().flush()).ended).toBe('unreachable');
    expect(await phone.store.readItem('n00')).toEqual(waitingItem('n00'));
  });

  it('an item that was once on its way is tried each time', async () => {
    const phone = await stored(openPhone(OFFLINE), [waitingItem('a', { tries: 1 })]);
    await phone.open().flush();
    expect(await phone.store.readItem('a')).toMatchObject({ tries: 2, trouble: { code: 'outbox.no-answer' } });
  });
});

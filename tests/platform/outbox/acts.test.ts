import { describe, expect, it } from 'vitest';
import { listDiscarded } from '#platform/outbox/outbox-acts.ts';
import { draftOf, photoBytes, waitingItem, waitingPhoto } from './items.ts';
import { PENDING, problem, REFUSED } from './model-server.ts';
import { openPhone } from './open-phone.ts';

const OFFLINE = { transport: async () => null };

async function refusedPhone() {
  const phone = openPhone();
  await phone.store.putPhoto('p', photoBytes('p', 10));
  await phone.store.addItem(waitingItem('a', { body: { figure: REFUSED }, photos: [waitingPhoto('p', 1, 10)] }), null);
  const outbox = phone.open();
  await outbox.flush();
  return { phone, outbox };
}

describe('saving', () => {
  it('is promised only when the item is stored, and the draft is gone in the same step', async () => {
    const phone = openPhone(OFFLINE);
    await phone.store.putDraft(draftOf('d'));
    await phone.open().save(waitingItem('a'), 'd');
    expect([...phone.disk.items.keys()]).toEqual(['a']);
    expect(phone.disk.drafts.size).toBe(0);
  });

  it('starts a flush by itself', async () => {
    const phone = openPhone();
    const outbox = phone.open();
    await outbox.save(waitingItem('a'), null);
    await outbox.flush();
    expect(await phone.store.readItem('a')).toMatchObject({ state: 'done', tries: 1 });
  });

  it('the same thing twice keeps one', async () => {
    const phone = openPhone();
    const outbox = phone.open();
    await Promise.all([outbox.save(waitingItem('a'), null), outbox.save(waitingItem('a'), null)]);
    await outbox.flush();
    expect(phone.server.figures.get('a')?.effects).toBe(1);
    expect(phone.disk.items.size).toBe(1);
  });

  it('fails aloud when the storage of the phone fails, and the draft stays', async () => {
    const phone = openPhone(OFFLINE);
    await phone.store.putDraft(draftOf('d'));
    const full = { ...phone.store, addItem: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) };
    const outbox = openPhone({ ...phone.parts, store: full }).open();
    await expect(outbox.save(waitingItem('a'), 'd')).rejects.toThrow('full');
    expect(phone.disk.drafts.size).toBe(1);
  });
});

describe('taking an item back', () => {
  it('makes it a draft again while it was never on its way', async () => {
    const phone = openPhone(OFFLINE);
    const outbox = phone.open();
    await outbox.save(waitingItem('a'), null);
    expect(await outbox.recall('a', ({ id, photos }) => draftOf(`draft of ${id}`, photos))).toBe(true);
    expect(phone.disk.items.size).toBe(0);
    expect([...phone.disk.drafts.keys()]).toEqual(['draft of a']);
    expect(await outbox.recall('a', () => draftOf('x'))).toBe(false);
  });

  it.each([
    ['was once on its way', waitingItem('a', { tries: 1 })],
    ['has its receipt', waitingItem('a', { state: 'done', tries: 1, receipt: {} })],
    ['was refused', waitingItem('a', { state: 'refused', tries: 1 })],
  ])('is refused for one that %s', async (_, item) => {
    const phone = openPhone(OFFLINE);
    await phone.store.addItem(item, null);
    expect(await phone.open().recall('a', () => draftOf('x'))).toBe(false);
    expect([...phone.disk.items.keys()]).toEqual(['a']);
  });

  it('at the very moment of sending either comes before the request or does not happen', async () => {
    for (const call of ['before', 'after'] as const) {
      const phone = openPhone();
      await phone.store.addItem(waitingItem('a'), null);
      const recalled: boolean[] = [];
      const { changeItems } = phone.store;
      const outbox = openPhone({
        ...phone.parts,
        store: {
          ...phone.store,
          async changeItems(ids, change) {
            const recall = async () =>
              recalled.push(await phone.store.recallItem('a', ({ tries }) => tries === 0, draftOf('x')));
            if (call === 'before') await recall();
            const changed = await changeItems(ids, change);
            if (call === 'after') await recall();
            return changed;
          },
        },
      }).open();
      await outbox.flush();
      expect(recalled[0]).toBe(call === 'before');
      expect(phone.server.figures.has('a')).toBe(call === 'after');
    }
  });
});

describe('what was refused', () => {
  it('is given up only with a log of what it was, when and why', async () => {
    const { phone, outbox } = await refusedPhone();
    expect(await outbox.discardRefused('a', 'salah TPS')).toBe(true);
    expect(phone.disk.items.size).toBe(0);
    expect(phone.disk.photos.size).toBe(0);
    expect(await listDiscarded(phone.store)).toMatchObject([
      {
        at: phone.time.now,
        value: { reason: 'salah TPS', at: phone.time.now, item: { id: 'a', body: { figure: REFUSED } } },
      },
    ]);
    await outbox.flush();
    expect(phone.server.pending.at(-1)).toEqual({ count: 0, bytes: 0 });
  });

  it.each(['waiting', 'done'] as const)('is not given up while it is %s', async (state) => {
    const phone = openPhone(OFFLINE);
    await phone.store.addItem(waitingItem('a', { state }), null);
    expect(await phone.open().discardRefused('a', 'x')).toBe(false);
    expect(await phone.open().retryRefused('a')).toBe(false);
    expect(await listDiscarded(phone.store)).toEqual([]);
    expect(phone.disk.items.size).toBe(1);
  });

  it('is still there when the phone dies between the log and the removal', async () => {
    const { phone } = await refusedPhone();
    const dying = { ...phone.store, removeItem: () => new Promise<boolean>(() => undefined) };
    void openPhone({ ...phone.parts, store: dying })
      .open()
      .discardRefused('a', 'x');
    await phone.store.listItems();
    await phone.store.listItems();
    expect([...phone.disk.items.keys()]).toEqual(['a']);
    expect(await listDiscarded(phone.store)).toHaveLength(1);
  });

  it('goes once more when the person asks, and is judged by what is true then', async () => {
    const phone = openPhone();
    phone.server.interrupt = ({ path }) => (path === PENDING ? null : problem(403, 'model.not-yet'));
    await phone.store.addItem(waitingItem('a'), null);
    const outbox = phone.open();
    await outbox.flush();
    expect(await phone.store.readItem('a')).toMatchObject({ state: 'refused', trouble: { code: 'model.not-yet' } });
    phone.server.interrupt = () => null;
    expect(await outbox.retryRefused('a')).toBe(true);
    await outbox.flush();
    expect(await phone.store.readItem('a')).toMatchObject({ state: 'done', trouble: null });
  });

  it('a refused photo of a taken number goes alone: the number and its receipt stay', async () => {
    const phone = openPhone();
    const photos = [{ ...waitingPhoto('p', 1, 10), state: 'refused' as const }, waitingPhoto('q', 2, 10)];
    for (const id of ['p', 'q']) await phone.store.putPhoto(id, photoBytes(id, 10));
    await phone.store.addItem(waitingItem('a', { state: 'done', receipt: 'r', photos }), null);
    expect(
      await openPhone({ ...phone.parts, ...OFFLINE })
        .open()
        .discardRefused('a', 'buram'),
    ).toBe(true);
    expect(await phone.store.readItem('a')).toMatchObject({ state: 'done', receipt: 'r', photos: [{ id: 'q' }] });
    expect([...phone.disk.photos.keys()]).toEqual(['q']);
    expect(await listDiscarded(phone.store)).toHaveLength(1);
  });
});

describe('rows of what is done', () => {
  it('stay for ninety days, and as long as anything of them is not done', async () => {
    const phone = openPhone();
    phone.time.now = '2025-03-01T00:00:00.000Z';
    const done = { state: 'done', answeredAt: '2024-11-27T06:00:00.000Z' } as const;
    const recent = { state: 'done', answeredAt: '2024-12-02T06:00:00.000Z' } as const;
    const photos = [{ ...waitingPhoto('p', 1, 10), state: 'refused' as const }];
    await phone.store.addItem(waitingItem('old', done), null);
    await phone.store.addItem(waitingItem('recent', recent), null);
    await phone.store.addItem(waitingItem('photo', { ...done, photos }), null);
    await phone.store.addItem(waitingItem('refused', { ...done, state: 'refused' }), null);
    await phone.open().flush();
    expect([...phone.disk.items.keys()]).toEqual(['recent', 'photo', 'refused']);
  });
});

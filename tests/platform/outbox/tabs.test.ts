import { describe, expect, it } from 'vitest';
import { createOutbox } from '#platform/outbox/create-outbox.ts';
import { memoryChannel, memoryLock } from '#platform/outbox/fixtures.ts';
import type { TransportReply, TransportRequest } from '#platform/outbox/transport.ts';
import { waitingItem } from './items.ts';
import { NUMBERS, PENDING } from './model-server.ts';
import { openPhone } from './open-phone.ts';

/** A transport whose answers wait until the test lets them go. */
function heldTransport(handle: (request: TransportRequest) => TransportReply) {
  const waiting: (() => void)[] = [];
  return {
    waiting,
    transport: (request: TransportRequest) =>
      new Promise<TransportReply>((resolve) => waiting.push(() => resolve(handle(request)))),
    async letAllGo(isOver: () => boolean) {
      while (!isOver()) {
        waiting.shift()?.();
        await Promise.resolve();
      }
    },
  };
}

function twoTabs() {
  const phone = openPhone();
  const held = heldTransport(phone.server.handle);
  const channel = memoryChannel();
  const shared = { ...phone.parts, lock: memoryLock().lock, transport: held.transport };
  const tab = () => createOutbox({ ...shared, channel: channel.tab() });
  return { phone, held, tab };
}

async function settled(held: ReturnType<typeof heldTransport>, work: Promise<unknown>): Promise<void> {
  let over = false;
  const ended = work.finally(() => {
    over = true;
  });
  await held.letAllGo(() => over);
  await ended;
}

describe('two tabs of one phone', () => {
  it('send a batch once: the second is told who holds the flight', async () => {
    const { phone, held, tab } = twoTabs();
    await phone.store.addItem(waitingItem('a'), null);
    const first = tab();
    const second = tab();
    expect(await second.flush()).toEqual({ ended: 'held-by-other-tab', sent: 0, photosSent: 0 });
    await settled(held, first.flush());
    expect(phone.server.requests.filter(({ path }) => path === NUMBERS)).toHaveLength(1);
    expect(await phone.store.readItem('a')).toMatchObject({ state: 'done', tries: 1 });
  });

  it('what one saves during the flight of the other goes with that flight', async () => {
    const { phone, held, tab } = twoTabs();
    await phone.store.addItem(waitingItem('a'), null);
    const first = tab();
    const second = tab();
    const flight = first.flush();
    await second.save(waitingItem('b'), null);
    await settled(held, flight);
    expect([...phone.server.figures.keys()]).toEqual(['a', 'b']);
  });

  it('show each other every change', async () => {
    const { held, tab } = twoTabs();
    const first = tab();
    const second = tab();
    await settled(held, Promise.all([first.flush(), second.flush()]));
    let seen = 0;
    const stop = second.watch(() => {
      seen += 1;
    });
    await first.save(waitingItem('a'), null);
    await settled(held, Promise.all([first.flush(), second.flush()]));
    const during = seen;
    expect(during).toBeGreaterThanOrEqual(3);
    stop();
    await first.save(waitingItem('b'), null);
    expect(seen).toBe(during);
  });
});

describe('what is saved when a flight has looked for the last time', () => {
  it.each(['the same tab', 'another tab'])('in %s still goes with it', async (where) => {
    const phone = openPhone();
    const channel = memoryChannel();
    let saving: Promise<void> | null = null;
    const shared = {
      ...phone.parts,
      lock: memoryLock().lock,
      async transport(request: TransportRequest) {
        const answer = phone.server.handle(request);
        // The last request of the flight is answered only when the other is already saved.
        await saving;
        return answer;
      },
    };
    const first = createOutbox({ ...shared, channel: channel.tab() });
    const second = createOutbox({ ...shared, channel: channel.tab() });
    // Both are at rest, so that no second call is what makes the flight look again.
    await first.flush();
    await second.flush();
    await phone.store.addItem(waitingItem('a'), null);
    phone.server.interrupt = ({ path, body }) => {
      const isLast = path === PENDING && (body as { count: number }).count === 0;
      if (isLast && saving === null) saving = (where === 'the same tab' ? first : second).save(waitingItem('b'), null);
      return null;
    };
    await first.flush();
    expect([...phone.server.figures.keys()]).toEqual(['a', 'b']);
  });
});

describe('what the phone holds', () => {
  it('is said again by one tab when the other said it in vain, and by none when either was heard', async () => {
    const phone = openPhone();
    const channel = memoryChannel();
    const shared = { ...phone.parts, lock: memoryLock().lock };
    const first = createOutbox({ ...shared, channel: channel.tab() });
    const second = createOutbox({
      ...shared,
      channel: channel.tab(),
      transport: async (request) => {
        const isLast = request.path === PENDING && (request.body as { count: number }).count === 0;
        return isLast ? null : phone.server.handle(request);
      },
    });
    await first.save(waitingItem('a'), null);
    await first.flush();
    const counts = () => phone.server.pending.map((said) => (said as { count: number }).count);
    expect(counts()).toEqual([1, 0]);
    await phone.store.addItem(waitingItem('b'), null);
    await second.flush();
    expect(counts()).toEqual([1, 0, 1]);
    second.close();
    await first.flush();
    await first.flush();
    expect(counts()).toEqual([1, 0, 1, 0]);
  });
});

describe('one tab', () => {
  it('joins a second call to the flush that runs, and that flush takes what was saved meanwhile', async () => {
    const { phone, held, tab } = twoTabs();
    const outbox = tab();
    await phone.store.addItem(waitingItem('a'), null);
    const flight = outbox.flush();
    await outbox.save(waitingItem('b'), null);
    expect(outbox.flush()).toBe(flight);
    await settled(held, flight);
    expect([...phone.server.figures.keys()]).toEqual(['a', 'b']);
  });

  it('flushes at its start and at every trigger, and no more after it is closed', async () => {
    const phone = openPhone();
    const outbox = phone.open();
    await outbox.flush();
    await phone.store.addItem(waitingItem('a'), null);
    phone.triggers.fire();
    await outbox.flush();
    expect(phone.server.figures.has('a')).toBe(true);
    await phone.store.addItem(waitingItem('b'), null);
    outbox.close();
    phone.triggers.fire();
    expect((await outbox.flush()).sent).toBe(0);
    expect(phone.server.figures.has('b')).toBe(false);
  });

  it('tells of a storage that breaks in a flush nobody awaits', async () => {
    const defects: unknown[] = [];
    const broken = new Error('the storage is gone');
    const phone = openPhone({ onDefect: (defect) => defects.push(defect) });
    const outbox = openPhone({
      ...phone.parts,
      store: { ...phone.store, listItems: () => Promise.reject(broken) },
    }).open();
    await expect(outbox.flush()).rejects.toThrow('the storage is gone');
    await Promise.resolve();
    expect(defects).toEqual([broken]);
  });
});

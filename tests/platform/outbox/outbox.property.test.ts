import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { OutboxItem } from '#platform/outbox/outbox-item.ts';
import { PIECE_BYTES } from '#platform/outbox/send-photo.ts';
import { BUDI, photoBytes, SITI, waitingItem, waitingPhoto } from './items.ts';
import { FAULTS, type Fault, randomPhone } from './random-phone.ts';

const RUNS = 250;
const TIME_LIMIT_MS = 60_000;
const FOREVER = Number.MAX_SAFE_INTEGER;
/** 30 s apart: what heals goes out within ten minutes. */
const FLUSHES_MAX = 20;

type Act =
  | { readonly act: 'save'; readonly pages: readonly number[]; readonly whose: 'siti' | 'budi' | 'unknown kind' }
  | { readonly act: 'trigger' }
  | { readonly act: 'tab'; readonly stepsLeft: number }
  | { readonly act: 'kill' }
  | { readonly act: 'clock'; readonly days: number }
  | { readonly act: 'pause'; readonly turns: number };

const pages = fc.array(fc.integer({ min: 1, max: 2 * PIECE_BYTES + 9 }), { maxLength: 2 });
const save = fc.record({
  act: fc.constant('save' as const),
  pages,
  whose: fc.constantFrom('siti' as const, 'siti' as const, 'siti' as const, 'budi' as const, 'unknown kind' as const),
});
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: save },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('trigger' as const) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('tab' as const), stepsLeft: fc.integer({ min: 0, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('kill' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('clock' as const), days: fc.integer({ min: -3650, max: 60 }) }),
  },
  { weight: 6, arbitrary: fc.record({ act: fc.constant('pause' as const), turns: fc.integer({ min: 1, max: 80 }) }) },
);
const faults: fc.Arbitrary<Fault[]> = fc.array(fc.constantFrom('fine' as const, ...FAULTS), { maxLength: 40 });

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
}

function newItem(id: string, { pages: lengths, whose }: Act & { act: 'save' }, savedAt: string): OutboxItem {
  return waitingItem(id, {
    kind: whose === 'unknown kind' ? 'unknown' : 'number',
    owner: whose === 'budi' ? BUDI : SITI,
    savedAt,
    photos: lengths.map((length, at) => waitingPhoto(`${id}-photo-${at + 1}`, at + 1, length)),
  });
}

async function live(script: readonly Act[], network: readonly Fault[]) {
  const phone = randomPhone();
  phone.faults.push(...network);
  let tabs = [phone.openTab(FOREVER)];
  let saved = 0;
  for (const step of script) {
    tabs = tabs.filter((tab) => tab.isAlive());
    if (tabs.length === 0) tabs.push(phone.openTab(FOREVER));
    const tab = tabs[saved % tabs.length]!;
    if (step.act === 'save') {
      const item = newItem(`n${saved++}`, step, new Date(phone.time.ms).toISOString());
      void tab.save(item, new Map(item.photos.map(({ id, bytes }) => [id, photoBytes(id, bytes)])));
    } else if (step.act === 'trigger') for (const { triggers } of tabs) triggers.fire();
    else if (step.act === 'tab') tabs.push(phone.openTab(step.stepsLeft));
    else if (step.act === 'kill') tab.kill();
    else if (step.act === 'clock') phone.time.ms += step.days * 24 * 60 * 60 * 1000;
    else await turns(step.turns);
  }
  return { phone, tabs };
}

type Phone = Awaited<ReturnType<typeof live>>['phone'];

/** The faults end, all tabs are killed, and the application is opened once more. */
async function heal({ phone, tabs }: Awaited<ReturnType<typeof live>>): Promise<number> {
  await turns(20);
  for (const tab of tabs) tab.kill();
  phone.faults.length = 0;
  for (const request of phone.late.splice(0)) phone.server.handle(request);
  const { outbox } = phone.openTab(FOREVER);
  for (let flush = 1; flush <= FLUSHES_MAX; flush++) if ((await outbox.flush()).ended === 'empty') return flush;
  return Number.POSITIVE_INFINITY;
}

function expectAllArrivedOnce({ disk, server, promised, breaches }: Phone): void {
  expect(breaches).toEqual([]);
  for (const id of promised.keys()) expect(disk.items.has(id)).toBe(true);
  for (const item of disk.items.values()) {
    if (item.owner !== SITI || item.kind !== 'number') {
      expect(item).toMatchObject({ state: 'waiting', tries: 0 });
      expect(server.figures.has(item.id)).toBe(false);
      continue;
    }
    expect(item).toMatchObject({ state: 'done', receipt: { id: item.id, outcome: 'accepted' } });
    expect(server.figures.get(item.id)).toEqual({ figure: item.id, effects: 1, account: SITI });
    for (const photo of item.photos) {
      expect(photo.state).toBe('done');
      expect(server.uploads.get(`${item.id}-${photo.page}`)?.bytes).toEqual(photoBytes(photo.id, photo.bytes));
      expect(disk.photos.has(photo.id)).toBe(false);
    }
  }
}

describe('whatever the network, the phone and its clock do', () => {
  const fired = new Map<Fault, number>();

  it('everything promised arrives exactly once, numbers before photos, nothing lost on the way', {
    timeout: TIME_LIMIT_MS,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 40 }), faults, async (script, network) => {
        const lived = await live(script, network);
        const flushes = await heal(lived);
        expect(flushes).toBeLessThanOrEqual(FLUSHES_MAX);
        expectAllArrivedOnce(lived.phone);
        for (const [fault, count] of lived.phone.fired) fired.set(fault, (fired.get(fault) ?? 0) + count);
      }),
      { numRuns: RUNS },
    );
  });

  it('a phone that dies at any one point, and at a second one, loses nothing', { timeout: TIME_LIMIT_MS }, async () => {
    const script = [
      { act: 'save', pages: [10, PIECE_BYTES + 5], whose: 'siti' },
      { act: 'save', pages: [], whose: 'siti' },
    ] as const;
    let points = 0;
    for (let first = 0; first < 90; first++) {
      const phone = randomPhone();
      const tab = phone.openTab(first);
      for (const [at, step] of script.entries()) {
        const item = newItem(`n${at}`, step, new Date(phone.time.ms).toISOString());
        void tab.save(item, new Map(item.photos.map(({ id, bytes }) => [id, photoBytes(id, bytes)])));
      }
      await turns(400);
      if (!tab.isAlive()) points += 1;
      const second = phone.openTab(first % 17);
      await turns(400);
      expect(await heal({ phone, tabs: [tab, second] })).toBeLessThanOrEqual(FLUSHES_MAX);
      expectAllArrivedOnce(phone);
    }
    expect(points).toBeGreaterThan(40);
    expect(points).toBeLessThan(90);
  });

  afterAll(() => {
    expect([...fired.keys()].sort(), 'every kind of fault has happened').toEqual([...FAULTS].sort());
  });
});

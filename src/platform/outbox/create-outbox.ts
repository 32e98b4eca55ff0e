import type { Clock } from '#kernel/clock.ts';
import type { Flight } from './flight.ts';
import { flushOutbox } from './flush-outbox.ts';
import type { FlushReport, Outbox } from './outbox.ts';
import { discardRefused, pruneDone, recallItem, retryRefused } from './outbox-acts.ts';
import type { OutboxKind } from './outbox-kind.ts';
import { announcePending, type Spoken } from './pending.ts';
import type { PhoneStore } from './phone-store.ts';
import type { FlightLock, TabChannel, Triggers } from './surroundings.ts';
import type { Transport } from './transport.ts';

export type OutboxParts = {
  readonly store: PhoneStore;
  readonly transport: Transport;
  readonly kinds: readonly OutboxKind[];
  /** The account of the session now; null while nobody is logged in. */
  readonly owner: () => string | null;
  readonly clock: Clock;
  readonly lock: FlightLock;
  readonly channel: TabChannel;
  readonly triggers: Triggers;
  /** where the desk hears what this phone still holds (`PUT {count, bytes, oldestAt}`); null tells nobody */
  readonly pendingPath: string | null;
  /** Hears what broke in a flush that nobody awaits, such as the storage of the phone. */
  readonly onDefect: (defect: unknown) => void;
};

/** Says whose things a request carries, so that a session changed in another tab cannot hand them in as its own. */
export const ACCOUNT_HEADER = 'desk-account';

/** Starts sending at once. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { store, clock, channel } = parts;
  const listeners = new Set<() => void>();
  const lasting: Lasting = { strikes: new Map(), putOff: new Map(), hasSpoken: false, pruned: false, closed: false };
  let running: Promise<FlushReport> | null = null;
  let again = false;

  function flush(): Promise<FlushReport> {
    if (running !== null) again = true;
    else running = flushWhileAsked();
    return running;
  }

  async function flushWhileAsked(): Promise<FlushReport> {
    const total = { sent: 0, photosSent: 0 };
    try {
      for (;;) {
        again = false;
        const flight = await parts.lock(() => fly(parts, lasting, changed));
        if (!flight.held) return { ended: 'held-by-other-tab', ...total };
        total.sent += flight.value.sent;
        total.photosSent += flight.value.photosSent;
        if (!again || flight.value.ended !== 'empty') return { ended: flight.value.ended, ...total };
      }
    } finally {
      running = null;
    }
  }

  function flushUnawaited(): void {
    if (!lasting.closed) flush().catch(parts.onDefect);
  }

  function notify(): void {
    for (const listener of listeners) listener();
  }

  function changed(): void {
    channel.tell('changed');
    notify();
  }

  async function afterwards(act: Promise<boolean>, isNew: boolean): Promise<boolean> {
    const done = await act;
    if (done) {
      channel.tell(isNew ? 'saved' : 'changed');
      notify();
      flushUnawaited();
    }
    return done;
  }

  const stopListening = channel.listen((news) => {
    notify();
    // The other tab may have found the flight of this one just before its end.
    if (news === 'saved') flushUnawaited();
  });
  const stopTriggers = parts.triggers.start(flushUnawaited);
  flushUnawaited();

  return {
    save: async (item, draftKey) => void (await afterwards(store.addItem(item, draftKey), true)),
    flush,
    recall: (id, toDraft) => afterwards(recallItem(store, id, toDraft), false),
    retryRefused: (id) => afterwards(retryRefused(store, id), true),
    discardRefused: (id, reason) => afterwards(discardRefused({ store, clock }, id, reason), false),
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      lasting.closed = true;
      stopTriggers();
      stopListening();
      listeners.clear();
    },
  };
}

type Lasting = Pick<Flight, 'strikes' | 'putOff'> & Spoken & { pruned: boolean; closed: boolean };

/** One flight under the lock: what the phone holds is told before and after, where that changed. */
async function fly(parts: OutboxParts, lasting: Lasting, changed: () => void): Promise<FlushReport> {
  const { store, transport, clock } = parts;
  if (!lasting.pruned) await pruneDone(store, clock.now());
  lasting.pruned = true;
  const owner = parts.owner();
  if (owner === null) return { ended: 'log-in-needed', sent: 0, photosSent: 0 };
  const isOver = () => lasting.closed || parts.owner() !== owner;
  const flight: Flight = {
    owner,
    store,
    ask: (request) => {
      if (isOver()) return Promise.resolve(null);
      return transport({ ...request, headers: { ...request.headers, [ACCOUNT_HEADER]: owner } });
    },
    kinds: new Map(parts.kinds.map((kind) => [kind.kind, kind])),
    clock,
    changed,
    isOver,
    strikes: lasting.strikes,
    putOff: lasting.putOff,
    aside: new Set(),
    sure: new Set(),
    announced: new Map(),
    itemsMax: Number.MAX_SAFE_INTEGER,
    failures: 0,
    sent: 0,
    photosSent: 0,
  };
  const telling = { path: parts.pendingPath, memory: lasting };
  const first = await announcePending(flight, { ...telling, when: 'before' });
  const ended = first === 'on' ? await flushOutbox(flight) : first;
  if (ended === 'empty' || flight.sent > 0) await announcePending(flight, { ...telling, when: 'after' });
  return { ended, sent: flight.sent, photosSent: flight.photosSent };
}

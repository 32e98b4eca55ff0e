import type { Me } from '#access/contract/entry.ts';
import {
  type KnownPeople,
  type KnownPerson,
  keepPeople,
  personOfMe,
  readPeople,
  withPerson,
} from '#access/web/phone/known-people.ts';
import type { Clock, IdSource } from '#kernel/clock.ts';
import type { Text } from '#kernel/problem.ts';
import type { FlushReport, Outbox } from '#platform/outbox/outbox.ts';
import type { Draft, OutboxItem } from '#platform/outbox/outbox-item.ts';
import type { PhoneStore } from '#platform/outbox/phone-store.ts';
import type { Transport } from '#platform/outbox/transport.ts';
import { repeatWhileSeen } from '#platform/web/repeat.ts';
import { whenIdle } from '#platform/web/when-idle.ts';
import type { Tasks } from '../../contract/tasks.ts';
import { keepTasks, readKeptTasks, readTasks } from './read-tasks.ts';
import { hasSessionEnded } from './session-end.ts';
import { countFinished } from './sheet-item.ts';

export type PhoneParts = {
  readonly store: PhoneStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Starts the outbox of this phone; it sends only what belongs to the account that `owner` answers. */
  openOutbox(owner: () => string | null): Promise<Outbox>;
};
/** Why the list is not as fresh as it could be. */
export type ListTrouble =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: Text };
const FRESH_EVERY_MS = 30_000;
/** The list itself is asked for less often: it costs the most bytes. */
const LIST_AGE_MAX_MS = 5 * 60_000;
export type Phone = ReturnType<typeof createPhone>;

/** What the phone knows: who holds it, the list of tasks, drafts, and what waits to be sent. */
export function createPhone(parts: PhoneParts) {
  const { store, transport, clock, ids } = parts;
  let isOpening = $state(true);
  let known = $state.raw<KnownPeople>({ current: null, people: [] });
  let session = $state<'unknown' | 'open' | 'ended'>('unknown');
  let tasks = $state.raw<Tasks | null>(null);
  let tasksAt = $state<string | null>(null);
  let isReading = $state(false);
  let trouble = $state.raw<ListTrouble | null>(null);
  let items = $state.raw<readonly OutboxItem[]>([]);
  let drafts = $state.raw<readonly Draft[]>([]);
  let region = $state('');
  let outbox = $state.raw<Outbox | null>(null);
  let opened: Promise<Outbox> | null = null;
  /** when the server last took the session */
  let goodAt = '';
  /** Raised when the person changes: an answer to a question of before says nothing about who is here now. */
  let turn = 0;
  const who = $derived(known.people.find(({ id }) => id === known.current) ?? null);

  /** Shows what is kept at once, then asks the server. */
  async function start(): Promise<void> {
    known = await readPeople(store);
    await Promise.all([showKept(), reload()]);
    if (who) isOpening = false;
    // Whoever was here before has the outbox on the phone; on a first visit the line is for the list.
    if (who) openQuietly();
    await refresh();
    isOpening = false;
    whenIdle(openQuietly);
    repeatWhileSeen(keepFresh, FRESH_EVERY_MS);
  }

  /** It comes with the second file, so a first visit whose signal ends may have to try again. */
  function openOutbox(): Promise<Outbox> {
    // Nothing is sent before the server has said whose session this is: it may be another's by now.
    opened ??= parts
      .openOutbox(() => (session === 'open' ? known.current : null))
      .then(
        (open) => {
          outbox = open;
          open.watch(() => void onChange());
          return open;
        },
        (failure: unknown) => {
          opened = null;
          throw failure;
        },
      );
    return opened;
  }

  function openQuietly(): void {
    openOutbox().catch(() => undefined);
  }

  /** The outbox tries by itself once the session is known; until then this is what tries. */
  async function keepFresh(): Promise<void> {
    const age = tasksAt === null ? Number.POSITIVE_INFINITY : clock.now().getTime() - Date.parse(tasksAt);
    openQuietly();
    if (session !== 'open' || age > LIST_AGE_MAX_MS) await refresh();
  }

  async function send(): Promise<FlushReport> {
    if (session !== 'open') await refresh();
    const isUnreachable = session !== 'open' && trouble?.kind === 'unreachable';
    if (isUnreachable || !outbox) return { ended: 'unreachable', sent: 0, photosSent: 0 };
    return outbox.flush();
  }

  async function refresh(): Promise<void> {
    if (isReading) return;
    isReading = true;
    const askedAt = clock.now().toISOString();
    const asked = turn;
    const reply = await readTasks(transport, who ? tasks : null, region);
    if (asked !== turn) return;
    isReading = false;
    trouble = reply.kind === 'unreachable' || reply.kind === 'refused' ? reply : null;
    if (reply.kind === 'log-in-needed') session = 'ended';
    if (reply.kind !== 'read') return;
    const { account } = reply.tasks;
    const wasOpen = session === 'open';
    const isOther = account.id !== who?.id;
    if (isOther) become({ ...account, user: '' });
    session = 'open';
    tasks = reply.tasks;
    tasksAt = clock.now().toISOString();
    goodAt = askedAt;
    // Shown before it is written down: a slow phone takes its time over that, and a full one does without.
    isOpening = false;
    const kept = [keepTasks(store, reply.tasks, clock.now())];
    if (isOther) kept.push(keepPeople(store, known, clock.now()));
    await Promise.allSettled(kept);
    if (!wasOpen) void outbox?.flush();
  }

  /** What is still asked is not waited for; the next question is a new one. */
  function nextTurn(): void {
    turn += 1;
    isReading = false;
  }

  /** From here on the phone is this person's; what belongs to others stays where it is. */
  function become(person: KnownPerson): void {
    if (known.current !== person.id) region = '';
    known = withPerson(known, person);
  }

  async function take(person: KnownPerson): Promise<void> {
    const isOther = known.current !== person.id;
    become(person);
    await keepPeople(store, known, clock.now());
    if (isOther) await Promise.all([showKept(), reload()]);
  }

  async function showKept(): Promise<void> {
    const kept = known.current === null ? null : await readKeptTasks(store, known.current);
    tasks = kept?.tasks ?? null;
    tasksAt = kept?.at ?? null;
  }

  async function enter(me: Me): Promise<void> {
    nextTurn();
    await take(personOfMe(me));
    // What was asked while the kept list was fetched may be older than it.
    nextTurn();
    session = 'open';
    goodAt = clock.now().toISOString();
    void outbox?.flush();
    await refresh();
  }

  /** Ends the session at the server too, so it needs a signal; false without. */
  async function leave(): Promise<boolean> {
    const reply = await transport({ method: 'DELETE', path: '/api/v1/sessions/current' });
    if (reply === null || (reply.status >= 400 && reply.status !== 401)) return false;
    nextTurn();
    known = { ...known, current: null };
    session = 'ended';
    tasks = null;
    await keepPeople(store, known, clock.now());
    return true;
  }

  async function reload(): Promise<void> {
    [items, drafts] = await Promise.all([store.listItems(), store.listDrafts()]);
  }

  /** A new receipt makes the list old, and so does the last photo of a sheet. */
  async function onChange(): Promise<void> {
    const before = countFinished(items);
    await reload();
    if (countFinished(items) > before) await refresh();
    else if (hasSessionEnded(items, who?.id, goodAt)) session = 'ended';
  }

  return {
    store,
    transport,
    clock,
    ids,
    get isOpening() {
      return isOpening;
    },
    get who() {
      return who;
    },
    get people() {
      return known.people;
    },
    /** `ended`: the server wants a log-in; everything on the phone stays usable. */
    get session() {
      return session;
    },
    get tasks() {
      return tasks;
    },
    get tasksAt() {
      return tasksAt;
    },
    get isReading() {
      return isReading;
    },
    get trouble() {
      return trouble;
    },
    get outbox() {
      return outbox;
    },
    /** Items of everybody on this phone; only `mine` are anybody's to read. */
    get items() {
      return items;
    },
    get mine() {
      return items.filter(({ owner }) => owner === who?.id);
    },
    get drafts() {
      return drafts.filter(({ owner }) => owner === who?.id);
    },
    get region() {
      return region;
    },
    narrow(next: string) {
      region = next.trim();
      nextTurn();
      return refresh();
    },
    start,
    openOutbox,
    refresh,
    enter,
    leave,
    send,
    reload,
  };
}

import type { Json } from '#kernel/canonical-json.ts';
import { isWithin, type RegionCode } from '#kernel/region-code.ts';
import { type Uuid, uuidV7 } from '#kernel/uuid.ts';
import type { Draft, OutboxItem } from '#platform/outbox/outbox-item.ts';
import type { Tasks } from '#results/contract/tasks.ts';
import type { Submission } from '#results/domain/submission.ts';
import { figuresOf, hashOfContent, type Place, placeName, VARIANTS } from '../world/figures.ts';
import { letIn, lockOut, type Picture } from '../world/ground.ts';
import { PLAN } from '../world/layout.ts';
import type { World } from '../world/world.ts';
import type { App, Phone } from './phone.ts';

const YEAR_MS = 365 * 24 * 3600 * 1000;
const TASKS = 'tasks';

/** The person with a phone: enters, looks, waits, turns it off, and does what a person does in a bad evening. */
export type Operator = {
  /** Does one thing, and plans the next. */
  live(): void;
  /** Opens the app where nobody has. */
  open(): void;
};

export function operator(world: World, phone: Phone): Operator {
  const { time, ground, ledger, log, fault, weather } = world;
  const chance = world.chance.fork(`operator ${phone.name}`);
  const places = placesOf(world, phone.member.region);

  function live(): void {
    if (!weather.isBad()) return;
    act();
    time.after(chance.whole(3_000, 30_000), live);
  }

  function open(): void {
    if (phone.apps().length > 0) return;
    start();
  }

  function start(): void {
    const app = phone.open();
    log.note(phone.name, 'opens the app');
    app.process.onDeath(() => {
      log.note(phone.name, 'app is gone');
      time.after(weather.isBad() ? chance.whole(1000, 90_000) : 1000, open);
    });
  }

  function act(): void {
    const [app] = phone.apps();
    if (!app) return;
    const roll = chance.next();
    if (roll < 0.5) enter(app);
    else if (roll < 0.68) void look(app);
    else if (roll < 0.74) {
      fault('app killed');
      for (const { process } of phone.apps()) process.kill();
    } else if (roll < 0.79 && phone.apps().length < 2) {
      fault('second tab');
      start();
    } else if (roll < 0.84) jump();
    else if (roll < 0.89) void takeBack(app);
    else if (roll < 0.92) void dealWithRefused(app);
    else if (roll < 0.94) endSession();
    else void app.outbox.flush();
  }

  function jump(): void {
    fault('clock jump');
    const offset = chance.chance(0.3) ? 0 : Math.round((chance.next() * 20 - 10) * YEAR_MS);
    log.note(phone.name, 'clock jumps by', `${offset} ms`);
    phone.setClock(offset);
  }

  function enter(app: App): void {
    const place = chance.pick(places);
    const picture = chance.chance(0.2) ? chance.pick(ground.pictures) : null;
    const item = itemFor(place, picture);
    log.note(phone.name, 'saves', `${placeName(place)} ${item.id}`);
    const draftKey = chance.chance(0.3) ? `draft ${placeName(place)}` : null;
    void save(app, item, { draftKey, picture });
  }

  async function save(
    app: App,
    item: OutboxItem,
    { draftKey, picture }: { draftKey: string | null; picture: Picture | null },
  ): Promise<void> {
    for (const { id } of item.photos) if (picture) await app.store.putPhoto(id, picture.bytes);
    if (draftKey !== null) await app.store.putDraft(draftOf(item, draftKey));
    await app.outbox.save(item, draftKey);
    phone.ledger.promised.add(item.id);
    log.note(phone.name, 'has saved', item.id);
  }

  function itemFor(place: Place, picture: Picture | null): OutboxItem {
    const at = phone.now();
    const id = uuidV7(at, chance.bytes(10));
    const figures = figuresOf(place, chance.chance(0.55) ? 0 : chance.whole(1, VARIANTS - 1));
    const contentHash = hashOfContent(PLAN.id, place, figures);
    const basis = seenRevision(place);
    const reason = basis > 0 && chance.chance(0.9) ? 'sesuai C.Hasil' : null;
    const outdated = chance.chance(0.03);
    if (outdated) fault('older definition');
    const submission: Submission = {
      id,
      election: PLAN.id,
      contest: place.contest.id,
      region: place.village as RegionCode,
      station: place.station,
      round: place.round,
      definition: outdated ? 'an older definition' : place.contest.definitionHash,
      basis,
      ...(reason === null ? {} : { reason }),
      values: figures,
      enteredAt: at.toISOString(),
    };
    ledger.sent.set(id, {
      id,
      phone: phone.name,
      actor: phone.member.actor,
      place,
      figures,
      contentHash,
      basis,
      reason,
      outdated,
    });
    const photos = picture === null ? [] : [newPhoto(picture)];
    return { ...newItem(id, place, { submission, contentHash } as unknown as Json), photos };
  }

  function newItem(id: Uuid, place: Place, body: Json): OutboxItem {
    return {
      id,
      kind: 'sheet',
      subject: `${PLAN.id}:${placeName(place)}`,
      owner: phone.member.person.account.id,
      body,
      bytes: JSON.stringify(body).length,
      savedAt: phone.now().toISOString(),
      state: 'waiting',
      tries: 0,
      triedAt: null,
      trouble: null,
      receipt: null,
      answeredAt: null,
      photos: [],
    };
  }

  function newPhoto({ bytes, sha256 }: Picture): OutboxItem['photos'][number] {
    const id = uuidV7(phone.now(), chance.bytes(10));
    return { id, page: 1, bytes: bytes.length, sha256, state: 'waiting', remote: null, sent: 0, trouble: null };
  }

  /** The revision in the last task list that reached this phone; 0 where it knows of none. */
  function seenRevision(place: Place): number {
    const kept = phone.disk.cache.get(TASKS)?.value as unknown as Tasks | undefined;
    const task = kept?.tasks.find(({ id }) => id === `${PLAN.id}:${placeName(place)}`);
    return task?.sheet?.revision ?? 0;
  }

  async function look(app: App): Promise<void> {
    const reply = await app.ask({ method: 'GET', path: '/api/v1/me/tasks' });
    const tasks = reply?.status === 200 ? (reply.json as unknown as Partial<Tasks> | null) : null;
    if (!tasks?.tasks) return log.note(phone.name, 'sees no tasks', String(reply?.status ?? 'no answer'));
    const small = { tasks: tasks.tasks.map(({ id, sheet }) => ({ id, sheet: sheet && { revision: sheet.revision } })) };
    await app.store.putCache(TASKS, small as unknown as Json, phone.now().toISOString());
    log.note(phone.name, 'sees tasks', small.tasks.map(({ sheet }) => sheet?.revision ?? 0).join());
  }

  async function takeBack(app: App): Promise<void> {
    const fresh = [...phone.disk.items.values()].filter(({ state, tries }) => state === 'waiting' && tries === 0);
    if (fresh.length === 0) return;
    const item = chance.pick(fresh);
    phone.ledger.recalled.add(item.id);
    const done = await app.outbox.recall(item.id, (stored) => draftOf(stored, `taken back ${item.id}`));
    if (!done) phone.ledger.recalled.delete(item.id);
    log.note(phone.name, 'takes back', `${item.id} ${done}`);
  }

  async function dealWithRefused(app: App): Promise<void> {
    const refused = [...phone.disk.items.values()].filter(({ state }) => state === 'refused');
    if (refused.length === 0) return;
    const item = chance.pick(refused);
    if (chance.chance(0.5)) return void (await app.outbox.retryRefused(item.id));
    phone.ledger.discarded.add(item.id);
    await app.outbox.discardRefused(item.id, 'salah TPS');
    log.note(phone.name, 'discards', item.id);
  }

  function endSession(): void {
    fault('session ended');
    log.note(phone.name, 'session ends');
    time.after(0, () => lockOut(ground.sql, phone.member, new Date(time.now())));
    time.after(chance.whole(5_000, 90_000), async () => {
      await letIn(ground.sql, phone.member);
      phone.wake();
    });
  }

  return { live, open };
}

function draftOf(item: OutboxItem, key: string): Draft {
  const { owner, kind, body, savedAt } = item;
  const photos = item.photos.map(({ id, page, bytes, sha256 }) => ({ id, page, bytes, sha256 }));
  return { key, owner, kind, body, photos, changedAt: savedAt };
}

function placesOf({ ground }: World, region: string): Place[] {
  return PLAN.stations.flatMap((key) => {
    const [village = '', number] = key.split('/');
    if (!isWithin(village as RegionCode, region as RegionCode)) return [];
    return ground.election.contests
      .filter((contest) => isWithin(village as RegionCode, contest.area))
      .flatMap((contest) => {
        const rounds = contest.rounds.filter(({ stations }) => stations.has(key)).map(({ round }) => round);
        return ['regular', ...rounds].map((round) => ({ contest, village, station: Number(number), round }));
      });
  });
}

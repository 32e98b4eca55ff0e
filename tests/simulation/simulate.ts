import { leftOver, wronglyAnnounced } from './check/check-phones.ts';
import { checker } from './check/checker.ts';
import { emptyLedger, emptyPhoneLedger } from './check/ledger.ts';
import { deskPerson } from './desk/desk-person.ts';
import { type Dice, dice } from './kernel/dice.ts';
import { eventLog } from './kernel/event-log.ts';
import { type Fault, type FaultCounts, noFaults } from './kernel/faults.ts';
import { timeline } from './kernel/timeline.ts';
import { network } from './network/network.ts';
import { operator } from './phone/operator.ts';
import { makePhone, type Phone } from './phone/phone.ts';
import { postOffice } from './server/post-office.ts';
import { simServer } from './server/sim-server.ts';
import { clearGround, type Ground, letIn, START } from './world/ground.ts';
import { loseSignals } from './world/signal.ts';
import { weather as makeWeather } from './world/weather.ts';
import type { World } from './world/world.ts';

export type SeedReport = {
  readonly seed: number;
  /** of the log: the same seed gives the same */
  readonly hash: string;
  readonly steps: number;
  readonly submissions: number;
  readonly faults: FaultCounts;
  readonly acts: Readonly<Record<string, number>>;
  readonly broken: readonly string[];
  readonly log: readonly string[];
};

export const EVENING_MS = 8 * 60_000;
const HEALING_MS = 10 * 60_000;
/** so long until every phone has told the desk that it holds nothing any more */
const LAST_WORDS_MS = 65_000;
const DAY_MS = 24 * 3_600_000;

/** One seed: a bad evening, a network that heals, and copies of old messages that arrive days later. */
export async function simulate(ground: Ground, seed: number, eveningMs: number = EVENING_MS): Promise<SeedReport> {
  await clearGround(ground.sql, seed);
  const chance = dice('simulation', seed);
  const time = timeline(START, chance.fork('timeline'));
  const ledger = emptyLedger();
  const check = checker(ground, ledger);
  const weather = makeWeather();
  const faults = noFaults();
  const fault = (kind: Fault) => void faults[kind]++;
  const server = simServer(ground, { now: time.now, chance: chance.fork('server') });
  let activity = 0;
  let steps = 0;
  const world: World = {
    ground,
    time,
    chance,
    log: eventLog(time.now),
    ledger,
    weather,
    server,
    fault,
    network: network(time, { chance: chance.fork('network'), fault, weather }),
    busy: () => void activity++,
    state: check.state,
    touch: check.touch,
  };
  const post = postOffice(world, check, chance.fork('deaths'));
  const phones = draw(chance, ground.phones, chance.whole(3, ground.phones.length)).map((member) => {
    const own = emptyPhoneLedger();
    ledger.phones.set(member.name, own);
    return makePhone(world, member, own);
  });
  const operators = phones.map((phone) => operator(world, phone));

  await server.start();
  for (const { open, live } of operators) {
    time.after(chance.whole(0, 5000), open);
    time.after(chance.whole(6000, 20_000), live);
  }
  for (const member of ground.desks) time.after(chance.whole(20_000, 90_000), deskPerson(world, member).live);
  loseSignals(world, phones, chance.fork('signal'));
  await runUntil(START + eveningMs, () => false);
  await heal();
  await runUntil(time.now() + HEALING_MS, () => leftOver(phones).length === 0);
  if (check.broken().length === 0) check.report(leftOver(phones));
  await runUntil(time.now() + LAST_WORDS_MS, () => false);
  if (check.broken().length === 0) check.report(wronglyAnnounced(phones));
  closeAll(phones);
  await replayDaysLater();
  if (check.broken().length === 0) await check.thoroughly();
  await server.close();
  const { log } = world;
  return {
    seed,
    hash: log.hash(),
    steps,
    submissions: ledger.sent.size,
    faults,
    acts: Object.fromEntries(check.acts()),
    broken: check.broken(),
    log: log.lines,
  };

  /** Faults stop, everybody has signal and a session, every app is open. */
  async function heal(): Promise<void> {
    weather.heal();
    world.log.note('network', 'heals');
    if (!server.isUp()) await server.start();
    for (const phone of phones) await letIn(ground.sql, phone.member);
    for (const phone of phones) phone.wake();
    for (const { open } of operators) open();
  }

  /** Moves on only when nothing happens in this moment any more and no call to the database is open. */
  async function runUntil(until: number, isDone: () => boolean): Promise<void> {
    while (check.broken().length === 0 && !isDone()) {
      const next = time.next(until);
      if (next === null) return time.skipTo(until);
      if ('run' in next) await next.run();
      else await post.deliver(next.deliveries);
      await settle();
      steps++;
      await check.afterStep(phones);
    }
  }

  async function settle(): Promise<void> {
    for (let seen = -1, quiet = 0; quiet < 2; quiet = activity === seen ? quiet + 1 : 0) {
      seen = activity;
      await new Promise((next) => setImmediate(next));
    }
  }

  async function replayDaysLater(): Promise<void> {
    for (const message of world.network.replays()) {
      if (check.broken().length > 0) return;
      time.skipTo(time.now() + DAY_MS);
      fault('request replayed days later');
      await post.deliver([message]);
      await check.afterStep(phones);
    }
  }
}

function draw<Item>(chance: Dice, items: readonly Item[], count: number): Item[] {
  const left = [...items];
  return Array.from({ length: count }, () => left.splice(chance.whole(0, left.length - 1), 1)[0] as Item);
}

function closeAll(phones: readonly Phone[]): void {
  for (const phone of phones) for (const { process } of phone.apps()) process.kill();
}

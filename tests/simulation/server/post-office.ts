import type { ReceiptAnswer } from '#results/contract/intake.ts';
import type { Checker } from '../check/checker.ts';
import type { CommandMessage } from '../desk/desk-person.ts';
import type { Dice } from '../kernel/dice.ts';
import type { Delivery } from '../kernel/timeline.ts';
import type { Message } from '../network/network.ts';
import type { World } from '../world/world.ts';

/** Hands the messages of one moment to the server, and lets the server die over them now and then. */
export type PostOffice = { deliver(deliveries: readonly Delivery[]): Promise<void> };

const SHEETS = '/api/v1/sheets';

export function postOffice(world: World, checker: Checker, luck: Dice): PostOffice {
  const { server, weather, fault, log, ledger, time } = world;

  /** Submissions of one moment meet in one batch of the server; whatever else came is taken one by one after them. */
  async function deliver(deliveries: readonly Delivery[]): Promise<void> {
    planDeath();
    const submissions = deliveries.filter(isSubmission);
    await hand(submissions);
    for (const delivery of deliveries.filter((item) => !isSubmission(item))) {
      await checker.readTables();
      if (isCommand(delivery)) await carryOut(delivery);
      else await hand([delivery as Message]);
    }
    checker.touch();
    concludeDeath();
  }

  async function hand(messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    if (!server.isUp()) for (const _ of messages) fault('server down');
    const replies = await server.ask(messages.map(({ call }) => call));
    for (const [at, message] of messages.entries()) {
      const reply = replies[at] ?? null;
      const receipts = isSubmission(message) ? receiptsIn(reply?.json) : [];
      for (const receipt of receipts) ledger.emit(receipt);
      const outcomes = receipts.map(({ outcome, revision }) => `${outcome} ${revision}`).join();
      const { method, url } = message.call;
      log.note('server', `${method} ${url} of ${message.from}`, reply ? `${reply.status} ${outcomes}` : 'silent');
      message.answered(reply);
    }
  }

  async function carryOut({ from, command, answered }: CommandMessage): Promise<void> {
    if (!server.isUp()) fault('server down');
    const outcome = await server.command(command);
    log.note('server', `act of ${from}`, outcome ?? 'silent');
    answered(outcome);
  }

  function planDeath(): void {
    if (!weather.isBad() || !server.isUp() || !luck.chance(0.06)) return;
    server.dieAt({ side: luck.chance(0.5) ? 'before' : 'after', transaction: luck.chance(0.8) ? 1 : 2 });
  }

  function concludeDeath(): void {
    const died = server.conclude();
    if (died !== null) fault(died === 'before' ? 'server killed before a commit' : 'server killed after a commit');
    else if (weather.isBad() && server.isUp() && luck.chance(0.01)) {
      fault('server killed between transactions');
      server.kill();
    } else return;
    log.note('server', 'dies');
    time.after(luck.whole(500, 25_000), start);
  }

  async function start(): Promise<void> {
    if (server.isUp()) return;
    await server.start();
    log.note('server', 'is up');
  }

  return { deliver };
}

function isSubmission(delivery: Delivery): delivery is Message {
  return 'call' in delivery && (delivery as Message).call.url === SHEETS;
}

function isCommand(delivery: Delivery): delivery is CommandMessage {
  return 'command' in delivery;
}

function receiptsIn(json: unknown): readonly ReceiptAnswer[] {
  return (json as { receipts?: readonly ReceiptAnswer[] } | null | undefined)?.receipts ?? [];
}

import { createOutbox } from '#platform/outbox/create-outbox.ts';
import { isLater } from '#platform/outbox/later-or-no.ts';
import type { Outbox } from '#platform/outbox/outbox.ts';
import type { PhoneStore } from '#platform/outbox/phone-store.ts';
import type { Transport, TransportReply, TransportRequest } from '#platform/outbox/transport.ts';
import type { ReceiptAnswer } from '#results/contract/intake.ts';
import { sheetKind } from '#results/web/phone/sheet-kind.ts';
import type { PhoneLedger } from '../check/ledger.ts';
import { isForGood, saidNo } from '../check/said-no.ts';
import type { Member } from '../world/ground.ts';
import type { World } from '../world/world.ts';
import { type AppProcess, appProcess } from './app-process.ts';
import { diskQueue } from './disk-queue.ts';
import { diskStore, emptyDisk, type PhoneDisk } from './phone-disk.ts';
import { tabs } from './tabs.ts';

const SHEETS = '/api/v1/sheets';
const PENDING = '/api/v1/me/pending';
const PHOTOS = '/api/v1/photos';

export type App = {
  readonly process: AppProcess;
  readonly store: PhoneStore;
  readonly outbox: Outbox;
  readonly ask: Transport;
};

/** One phone with its owner, its disk and the tabs of the app that run just now. */
export type Phone = {
  readonly name: string;
  readonly member: Member;
  readonly disk: PhoneDisk;
  readonly ledger: PhoneLedger;
  apps(): readonly App[];
  /** Opens the app, or one more tab of it. */
  open(): App;
  now(): Date;
  /** The phone's clock is set; null sets it right. */
  setClock(offsetMs: number): void;
  wake(): void;
  logIn(cookie: string): void;
};

export function makePhone(world: World, member: Member, ledger: PhoneLedger): Phone {
  const { time, network, fault, weather } = world;
  const { saved } = world.ledger;
  const chance = world.chance.fork(`phone ${member.name}`);
  const disk = emptyDisk();
  const shared = tabs(chance.fork('tabs'));
  const isBad = () => weather.isBad();
  const queue = diskQueue({ time, chance: chance.fork('disk'), isBad, fault, busy: world.busy });
  const clock = { now: () => new Date(time.now() + offset) };
  let offset = 0;
  let cookie = member.person.cookie;
  let apps: App[] = [];
  let opened = 0;

  function open(): App {
    const process = appProcess(`${member.name}#${++opened}`, time);
    const store = diskStore(disk, queue.stepOf(process), (id) => void saved.set(id, saved.size));
    const ask = transportOf(process);
    const outbox = createOutbox({
      store,
      transport: ask,
      kinds: [sheetKind(isLater)],
      owner: () => member.person.account.id,
      clock,
      ...shared.partsFor(process),
      pendingPath: PENDING,
      onDefect: (defect) => {
        throw defect;
      },
    });
    const app = { process, store, outbox, ask };
    apps = [...apps, app];
    process.onDeath(() => {
      apps = apps.filter((item) => item !== app);
    });
    return app;
  }

  function transportOf(process: AppProcess): Transport {
    return (request) => {
      world.busy();
      const answer = network.send(member.name, request, { host: 'localhost', cookie });
      return process.resume(answer).then((reply) => {
        world.busy();
        noteAnswer(world, ledger, request, reply);
        return reply;
      });
    };
  }

  return {
    name: member.name,
    member,
    disk,
    ledger,
    apps: () => apps,
    open,
    now: clock.now,
    setClock(offsetMs) {
      offset = offsetMs;
    },
    wake: shared.wake,
    logIn(next) {
      cookie = next;
    },
  };
}

/** What the phone was told, by the simulation's own reading of the answer. */
function noteAnswer(
  world: World,
  ledger: PhoneLedger,
  { path, body }: TransportRequest,
  reply: TransportReply | null,
): void {
  if (reply === null) return;
  if (path.startsWith(PHOTOS) && saidNo(reply)) ledger.refusedPhotos.add(path);
  if (path === PENDING && reply.status === 204) ledger.announced = (body as { count: number }).count;
  if (path !== SHEETS) return;
  const ids = (body as unknown as { submissions: { id: string }[] }).submissions.map(({ id }) => id);
  if (saidNo(reply)) for (const id of ids) ledger.refused.add(id);
  const receipts = (reply.json as unknown as { receipts?: readonly ReceiptAnswer[] } | null)?.receipts ?? [];
  for (const receipt of reply.status === 200 ? receipts : []) {
    const { submission, outcome, problem, contentHash } = receipt;
    if (outcome !== 'refused' && contentHash === world.ledger.sent.get(submission)?.contentHash)
      ledger.given.add(submission);
    if (outcome === 'refused' && problem && isForGood(problem.status)) ledger.refused.add(submission);
  }
}

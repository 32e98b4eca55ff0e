import { createOutbox } from '#platform/outbox/create-outbox.ts';
import { emptyDisk, manualTriggers, memoryChannel, memoryLock, memoryStore } from '#platform/outbox/fixtures.ts';
import type { Outbox } from '#platform/outbox/outbox.ts';
import type { OutboxItem } from '#platform/outbox/outbox-item.ts';
import type { FlightLock } from '#platform/outbox/surroundings.ts';
import type { Transport, TransportReply, TransportRequest } from '#platform/outbox/transport.ts';
import { SITI } from './items.ts';
import { modelKind, modelServer, NUMBERS, PENDING, PHOTOS, problem, reply } from './model-server.ts';

/** What may befall one request. `late`: it arrives after others that were sent later. */
export const FAULTS = [
  'fine',
  'lost',
  'answer-lost',
  'twice',
  'late',
  'broken-500',
  'busy-503',
  'too-many-429',
  'log-in-401',
  'hotspot-200',
  'proxy-404',
  'half-a-piece',
] as const;
export type Fault = (typeof FAULTS)[number];

/** One phone on which anything may go wrong; `breaches` is what must never be said of it. */
export function randomPhone() {
  const disk = emptyDisk();
  const server = modelServer();
  const shared = memoryLock();
  const channel = memoryChannel();
  const time = { ms: Date.parse('2024-11-27T06:00:00.000Z') };
  const promised = new Map<string, OutboxItem>();
  const breaches: string[] = [];
  const faults: Fault[] = [];
  const late: TransportRequest[] = [];
  const fired = new Map<Fault, number>();
  let inFlight = 0;
  let waitedBefore = new Set<string>();
  let holder: Process | null = null;

  type Process = { alive: boolean; stepsLeft: number };

  /** A process that dies waits for ever at the point it had reached. */
  async function pass(process: Process): Promise<void> {
    if (process.alive && process.stepsLeft-- <= 0) die(process);
    if (!process.alive) await new Promise(() => undefined);
  }

  function die(process: Process): void {
    process.alive = false;
    if (holder === process) shared.release();
  }

  function lockOf(process: Process): FlightLock {
    return async (work) => {
      if (!process.alive) await new Promise(() => undefined);
      return shared.lock(() => {
        holder = process;
        return work();
      });
    };
  }

  function look(): void {
    for (const [id, item] of promised) {
      const stored = disk.items.get(id);
      if (!stored) breaches.push(`${id} has left the phone`);
      else if (JSON.stringify(stored.body) !== JSON.stringify(item.body)) breaches.push(`${id} has changed`);
    }
    for (const { id, state, photos, kind } of disk.items.values()) {
      if (state === 'done' && !server.figures.has(id)) breaches.push(`${id} is done without the server`);
      if (kind === 'unknown' && state !== 'waiting') breaches.push(`${id} of an unknown kind is ${state}`);
      for (const photo of photos) {
        const upload = server.uploads.get(`${id}-${photo.page}`);
        if (photo.state === 'done' && upload?.bytes.length !== photo.bytes)
          breaches.push(`${photo.id} is done too early`);
        if (photo.state === 'waiting' && !disk.photos.has(photo.id)) breaches.push(`the bytes of ${photo.id} are gone`);
      }
    }
  }

  function lookAtRequest({ path, headers, body }: TransportRequest): void {
    // One that was tried five times may be what breaks the server: photos need not wait with it.
    const waits = [...disk.items.values()].filter(({ state, owner, kind, tries }) => {
      return state === 'waiting' && owner === SITI && kind === 'number' && tries < 5;
    });
    // A number that was saved after the last request may have come too late for this one, never for the next.
    const passed = waits.find(({ id }) => waitedBefore.has(id));
    if (path.startsWith(PHOTOS) && passed) breaches.push(`a photo goes before ${passed.id}`);
    waitedBefore = new Set(waits.map(({ id }) => id));
    if (headers?.['desk-account'] !== SITI) breaches.push('a request without its account');
    if (path !== NUMBERS) return;
    for (const { id } of body as unknown as { id: string }[])
      if (disk.items.get(id)?.owner !== SITI) breaches.push(`${id} belongs to somebody else`);
  }

  function suffer(request: TransportRequest, fault: Fault): TransportReply | null {
    fired.set(fault, (fired.get(fault) ?? 0) + 1);
    switch (fault) {
      case 'lost':
        return null;
      case 'answer-lost':
        server.handle(request);
        return null;
      case 'twice':
        server.handle(request);
        return server.handle(request);
      case 'late':
        late.push(request);
        return null;
      case 'broken-500':
        return problem(500, 'model.broken');
      case 'busy-503':
        return problem(503, 'model.busy');
      case 'too-many-429':
        return problem(429, 'model.too-many');
      case 'log-in-401':
        return problem(401, 'model.log-in');
      case 'hotspot-200':
        return reply(200, null);
      case 'proxy-404':
        return reply(404, null);
      case 'half-a-piece': {
        if (!(request.body instanceof Uint8Array)) return server.handle(request);
        return server.handle({ ...request, body: request.body.slice(0, Math.ceil(request.body.length / 2)) });
      }
      case 'fine':
        return server.handle(request);
    }
  }

  function transportOf(process: Process): Transport {
    return async (request) => {
      await pass(process);
      lookAtRequest(request);
      inFlight += 1;
      if (inFlight > 1) breaches.push('two tabs send at once');
      const overtaken = late.length > 2 ? late.shift() : undefined;
      const answer = suffer(request, faults.shift() ?? 'fine');
      if (overtaken) server.handle(overtaken);
      await Promise.resolve();
      inFlight -= 1;
      await pass(process);
      return answer;
    };
  }

  /** Opens the application in a tab; it dies after so many accesses to storage or network. */
  function openTab(stepsLeft: number) {
    const process: Process = { alive: true, stepsLeft };
    const hook = async () => {
      await pass(process);
      look();
    };
    const store = memoryStore(disk, { before: hook, after: hook });
    const triggers = manualTriggers();
    const outbox: Outbox = createOutbox({
      store,
      transport: transportOf(process),
      kinds: [modelKind('number', 4)],
      owner: () => SITI,
      clock: { now: () => new Date(time.ms) },
      lock: lockOf(process),
      channel: channel.tab(),
      triggers,
      pendingPath: PENDING,
      onDefect: (defect) => breaches.push(`defect: ${String(defect)}`),
    });
    return {
      outbox,
      triggers,
      isAlive: () => process.alive,
      kill: () => die(process),
      async save(item: OutboxItem, bytes: ReadonlyMap<string, Uint8Array<ArrayBuffer>>) {
        for (const [id, content] of bytes) await store.putPhoto(id, content);
        await outbox.save(item, null);
        promised.set(item.id, item);
      },
    };
  }

  return { disk, server, promised, breaches, faults, late, fired, time, openTab };
}

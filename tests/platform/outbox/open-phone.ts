import type { OutboxParts } from '#platform/outbox/create-outbox.ts';
import { createOutbox } from '#platform/outbox/create-outbox.ts';
import { emptyDisk, manualTriggers, memoryChannel, memoryLock, memoryStore } from '#platform/outbox/fixtures.ts';
import { SITI } from './items.ts';
import { modelKind, modelServer, PENDING } from './model-server.ts';

/** One phone with one tab and a server beside it; each part can be another one. */
export function openPhone(changes: Partial<OutboxParts> = {}) {
  const server = modelServer();
  const disk = emptyDisk();
  const store = memoryStore(disk);
  const triggers = manualTriggers();
  const time = { now: '2024-11-27T06:00:00.000Z' };
  const parts: OutboxParts = {
    store,
    transport: async (request) => server.handle(request),
    kinds: [modelKind()],
    owner: () => SITI,
    clock: { now: () => new Date(time.now) },
    lock: memoryLock().lock,
    channel: memoryChannel().tab(),
    triggers,
    pendingPath: PENDING,
    onDefect: (defect) => {
      throw defect;
    },
    ...changes,
  };
  return { server, disk, store: parts.store, triggers, time, parts, open: () => createOutbox(parts) };
}

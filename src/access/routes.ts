import type { FastifyInstance } from 'fastify';
import type { AccessDesk } from './access-desk.ts';
import { type HashQueue, hashQueue } from './password/hash-queue.ts';
import { accountFileRoutes } from './routes/account-file.ts';
import { accountRoutes } from './routes/accounts.ts';
import { deviceRoutes } from './routes/devices.ts';
import { entryRoutes } from './routes/entry.ts';
import { selfRoutes } from './routes/self.ts';

export type AccessRoutesOptions = AccessDesk & {
  /** whether browsers reach the desk over https only */
  readonly secureCookies: boolean;
  readonly passwords?: HashQueue;
};

/** All routes of people, their devices and sessions; the gate stands before them. */
export function accessRoutes(app: FastifyInstance, options: AccessRoutesOptions): void {
  const desk = { ...options, passwords: options.passwords ?? hashQueue() };
  entryRoutes(app, desk);
  selfRoutes(app, desk);
  accountRoutes(app, desk);
  accountFileRoutes(app, desk);
  deviceRoutes(app, desk);
}

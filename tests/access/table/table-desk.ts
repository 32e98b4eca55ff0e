import { rm } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import type { Desk } from '#results/desk.ts';
import { testDesk } from '#results/fixtures.ts';
import { deskServer, type ServerOptions } from '../../../src/server.ts';
import { testDatabase } from '../../harness/database.ts';
import { buildWorld } from './build-world.ts';
import { type World, type WorldData, worldOf } from './world.ts';

export const UNLIMITED: Partial<ServerOptions> = { limits: { perPerson: 1_000_000, perAddress: 1_000_000 } };

export type TableDesk = {
  readonly app: FastifyInstance;
  readonly desk: Desk;
  readonly data: WorldData;
  readonly world: World;
  readonly url: string;
  readonly now: () => Date;
  /** leaves the database to be copied */
  leave(): Promise<void>;
  /** lets time pass */
  later(ms: number): void;
  stop(): Promise<void>;
};

/** The whole server on a database that holds what the table asks about, and a clock that stands. */
export async function tableDesk(): Promise<TableDesk> {
  process.env.DESK_LOG = 'silent';
  const database = await testDatabase();
  let now = Date.UTC(2024, 10, 27, 6);
  const desk = { ...testDesk(database.sql), clock: { now: () => new Date(now) } };
  const data = await buildWorld(desk);
  const app = await deskServer(desk, UNLIMITED);
  return {
    app,
    desk,
    data,
    world: worldOf(data, desk),
    url: database.url,
    now: desk.clock.now,
    async leave() {
      await app.close();
      await database.sql.end({ timeout: 5 });
    },
    later: (ms) => {
      now += ms;
    },
    async stop() {
      await app.close();
      await database.drop();
      await rm(desk.filesDir, { recursive: true, force: true });
    },
  };
}

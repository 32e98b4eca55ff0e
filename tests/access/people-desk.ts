import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import type { PasswordDesk, RegionLookup } from '#access/access-desk.ts';
import { activate } from '#access/commands/activate.ts';
import { createAccounts } from '#access/commands/create-accounts.ts';
import { ACCESS_CONTRACTS } from '#access/contract/access-contracts.ts';
import type { MadeAccount } from '#access/contract/accounts.ts';
import { type Actor, cliActor } from '#access/domain/actor.ts';
import { RIGHTS } from '#access/domain/rights.ts';
import { guardRoutes } from '#access/http/gate.ts';
import { hashQueue } from '#access/password/hash-queue.ts';
import { accessRoutes } from '#access/routes.ts';
import type { SessionBook } from '#access/session-book.ts';
import type { Browser, StartedSession } from '#access/start-session.ts';
import { type Area, NATIONAL } from '#kernel/region-code.ts';
import { invariant } from '#kernel/result.ts';
import { randomIds } from '#platform/clock.ts';
import { regionTree } from '#regions/load-regions.ts';
import { unknownRegion } from '#regions/problems.ts';
import { requireArea } from '#regions/require-region.ts';
import { testDatabase } from '../harness/database.ts';

export const GOOD_PASSWORD = 'perahu kuning di hulu';

export type PeopleDesk = PasswordDesk & {
  readonly app: FastifyInstance;
  readonly sessions: SessionBook;
  /** lets time pass */
  later(ms: number): void;
  stop(): Promise<void>;
};

const REGIONS: RegionLookup = {
  require: (text) => requireArea(text, 'kpu2024'),
  unknown: (area) => unknownRegion(area, 'kpu2024'),
  nameOf: (area: Area) => (area === NATIONAL ? 'Indonesia' : (regionTree().find(area)?.name ?? null)),
};

/** The room of people on a database of its own, with its gate and routes, and a clock that stands until told. */
export async function peopleDesk(): Promise<PeopleDesk> {
  const database = await testDatabase();
  let now = new Date('2024-11-20T02:00:00Z');
  const clock = { now: () => now };
  const filesDir = mkdtempSync(join(tmpdir(), 'desk-files-'));
  const app = fastify({ trustProxy: true });
  const sessions = guardRoutes(app, { sql: database.sql, clock, rights: RIGHTS, contracts: ACCESS_CONTRACTS });
  const parts = { sql: database.sql, clock, ids: randomIds(clock), filesDir, regions: REGIONS, rights: RIGHTS };
  const desk = { ...parts, sessions, passwords: hashQueue() };
  accessRoutes(app, { ...desk, secureCookies: false });
  await app.ready();
  return {
    ...desk,
    app,
    later: (ms) => {
      now = new Date(now.getTime() + ms);
    },
    async stop() {
      await app.close();
      await database.drop();
      rmSync(filesDir, { recursive: true, force: true });
    },
  };
}

export type Wanted = { readonly name: string; readonly role: string; readonly region: string; readonly phone?: string };

export async function create(desk: PeopleDesk, wanted: Wanted, actor: Actor = cliActor('test')): Promise<MadeAccount> {
  const created = await createAccounts(desk, { actor, rows: [{ row: 1, ...wanted }] });
  invariant(created.ok, 'accounts are created');
  const [made] = created.value.made;
  invariant(made, `made: ${JSON.stringify(created.value.errors)}`);
  return made;
}

export function browser(changes: Partial<Browser> = {}): Browser {
  return { device: { kind: 'phone' }, deviceTokens: [], address: '10.0.0.1', ...changes };
}

/** Somebody who has chosen a password on a phone. */
export async function activated(
  desk: PeopleDesk,
  wanted: Wanted,
): Promise<MadeAccount & { readonly started: StartedSession }> {
  const made = await create(desk, wanted);
  const entered = await activate(desk, { code: made.activationCode, password: GOOD_PASSWORD, browser: browser() });
  invariant(entered.ok, 'a fresh code opens the account');
  return { ...made, started: entered.value };
}

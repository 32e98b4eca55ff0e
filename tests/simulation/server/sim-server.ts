import type { FastifyInstance } from 'fastify';
import { bookKeeper } from '#elections/election-book.ts';
import type { Json } from '#kernel/canonical-json.ts';
import { uuidV7 } from '#kernel/uuid.ts';
import type { Sql } from '#platform/db/sql.ts';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import type { Desk } from '#results/desk.ts';
import { deskServer } from '../../../src/server.ts';
import type { Dice } from '../kernel/dice.ts';
import { type ArrivalOrder, arrivalOrder } from './arrival-order.ts';
import { type Death, type DyingSql, dyingSql, ProcessDied } from './dying-sql.ts';

export type HttpCall = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'HEAD' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | Uint8Array | null;
};
export type HttpReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: Json;
};
/** A command of the desk that no route offers yet. */
export type CommandCall<Answer> = (desk: Desk) => Promise<Answer>;

/** The real server on the real database, as one process after the other: each dies with all that it held in memory. */
export type SimServer = {
  isUp(): boolean;
  start(): Promise<void>;
  /** Null where the process died before it could answer. */
  ask(calls: readonly HttpCall[]): Promise<readonly (HttpReply | null)[]>;
  command<Answer>(call: CommandCall<Answer>): Promise<Answer | null>;
  dieAt(death: Death): void;
  /** How it died since a death was planned, if it did. */
  conclude(): Death['side'] | null;
  kill(): void;
  close(): Promise<void>;
};

/** Requests are counted against the wall clock, which does not pass here. */
const NO_LIMITS = { perPerson: 1e9, perAddress: 1e9 };

type Process = {
  readonly app: FastifyInstance;
  readonly desk: Desk;
  readonly dying: DyingSql;
  readonly order: ArrivalOrder;
};

export function simServer(
  { sql, filesDir }: { readonly sql: Sql; readonly filesDir: string },
  { now, chance }: { readonly now: () => number; readonly chance: Dice },
): SimServer {
  let running: Process | null = null;
  const isUp = () => running !== null && !running.dying.isDead();

  async function start(): Promise<void> {
    const dying = dyingSql(sql);
    const clock = { now: () => new Date(now()) };
    const ids = { next: () => uuidV7(clock.now(), chance.bytes(10)) };
    const desk: Desk = { sql: dying.sql, books: bookKeeper(), clock, ids, filesDir };
    const order = arrivalOrder(sheetIntake(desk));
    const app = await deskServer(desk, { intake: order.intake, limits: NO_LIMITS });
    await app.ready();
    running = { app, desk, dying, order };
  }

  async function askOne({ app, dying }: Process, call: HttpCall): Promise<HttpReply | null> {
    const reply = await app.inject({
      method: call.method,
      url: call.url,
      headers: { ...call.headers },
      ...(call.payload === null ? {} : { payload: Buffer.from(call.payload) }),
    });
    // An answer leaves the machine when it is made; a dead one sends none.
    if (dying.isDead()) return null;
    return { status: reply.statusCode, headers: plain(reply.headers), json: parsed(reply.body) };
  }

  return {
    isUp,
    start,
    async ask(calls) {
      const process = running;
      if (!process || process.dying.isDead()) return calls.map(() => null);
      return process.order.together(calls.map((call) => () => askOne(process, call)));
    },
    async command(call) {
      const process = running;
      if (!process || process.dying.isDead()) return null;
      try {
        const answer = await call(process.desk);
        return process.dying.isDead() ? null : answer;
      } catch (error) {
        if (!(error instanceof ProcessDied)) throw error;
        return null;
      }
    },
    dieAt: (death) => running?.dying.dieAt(death),
    conclude: () => running?.dying.conclude() ?? null,
    kill: () => running?.dying.die(),
    async close() {
      running?.dying.die();
      await running?.app.close();
      running = null;
    },
  };
}

function plain(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function parsed(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return null;
  }
}

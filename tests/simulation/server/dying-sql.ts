import type { Sql, Tx } from '#platform/db/sql.ts';

/** The moment at which a server dies, seen from the database: before a commit is asked for, or once it is done. */
export type Death = { readonly side: 'before' | 'after'; readonly transaction: number };

export class ProcessDied extends Error {}

/** The connection of one server process, which dies with it: a transaction not yet committed is rolled back. */
export type DyingSql = {
  readonly sql: Sql;
  isDead(): boolean;
  /** The n-th transaction from now on kills the process. */
  dieAt(death: Death): void;
  /** The death that came since it was planned; one that has not come is taken back. */
  conclude(): Death['side'] | null;
  die(): void;
  transactions(): number;
};

/** Turns of the event loop in which a server that answers too early would get its answer out. */
const TURNS_BEFORE_COMMIT = 12;

export function dyingSql(real: Sql): DyingSql {
  let dead = false;
  let death: Death | null = null;
  let begun = 0;

  async function begin(...args: unknown[]): Promise<unknown> {
    if (dead) throw new ProcessDied();
    const number = ++begun;
    const work = args.pop() as (tx: Tx) => Promise<unknown>;
    const value = await (real.begin as unknown as (...args: unknown[]) => Promise<unknown>)(...args, async (tx: Tx) => {
      const result = await work(tx);
      if (death?.side === 'before' && death.transaction === number) {
        for (let turn = 0; turn < TURNS_BEFORE_COMMIT; turn++) await new Promise((next) => setImmediate(next));
        dead = true;
      }
      if (dead) throw new ProcessDied();
      return result;
    });
    if (death?.side === 'after' && death.transaction === number) dead = true;
    if (dead) throw new ProcessDied();
    return value;
  }

  const sql = new Proxy(real, {
    apply(target, self, args) {
      if (dead) throw new ProcessDied();
      return Reflect.apply(target, self, args);
    },
    get: (target, name) => (name === 'begin' ? begin : Reflect.get(target, name)),
  });
  return {
    sql,
    isDead: () => dead,
    dieAt({ side, transaction }) {
      death = { side, transaction: begun + transaction };
    },
    conclude() {
      const came = dead ? death : null;
      death = null;
      return came?.side ?? null;
    },
    die() {
      dead = true;
    },
    transactions: () => begun,
  };
}

import { invariant } from '#kernel/result.ts';

/** Work that waits for its turn, so that a crowd of it leaves room for what is more important. */
export type Turns = {
  /** Runs the work when its turn comes; null when too many wait already. */
  take<Value>(work: () => Promise<Value>): Promise<Value> | null;
};

export function turns({ atOnce, waitingMax }: { readonly atOnce: number; readonly waitingMax: number }): Turns {
  invariant(atOnce > 0, 'somebody has a turn');
  const waiting: (() => void)[] = [];
  let running = 0;
  async function run<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  }
  return {
    take<Value>(work: () => Promise<Value>): Promise<Value> | null {
      if (running < atOnce) {
        running++;
        return run(work);
      }
      if (waiting.length >= waitingMax) return null;
      return new Promise<void>((resolve) => waiting.push(resolve)).then(() => run(work));
    },
  };
}

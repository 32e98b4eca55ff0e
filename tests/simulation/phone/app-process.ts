import type { Timeline } from '../kernel/timeline.ts';

/** One run of the app on a phone. When it is killed, nothing it was about to do happens any more. */
export type AppProcess = {
  readonly name: string;
  isAlive(): boolean;
  kill(): void;
  /** Called once, when it is killed. */
  onDeath(run: () => void): void;
  after(delayMs: number, run: () => void): () => void;
  /** Hands a value on if the process still lives then; else whoever waits for it waits for ever, like everything in it. */
  resume<Value>(promise: Promise<Value>): Promise<Value>;
};

export function appProcess(name: string, time: Timeline): AppProcess {
  let alive = true;
  const deaths: (() => void)[] = [];
  return {
    name,
    isAlive: () => alive,
    kill() {
      if (!alive) return;
      alive = false;
      for (const run of deaths) run();
    },
    onDeath: (run) => void deaths.push(run),
    after: (delayMs, run) => time.after(delayMs, () => (alive ? run() : undefined)),
    resume: (promise) =>
      new Promise((resolve, reject) => {
        promise.then(
          (value) => (alive ? resolve(value) : undefined),
          (error) => (alive ? reject(error) : undefined),
        );
      }),
  };
}

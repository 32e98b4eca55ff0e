import { AsyncLocalStorage } from 'node:async_hooks';
import type { SheetIntake } from '#results/commands/submit-sheets.ts';

/**
 * Lets messages of one virtual moment meet in one batch of the real intake, always in the same order: the intake is
 * called when each of them has either come as far or been answered, however long each took in real time.
 */
export type ArrivalOrder = {
  readonly intake: SheetIntake;
  /** Takes messages together; each must end in an answer. */
  together<Answer>(messages: readonly (() => Promise<Answer>)[]): Promise<Answer[]>;
};

type Waiting = { readonly message: number; readonly enter: () => void };

export function arrivalOrder(real: SheetIntake): ArrivalOrder {
  const current = new AsyncLocalStorage<number>();
  let waiting: Waiting[] = [];
  let underway = new Set<number>();

  function arrive(message: number): void {
    underway.delete(message);
    if (underway.size === 0) setImmediate(release);
  }

  function release(): void {
    const entering = waiting.sort((a, b) => a.message - b.message);
    waiting = [];
    for (const { enter } of entering) enter();
  }

  return {
    intake: {
      submit(...args) {
        const message = current.getStore();
        if (message === undefined) throw new Error('a submission that no message brought');
        return new Promise((resolve, reject) => {
          waiting.push({ message, enter: () => real.submit(...args).then(resolve, reject) });
          arrive(message);
        });
      },
      drain: () => real.drain(),
    },
    together(messages) {
      underway = new Set(messages.keys());
      return Promise.all(messages.map((message, number) => current.run(number, message).finally(() => arrive(number))));
    },
  };
}

import type { Dice } from '../kernel/dice.ts';
import type { Fault } from '../kernel/faults.ts';
import type { Timeline } from '../kernel/timeline.ts';
import type { AppProcess } from './app-process.ts';
import type { DiskStep } from './phone-disk.ts';

type Job = { readonly process: AppProcess; readonly run: () => void };

/** The disk of one phone does one thing after the other, for all tabs; now and then slowly, now and then the last thing. */
export type DiskQueue = { stepOf(process: AppProcess): DiskStep };

export type DiskTrouble = {
  readonly time: Timeline;
  readonly chance: Dice;
  readonly isBad: () => boolean;
  readonly fault: (kind: Fault) => void;
  /** told of everything that the app does with its disk */
  readonly busy: () => void;
};

export function diskQueue({ time, chance, isBad, fault, busy }: DiskTrouble): DiskQueue {
  const jobs: Job[] = [];
  let isRunning = false;

  function work(): void {
    const job = jobs.shift();
    isRunning = job !== undefined;
    if (!job) return;
    const finish = () => {
      if (job.process.isAlive()) job.run();
      work();
    };
    if (isBad() && chance.chance(0.06)) {
      fault('slow storage');
      time.after(chance.whole(5, 3000), finish);
    } else queueMicrotask(finish);
  }

  return {
    stepOf: (process) => (writes, step) =>
      new Promise((resolve, reject) => {
        busy();
        jobs.push({ process, run: () => runStep(process, writes, step, resolve, reject) });
        if (!isRunning) work();
      }),
  };

  function runStep<Value>(
    process: AppProcess,
    writes: boolean,
    step: () => Value,
    resolve: (value: Value) => void,
    reject: (error: unknown) => void,
  ): void {
    if (writes && isBad() && chance.chance(0.012)) {
      fault('app killed before a write');
      process.kill();
      return;
    }
    try {
      const value = step();
      if (writes && isBad() && chance.chance(0.012)) {
        fault('app killed after a write');
        process.kill();
        return;
      }
      resolve(value);
    } catch (error) {
      reject(error);
    }
  }
}

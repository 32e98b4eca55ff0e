import type { FlightLock, TabChannel, TabNews, Triggers } from '#platform/outbox/surroundings.ts';
import type { Dice } from '../kernel/dice.ts';
import type { AppProcess } from './app-process.ts';

/** @source contracts 6 and issue: the outbox tries on start, online, visible and every 30 s */
const TRIGGER_MS = 30_000;

/** What the tabs of one phone share: one lock, one channel, and the moments at which the phone says "now". */
export type Tabs = {
  partsFor(process: AppProcess): { lock: FlightLock; channel: TabChannel; triggers: Triggers };
  /** Signal is back, or the screen is on again. */
  wake(): void;
};

type Listener = { readonly process: AppProcess; readonly heard: (news: TabNews) => void };
type Firing = { readonly process: AppProcess; readonly fire: () => void };

export function tabs(chance: Dice): Tabs {
  let holder: AppProcess | null = null;
  let listeners: Listener[] = [];
  let firings: Firing[] = [];

  return {
    partsFor(process) {
      return {
        lock: async (work) => {
          if (holder?.isAlive()) return { held: false };
          holder = process;
          try {
            return { held: true, value: await work() };
          } finally {
            if (holder === process) holder = null;
          }
        },
        channel: {
          tell(news) {
            for (const { process: other, heard } of listeners)
              if (other !== process) other.after(chance.whole(0, 20), () => heard(news));
          },
          listen(heard) {
            const listener = { process, heard };
            listeners.push(listener);
            return () => {
              listeners = listeners.filter((item) => item !== listener);
            };
          },
        },
        triggers: {
          start(fire) {
            let stopped = false;
            const tick = (): void => {
              if (stopped) return;
              fire();
              process.after(TRIGGER_MS, tick);
            };
            process.after(TRIGGER_MS, tick);
            firings.push({ process, fire });
            return () => {
              stopped = true;
              firings = firings.filter((item) => item.fire !== fire);
            };
          },
        },
      };
    },
    wake() {
      firings = firings.filter(({ process }) => process.isAlive());
      for (const { fire } of firings) fire();
    },
  };
}

import type { FlightLock } from './surroundings.ts';

/** A lock for one process. `release` stands for the death of whoever holds it. */
export function memoryLock(): { readonly lock: FlightLock; readonly release: () => void } {
  let holder: object | null = null;
  return {
    async lock(work) {
      if (holder !== null) return { held: false };
      const mine = {};
      holder = mine;
      try {
        return { held: true, value: await work() };
      } finally {
        if (holder === mine) holder = null;
      }
    },
    release() {
      holder = null;
    },
  };
}

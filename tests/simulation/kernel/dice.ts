import { seededRandom } from '#demo/seeded-random.ts';

/** One stream of chance. Every actor has its own, so that what one does never moves the luck of another. */
export type Dice = {
  /** in [0, 1) */
  next(): number;
  chance(probability: number): boolean;
  /** whole number from low to high, both included */
  whole(low: number, high: number): number;
  pick<Item>(items: readonly Item[]): Item;
  bytes(count: number): Uint8Array;
  fork(name: string): Dice;
};

export function dice(...key: readonly (string | number)[]): Dice {
  const next = seededRandom(...key);
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: (items) => items[whole(0, items.length - 1)] as (typeof items)[number],
    bytes: (count) => Uint8Array.from({ length: count }, () => whole(0, 255)),
    fork: (name) => dice(...key, name),
  };
}

/** A source of numbers in [0, 1) that repeats itself for the same key. */
export type Random = () => number;

/**
 * Numbers that depend on the key alone, so that any one sheet can be made without making the others before it.
 * Only integer arithmetic of 32 bits inside: the same on every machine. Not for secrets.
 */
export function seededRandom(...key: readonly (string | number)[]): Random {
  let state = hash(key.join('|'));
  return () => {
    // mulberry32: one 32-bit counter, mixed
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A number in [low, high). */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** A whole number in low … high, both included. */
export function wholeBetween(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** FNV-1a over UTF-16 units, with a last mix because neighbouring keys differ in one digit only. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** How many slips of the pen (one letter more, less, other, or two neighbours swapped) lie between two texts. */
export type Slips = {
  /** To the whole name. */
  readonly whole: number;
  /** To the best beginning of the name, for a name typed only in part. */
  readonly beginning: number;
};

/** @returns null where every alignment already needs more than `slipsMax`. */
export function countSlips(typed: string, name: string, slipsMax: number): Slips | null {
  const width = name.length + 1;
  // Three lines of the usual table are enough: a swap looks back two of them.
  let beforeLast = new Uint8Array(width);
  let last = new Uint8Array(width);
  let row = new Uint8Array(width);
  for (let j = 0; j < width; j++) last[j] = j;

  for (let i = 1; i <= typed.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j < width; j++) {
      const same = typed.charCodeAt(i - 1) === name.charCodeAt(j - 1);
      let slips = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && isSwap(typed, i, name, j)) slips = Math.min(slips, at(beforeLast, j - 2) + 1);
      row[j] = slips;
      if (slips < least) least = slips;
    }
    if (least > slipsMax) return null;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return { whole: at(last, name.length), beginning: Math.min(...last) };
}

function isSwap(typed: string, i: number, name: string, j: number): boolean {
  return typed.charCodeAt(i - 1) === name.charCodeAt(j - 2) && typed.charCodeAt(i - 2) === name.charCodeAt(j - 1);
}

function at(row: Uint8Array, position: number): number {
  return row[position] as number;
}

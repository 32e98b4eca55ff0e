/**
 * Shares a whole number out in proportion to weights, by largest remainder: the parts are whole and their sum is the total.
 * Equal remainders go to the earlier part, so the answer depends on nothing but its input.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum <= 0) {
    if (total === 0) return weights.map(() => 0);
    throw new RangeError(`${total} cannot be shared over weights that sum to ${sum}`);
  }
  const quotas = weights.map((weight) => (total * weight) / sum);
  const parts = quotas.map((quota) => Math.floor(quota));
  const left = total - parts.reduce((all, part) => all + part, 0);
  const byRemainder = quotas
    .map((quota, index) => ({ index, remainder: quota - Math.floor(quota) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] as number) + 1;
  return parts;
}

/**
 * Shares seats out so that the load of the fullest seat is least: everyone gets one, each further seat goes where the load per seat is
 * then highest.
 */
export function apportionSeats(seats: number, loads: readonly number[]): number[] {
  if (seats < loads.length) throw new RangeError(`${seats} seats do not give one to each of ${loads.length}`);
  const parts = loads.map(() => 1);
  for (let given = loads.length; given < seats; given++) {
    let fullest = 0;
    for (let index = 1; index < loads.length; index++) {
      const here = (loads[index] as number) / (parts[index] as number);
      if (here > (loads[fullest] as number) / (parts[fullest] as number)) fullest = index;
    }
    parts[fullest] = (parts[fullest] as number) + 1;
  }
  return parts;
}

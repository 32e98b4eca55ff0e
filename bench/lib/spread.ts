import type { Area, RegionCode } from '#kernel/region-code.ts';
import { regionTree } from '#regions/load-regions.ts';

export const EDITION = 'kpu2024';

export type BenchStation = { readonly village: RegionCode; readonly station: number; readonly voters: number };

/** So many stations, spread evenly over all villages of an area, in order of village and number. */
export function spreadEvenly(area: Area, count: number): BenchStation[] {
  const villages = regionTree().in(EDITION).villagesOf(area);
  const stations: BenchStation[] = [];
  villages.forEach(({ code }, i) => {
    const first = Math.floor((i * count) / villages.length);
    const next = Math.floor(((i + 1) * count) / villages.length);
    for (let at = first; at < next; at++)
      stations.push({ village: code, station: at - first + 1, voters: 200 + (at % 380) });
  });
  return stations;
}

/** The same items in an order that no index likes, the same at every run. */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  const order = [...items];
  let state = 12_345;
  for (let i = order.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const other = state % (i + 1);
    [order[i], order[other]] = [order[other] as Item, order[i] as Item];
  }
  return order;
}

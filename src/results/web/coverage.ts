import type { SheetStatus, TallyChild } from '../contract/sheets.ts';

export type Coverage = Pick<TallyChild, 'expected' | 'received' | 'statuses'>;
export type Segment = { readonly status: SheetStatus; readonly count: number };

/** Below this share of stations a sum says little about the whole. A setting of the screen, not a law. */
export const TELLING_SHARE = 0.5;

/** The parts of a coverage bar in the order of the bar; the rest of the bar is what has not reported. */
export function barSegments({ statuses }: Coverage): readonly Segment[] {
  const order = ['verified', 'submitted', 'flagged', 'returned', 'conflict'] as const;
  return order.map((status) => ({ status, count: statuses[status] }));
}

/** What the legend of a bar names: its usual parts always, the troubles where there are some, so that it adds up. */
export function legendOf(coverage: Coverage): readonly Segment[] {
  const usual: readonly SheetStatus[] = ['verified', 'submitted', 'flagged'];
  return barSegments(coverage).filter(({ status, count }) => count > 0 || usual.includes(status));
}

/** Stations that owe their sheet; never below zero, should a sheet come from a station that left the register. */
export function missingOf({ expected, received }: Coverage): number {
  return Math.max(0, expected - received);
}

export function needsLookOf({ statuses }: Coverage): number {
  return statuses.conflict + statuses.returned + statuses.flagged;
}

export function isTelling(sheets: number, expected: number): boolean {
  return expected > 0 && sheets / expected >= TELLING_SHARE;
}

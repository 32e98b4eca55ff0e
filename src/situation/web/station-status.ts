import type { SheetStatus, TallyChild } from '#results/contract/sheets.ts';

/** The one status of a station, read from its own tally: the first that applies, or that nothing has come. */
export function stationStatus({ statuses }: Pick<TallyChild, 'statuses'>): SheetStatus {
  const order = ['conflict', 'returned', 'flagged', 'verified', 'submitted'] as const;
  return order.find((status) => statuses[status] > 0) ?? 'missing';
}

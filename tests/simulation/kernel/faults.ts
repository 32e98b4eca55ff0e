/** Everything that goes wrong on purpose. A kind that never fires in a run proves nothing, so each firing is counted. */
export const FAULTS = [
  'request dropped',
  'request delayed',
  'request duplicated',
  'request overtaken',
  'request cut short',
  'request replayed days later',
  'answer lost',
  'answer cut short',
  'answer of a captive portal',
  'answer 5xx before the server',
  'answer 5xx after the server',
  'answer 429',
  'phone cut off',
  'village cut off',
  'server down',
  'server killed before a commit',
  'server killed after a commit',
  'server killed between transactions',
  'app killed',
  'app killed before a write',
  'app killed after a write',
  'slow storage',
  'second tab',
  'clock jump',
  'older definition',
  'session ended',
] as const;
export type Fault = (typeof FAULTS)[number];

export type FaultCounts = Record<Fault, number>;

export function noFaults(): FaultCounts {
  return Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as FaultCounts;
}

export function addFaults(into: FaultCounts, more: FaultCounts): void {
  for (const fault of FAULTS) into[fault] += more[fault];
}

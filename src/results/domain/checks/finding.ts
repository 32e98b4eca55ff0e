/** Checks that one sheet answers alone; the order here is the order of every list of problems. */
export const SHEET_CHECKS = [
  'E001',
  'E101',
  'E102',
  'E103',
  'E104',
  'E201',
  'E301',
  'E302',
  'E401',
  'E402',
  'E403',
  'E404',
  'W101',
  'W102',
  'W201',
  'W301',
  'W302',
  'W401',
  'W402',
] as const;

/** Checks that need other sheets beside this one. */
export const NEIGHBOUR_CHECKS = ['W303', 'W501', 'W502'] as const;

export type SheetCheck = (typeof SHEET_CHECKS)[number];
export type NeighbourCheck = (typeof NEIGHBOUR_CHECKS)[number];
export type CheckCode = SheetCheck | NeighbourCheck;

/** `E`: the paper contradicts itself; out of the clean totals. `W`: remarkable; shown to the verifier, stays in. */
export type Severity = 'E' | 'W';

/** Two numbers that do not go together, before any words: fields are those to highlight, in the order of the paper. */
export type Finding<Code extends CheckCode = CheckCode> = {
  readonly code: Code;
  readonly fields: readonly string[];
  readonly left: number;
  readonly right: number;
  /** What it was compared with, when that is no row of this sheet: another contest, other stations. */
  readonly about?: string;
};

export function severityOf(code: CheckCode): Severity {
  return code.startsWith('E') ? 'E' : 'W';
}

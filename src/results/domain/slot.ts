import type { Author } from '#access/domain/role.ts';
import { countingRound } from './counting-sheet.ts';
import type { Values } from './fields.ts';
import type { RivalFacts, SheetFacts, SheetState } from './sheet-facts.ts';
import type { Contribution } from './totals.ts';

/** A rival with its content, as the store keeps it. */
export type Rival = RivalFacts & {
  readonly values: Values;
  readonly reason: string | null;
  readonly note: string | null;
  readonly enteredAt: string | null;
};

/** A sheet with its current figures: what the store reads and a decision changes. */
export type Sheet = {
  readonly state: SheetState;
  readonly revision: number;
  readonly contentHash: string | null;
  readonly author: Author | null;
  readonly values: Values;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly rivals: readonly Rival[];
  /** highest rival number ever given out */
  readonly lastRival: number;
  readonly voidRequest: SheetFacts['voidRequest'];
  readonly authors: ReadonlySet<string>;
  readonly hasPhoto: boolean;
};

export const EMPTY_SHEET: Sheet = {
  state: 'none',
  revision: 0,
  contentHash: null,
  author: null,
  values: {},
  errors: [],
  warnings: [],
  rivals: [],
  lastRival: 0,
  voidRequest: null,
  authors: new Set(),
  hasPhoto: false,
};

/** All sheets of one contest at one station, by round. */
export type Slot = ReadonlyMap<string, Sheet>;

export function factsOf(sheet: Sheet): SheetFacts {
  return { ...sheet, hasOpenError: sheet.errors.length > 0 };
}

/** What the counting sheet of a slot brings to the totals; null while none counts. */
export function contributionOf(slot: Slot, openedRounds: readonly string[]): Contribution | null {
  const round = countingRound(openedRounds, slot);
  const sheet = round === null ? undefined : slot.get(round);
  if (!sheet) return null;
  return {
    state: sheet.state,
    hasOpenError: sheet.errors.length > 0,
    hasRival: sheet.rivals.length > 0,
    values: sheet.values,
  };
}

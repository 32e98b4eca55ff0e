export type Base = 'none' | 'submitted' | 'returned' | 'verified' | 'void';
/** How a sheet stands when somebody acts on it; its author is a village operator unless `by` says otherwise. */
export type SheetState = {
  readonly base: Base;
  readonly rival: boolean;
  readonly error: boolean;
  readonly by: 'village_operator' | 'district_verifier' | 'regency_desk' | 'the actor';
};

const YES_NO = [false, true];
const LIVE = ['submitted', 'returned', 'verified'] as const;

export const PLAIN: SheetState = { base: 'submitted', rival: false, error: false, by: 'village_operator' };

/** Only a living sheet has rivals, and one that nobody sent has no error. */
export const SHEET_STATES: readonly SheetState[] = [
  { ...PLAIN, base: 'none' },
  ...LIVE.flatMap((base) =>
    YES_NO.flatMap((rival) => YES_NO.map((error): SheetState => ({ ...PLAIN, base, rival, error }))),
  ),
  ...YES_NO.map((error): SheetState => ({ ...PLAIN, base: 'void', error })),
];

/** Who stands above whom is asked on sheets of other authors, too. */
export const OTHER_AUTHORS: readonly SheetState[] = (['district_verifier', 'regency_desk', 'the actor'] as const).map(
  (by) => ({ ...PLAIN, by }),
);

export function nameOfState({ base, rival, error, by }: SheetState): string {
  const author = by === 'village_operator' ? '' : ` by ${by}`;
  return `${base}${author}${rival ? ' + rival' : ''}${error ? ' + error' : ''}`;
}

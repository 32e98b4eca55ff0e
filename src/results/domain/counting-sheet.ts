/** The regular round is first and always open; later rounds stand in the order of the definition. */
export const REGULAR = 'regular';

const ROUND_SHAPE = /^(regular|(?:revote|continued|postponed)(?:-(?:[2-9]|[1-9][0-9]))?)$/;

/** Whether a text names a round: regular, revote (PSU), continued (PSL), postponed (PSS), each with -2, -3 … if repeated. */
export function isRound(text: string): boolean {
  return ROUND_SHAPE.test(text);
}

/**
 * The round whose sheet counts for one contest and station: the latest opened one that has a sheet which is not void
 * (held submissions are no sheets). A returned or flagged later sheet still displaces an earlier verified one.
 * @param openedRounds the rounds open for this station, in order, beginning with regular
 */
export function countingRound<Sheet extends { readonly state: string }>(
  openedRounds: readonly string[],
  sheets: ReadonlyMap<string, Sheet>,
): string | null {
  for (let i = openedRounds.length - 1; i >= 0; i--) {
    const round = openedRounds[i] as string;
    const sheet = sheets.get(round);
    if (sheet && sheet.state !== 'void' && sheet.state !== 'none') return round;
  }
  return null;
}

/** Whether a later round is opened here whose sheet has not come yet ("menunggu PSU"): the earlier one counts meanwhile. */
export function awaitsLaterRound(openedRounds: readonly string[], counting: string | null): boolean {
  return counting !== null && openedRounds.indexOf(counting) < openedRounds.length - 1;
}

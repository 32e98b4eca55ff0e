import {
  exceedsShare,
  greatestWithin,
  leastReaching,
  percentOf,
  reachesShare,
  reserveBallots,
} from '#elections/domain/reserve.ts';
import { candidateField, type Values } from '../fields.ts';
import type { CheckContext } from './context.ts';
import type { Finding, SheetCheck } from './finding.ts';

type Remark = Finding<SheetCheck> | null;

/** The `W` checks of one sheet: remarkable, yet possible on a true paper; in the order of the code table. */
export function remarks(values: Values, context: CheckContext): readonly Finding<SheetCheck>[] {
  const found: Finding<SheetCheck>[] = [];
  for (const check of CHECKS) {
    const remark = check(values, context);
    if (remark !== null) found.push(remark);
  }
  return found;
}

const CHECKS: readonly ((values: Values, context: CheckContext) => Remark)[] = [
  registeredAsOnRegister,
  registeredWithinMaximum,
  ballotsAsAllotted,
  manyInvalid,
  allForOne,
  turnout,
  manyOutsideTheList,
];

function registeredAsOnRegister({ registered_permanent }: Values, { station }: CheckContext): Remark {
  if (registered_permanent === undefined) return null;
  const register = station.permanentVoters ?? registered_permanent;
  if (registered_permanent !== 0 && registered_permanent === register) return null;
  return { code: 'W101', fields: ['registered_permanent'], left: registered_permanent, right: register };
}

function registeredWithinMaximum({ registered_permanent }: Values, { maxVotersPerStation }: CheckContext): Remark {
  if (registered_permanent === undefined || registered_permanent <= maxVotersPerStation) return null;
  return { code: 'W102', fields: ['registered_permanent'], left: registered_permanent, right: maxVotersPerStation };
}

function ballotsAsAllotted({ registered_permanent, ballots_received }: Values, context: CheckContext): Remark {
  if (registered_permanent === undefined || ballots_received === undefined) return null;
  const allotted = registered_permanent + reserveBallots(registered_permanent, context.reservePercent);
  if (ballots_received === allotted) return null;
  return {
    code: 'W201',
    fields: ['registered_permanent', 'ballots_received'],
    left: ballots_received,
    right: allotted,
  };
}

/** Right = the least number of invalid votes that reaches the border; no invalid vote is never many. */
function manyInvalid({ invalid_votes, total_votes }: Values, { borders }: CheckContext): Remark {
  if (invalid_votes === undefined || total_votes === undefined || invalid_votes === 0) return null;
  const border = percentOf(borders.invalidPercent);
  if (!reachesShare(invalid_votes, total_votes, border)) return null;
  const right = leastReaching(total_votes, border);
  return { code: 'W301', fields: ['invalid_votes', 'total_votes'], left: invalid_votes, right };
}

/** A contest of one candidate cannot be remarkable in this way. */
function allForOne(values: Values, { candidates }: CheckContext): Remark {
  const { valid_votes } = values;
  if (valid_votes === undefined || valid_votes === 0 || candidates.length < 2) return null;
  let winner: string | null = null;
  for (const number of candidates) {
    const field = candidateField(number);
    const votes = values[field];
    if (votes === valid_votes && winner === null) winner = field;
    else if (votes !== 0) return null;
  }
  return winner === null
    ? null
    : { code: 'W302', fields: [winner, 'valid_votes'], left: valid_votes, right: valid_votes };
}

/** Turnout = all who voted ÷ voters on the permanent list. Right = 0, or the most that stays within the border. */
function turnout({ registered_permanent, voted_total }: Values, { borders }: CheckContext): Remark {
  if (registered_permanent === undefined || voted_total === undefined) return null;
  const fields = ['registered_permanent', 'voted_total'];
  if (voted_total === 0) return { code: 'W401', fields, left: 0, right: registered_permanent };
  const border = percentOf(borders.turnoutPercent);
  if (!exceedsShare(voted_total, registered_permanent, border)) return null;
  return { code: 'W401', fields, left: voted_total, right: greatestWithin(registered_permanent, border) };
}

function manyOutsideTheList(values: Values, { reservePercent }: CheckContext): Remark {
  const { registered_permanent, voted_transfer, voted_additional } = values;
  if (registered_permanent === undefined || voted_transfer === undefined || voted_additional === undefined) return null;
  const reserve = reserveBallots(registered_permanent, reservePercent);
  const outside = voted_transfer + voted_additional;
  if (outside <= reserve) return null;
  const fields = ['registered_permanent', 'voted_transfer', 'voted_additional'];
  return { code: 'W402', fields, left: outside, right: reserve };
}

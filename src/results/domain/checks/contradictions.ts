import { reserveBallots } from '#elections/domain/reserve.ts';
import { candidateField, menField, SPLIT_FIELDS, type Values, VOTE_FIELDS, womenField } from '../fields.ts';
import type { CheckContext } from './context.ts';
import type { Finding, SheetCheck } from './finding.ts';

type Found = Finding<SheetCheck>[];

/** The `E` checks: places where the paper contradicts itself, in the order of the code table. */
export function contradictions(values: Values, context: CheckContext): readonly Finding<SheetCheck>[] {
  const found: Found = [];
  voteNumbersStated(values, context, found);
  menAndWomen(values, found);
  voters(values, found);
  ballotsBalance(values, found);
  votes(values, context, found);
  votersBallotsVotes(values, found);
  votesWithinBallots(values, context, found);
  return found;
}

function voteNumbersStated(values: Values, context: CheckContext, found: Found): void {
  const missing: string[] = [];
  for (const number of context.candidates) noteMissing(values, candidateField(number), missing);
  for (const field of VOTE_FIELDS) noteMissing(values, field, missing);
  if (missing.length === 0) return;
  const needed = context.candidates.length + VOTE_FIELDS.length;
  found.push({ code: 'E001', fields: missing, left: needed - missing.length, right: needed });
}

function noteMissing(values: Values, field: string, missing: string[]): void {
  if (values[field] === undefined) missing.push(field);
}

const SPLITS = SPLIT_FIELDS.map((total) => ({ total, men: menField(total), women: womenField(total) }));

function menAndWomen(values: Values, found: Found): void {
  for (const { total, men, women } of SPLITS) {
    const [m, f, all] = [values[men], values[women], values[total]];
    if (m === undefined || f === undefined || all === undefined || m + f === all) continue;
    found.push({ code: 'E101', fields: [total, men, women], left: m + f, right: all });
  }
}

function voters(values: Values, found: Found): void {
  const { registered_permanent, voted_permanent, voted_transfer, voted_additional, voted_total, disabled_voted } =
    values;
  same(found, 'E102', VOTER_SUM, sum(voted_permanent, voted_transfer, voted_additional), voted_total);
  atMost(found, 'E103', ['registered_permanent', 'voted_permanent'], voted_permanent, registered_permanent);
  atMost(found, 'E104', ['voted_total', 'disabled_voted'], disabled_voted, voted_total);
}

const VOTER_SUM = ['voted_permanent', 'voted_transfer', 'voted_additional', 'voted_total'];
const BALLOT_SUM = ['ballots_received', 'ballots_used', 'ballots_returned', 'ballots_unused'];

function ballotsBalance(values: Values, found: Found): void {
  const { ballots_received, ballots_used, ballots_returned, ballots_unused } = values;
  same(found, 'E201', BALLOT_SUM, sum(ballots_used, ballots_returned, ballots_unused), ballots_received);
}

function votes(values: Values, context: CheckContext, found: Found): void {
  const { valid_votes, invalid_votes, total_votes } = values;
  const candidates = sumOfCandidates(values, context.candidates);
  if (candidates !== undefined && valid_votes !== undefined && candidates !== valid_votes) {
    const fields = [...context.candidates.map(candidateField), 'valid_votes'];
    found.push({ code: 'E301', fields, left: candidates, right: valid_votes });
  }
  same(found, 'E302', [...VOTE_FIELDS], sum(valid_votes, invalid_votes), total_votes);
}

function votersBallotsVotes(values: Values, found: Found): void {
  const { voted_total, ballots_used, total_votes } = values;
  same(found, 'E401', ['voted_total', 'ballots_used'], voted_total, ballots_used);
  same(found, 'E402', ['ballots_used', 'total_votes'], ballots_used, total_votes);
  if (ballots_used === undefined) same(found, 'E403', ['voted_total', 'total_votes'], voted_total, total_votes);
}

function votesWithinBallots(values: Values, context: CheckContext, found: Found): void {
  const { ballots_received, registered_permanent, total_votes } = values;
  if (ballots_received !== undefined) {
    atMost(found, 'E404', ['ballots_received', 'total_votes'], total_votes, ballots_received);
  } else if (registered_permanent !== undefined) {
    const ballots = registered_permanent + reserveBallots(registered_permanent, context.reservePercent);
    atMost(found, 'E404', ['registered_permanent', 'total_votes'], total_votes, ballots);
  }
}

/** Undefined when one of the candidates is not stated. */
export function sumOfCandidates(values: Values, candidates: readonly number[]): number | undefined {
  let total = 0;
  for (const number of candidates) {
    const votes = values[candidateField(number)];
    if (votes === undefined) return undefined;
    total += votes;
  }
  return total;
}

type Stated = number | undefined;

/** Undefined as soon as one term is not stated: a sum of what happens to be there would speak for the paper. */
function sum(first: Stated, second: Stated, ...more: readonly Stated[]): Stated {
  if (first === undefined || second === undefined) return undefined;
  let total = first + second;
  for (const term of more) {
    if (term === undefined) return undefined;
    total += term;
  }
  return total;
}

function same(found: Found, code: SheetCheck, fields: readonly string[], left: Stated, right: Stated): void {
  if (left !== undefined && right !== undefined && left !== right) found.push({ code, fields, left, right });
}

function atMost(found: Found, code: SheetCheck, fields: readonly string[], left: Stated, right: Stated): void {
  if (left !== undefined && right !== undefined && left > right) found.push({ code, fields, left, right });
}

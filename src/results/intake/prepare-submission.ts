import { type Actor, enteredFor } from '#access/domain/actor.ts';
import { enteringActors } from '#access/domain/rights.ts';
import {
  type Contest,
  candidateNumbers,
  contestRegions,
  type Election,
  isInContest,
  openedRounds,
} from '#elections/domain/election.ts';
import type { ElectionBook } from '#elections/election-book.ts';
import { canonicalJson } from '#kernel/canonical-json.ts';
import type { Problem } from '#kernel/problem.ts';
import { type Area, isVillage, isWithin, parseRegionCode, regencyIdOf } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { sha256 } from '#platform/audit/audit-log.ts';
import { isRound } from '../domain/counting-sheet.ts';
import { contentText, impossibleFigures, type Submission, unreadableField } from '../domain/submission.ts';
import { resultsProblem } from '../problems.ts';
import type { HeldCause } from '../store/held.ts';
import type { ActRequest } from './act-request.ts';

export type SubmitOptions = { readonly replace: boolean };

/**
 * Judges what can be judged without the database: does the sheet exist in the actor's region, does the form fit, is the
 * definition the current one. Only the impossible is refused; a contradiction on the paper is no reason to refuse.
 */
export function prepareSubmission(
  book: ElectionBook,
  asked: Actor,
  submission: Submission,
  options: SubmitOptions,
): Result<ActRequest, Problem> {
  const found = findSeenContest(book, asked, submission);
  if (!found.ok) return found;
  const { election, contest } = found.value;
  const { region, station, round, values } = submission;
  const unreadable = unreadableField(submission);
  if (unreadable !== null) return refuse(resultsProblem('unreadable-submission', { field: unreadable }));
  const kabId = regencyOfVillage(region);
  const right = rightAt(asked, region);
  if (kabId === null || !isInContest(election, contest, region) || right === null) {
    return refuse(resultsProblem('unknown-station', { region, station }));
  }
  if (!isRound(round)) return refuse(resultsProblem('unknown-round', { round }));
  const { actor, isLost } = right;
  const cause = isLost ? 'right' : holdCause(contest, submission);
  const isCurrent = submission.definition === contest.definitionHash;
  const impossible = impossibleFigures(values, isCurrent ? candidateNumbers(contest) : null);
  if (impossible) return refuse(impossible);
  const contentHash = sha256(contentText(submission, values)).toString('hex');
  const reason = submission.reason ?? null;
  return accept({
    id: submission.id,
    kabId,
    key: submission,
    election,
    contest,
    actor,
    act: { act: 'submit', basis: submission.basis, contentHash, reason, replace: options.replace },
    // The content hash stands for the figures, so that they are put in order once.
    requestHash: sha256(canonicalJson({ ...submission, values: contentHash })).toString('hex'),
    content: {
      values,
      contentHash,
      author: { id: actor.id, role: actor.role },
      note: submission.note ?? null,
      enteredAt: submission.enteredAt,
    },
    hold: cause === null ? null : { cause, submission },
  });
}

/**
 * Whether the actor enters for a place, once did (the right was lost on the way), or never could; in the role in which
 * that is or was so.
 */
function rightAt(actor: Actor, region: Area): { readonly actor: Actor; readonly isLost: boolean } | null {
  const entering = enteringActors(actor).find((one) => isWithin(region, one.region));
  if (entering) return { actor: entering, isLost: false };
  const former = actor.formerly?.find((one) => isWithin(region, one.region));
  if (former) return { actor: { ...actor, ...former }, isLost: true };
  return isWithin(region, actor.region) ? { actor, isLost: actor.ended ?? false } : null;
}

/** The number of the kabupaten that a village lies in; null for anything but the code of a village. */
export function regencyOfVillage(text: string): number | null {
  const code = parseRegionCode(text);
  return code !== null && code === text && isVillage(code) ? regencyIdOf(code) : null;
}

export function findContest(
  book: ElectionBook,
  electionId: string,
  contestId: string,
): Result<{ election: Election; contest: Contest }, Problem> {
  const election = book.find(electionId);
  if (!election) return refuse(resultsProblem('unknown-election', { election: electionId }));
  const contest = election.contests.find((item) => item.id === contestId);
  if (!contest) {
    return refuse(
      resultsProblem('unknown-contest', {
        contest: contestId,
        known: election.contests.map((item) => item.id).join(', '),
      }),
    );
  }
  return accept({ election, contest });
}

/** A contest that touches none of the actor's regions is answered like one that does not exist. */
function findSeenContest(
  book: ElectionBook,
  actor: Actor,
  { election: electionId, contest: contestId }: Submission,
): Result<{ election: Election; contest: Contest }, Problem> {
  const election = book.find(electionId);
  if (!election) return refuse(resultsProblem('unknown-election', { election: electionId }));
  const areas = enteredFor(actor);
  const contest = election.contests.find((item) => item.id === contestId);
  if (contest && touches(election, contest, areas)) return accept({ election, contest });
  const seen = election.contests.filter((item) => touches(election, item, areas));
  if (seen.length === 0) return refuse(resultsProblem('unknown-election', { election: electionId }));
  const known = seen.map((item) => item.id).join(', ');
  return refuse(resultsProblem('unknown-contest', { contest: contestId, known }));
}

function touches(election: Election, contest: Contest, areas: readonly Area[]): boolean {
  return contestRegions(election, contest).some((region) =>
    areas.some((area) => isWithin(region, area) || isWithin(area, region)),
  );
}

function holdCause(contest: Contest, submission: Submission): HeldCause | null {
  if (submission.definition !== contest.definitionHash) return 'definition';
  return openedRounds(contest, submission.region, submission.station).includes(submission.round) ? null : 'round';
}

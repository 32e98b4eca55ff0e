import type { Contest, Election } from '#elections/domain/election.ts';
import type { ElectionBook } from '#elections/election-book.ts';
import { electionsProblem } from '#elections/problems.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { resultsProblem } from '../problems.ts';

/** A contest by its id; the election may be left out when only one has a contest of that id. */
export function findContestOf(
  book: ElectionBook,
  contestId: string,
  electionId?: string,
): Result<{ election: Election; contest: Contest }, Problem> {
  const elections =
    electionId === undefined ? book.elections : book.elections.filter((election) => election.id === electionId);
  if (electionId !== undefined && elections.length === 0) {
    const known = book.elections.map((election) => election.id).join(', ') || '–';
    return refuse(electionsProblem('unknown-election', { election: electionId, known }));
  }
  const found = elections.flatMap((election) => {
    const contest = election.contests.find((item) => item.id === contestId);
    return contest ? [{ election, contest }] : [];
  });
  const [first, second] = found;
  if (second)
    return refuse(resultsProblem('election-needed', { known: found.map(({ election }) => election.id).join(', ') }));
  if (first) return accept(first);
  const known = elections.flatMap((election) => election.contests.map((contest) => contest.id));
  return refuse(
    resultsProblem('unknown-contest', { contest: contestId, known: known.length > 0 ? known.join(', ') : '–' }),
  );
}

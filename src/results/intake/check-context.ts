import { type Contest, candidateNumbers, type Election } from '#elections/domain/election.ts';
import type { CheckContext } from '../domain/check-sheet.ts';

/** What the checks need to know of the election, the contest and the station's register. */
export function checkContextOf(election: Election, contest: Contest, permanentVoters: number | null): CheckContext {
  return {
    candidates: candidateNumbers(contest),
    reservePercent: election.reservePercent,
    maxVotersPerStation: election.maxVotersPerStation,
    borders: election.borders,
    station: { permanentVoters },
  };
}

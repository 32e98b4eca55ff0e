import { percentOf, reachesShare } from '#elections/domain/reserve.ts';
import { stationLabel } from '#kernel/station-number.ts';
import { type SheetProblem, toProblem } from './check-sheet.ts';
import type { CheckContext } from './checks/context.ts';
import { sumOfCandidates } from './checks/contradictions.ts';
import type { Finding, NeighbourCheck } from './checks/finding.ts';
import { candidateField, type Values } from './fields.ts';

/** The counting sheet of one station. */
export type StationSheet = { readonly station: number; readonly values: Values };

/** The counting sheet of the same station for another contest; `name` is shown to people. */
export type ContestSheet = { readonly name: string; readonly values: Values };

export type Neighbours = {
  /** The village's counting sheets of the same contest; the sheet's own station among them is passed over. */
  readonly village: readonly StationSheet[];
  readonly otherContests: readonly ContestSheet[];
};

export type NeighbourContext = {
  readonly candidates: readonly number[];
  readonly borders: Pick<CheckContext['borders'], 'zeroCandidatePercent'>;
};

type Found = Finding<NeighbourCheck>;

/** What is remarkable only beside other sheets. Worked out when read, never stored: each new sheet may change it. */
export function checkNeighbours(
  sheet: StationSheet,
  neighbours: Neighbours,
  context: NeighbourContext,
): readonly SheetProblem<NeighbourCheck>[] {
  const others = neighbours.village.filter(({ station }) => station !== sheet.station);
  return [
    ...zeroHereOnly(sheet.values, others, context),
    ...votersDiffer(sheet.values, neighbours.otherContests),
    ...sameVotes(sheet.values, others, context.candidates),
  ].map(toProblem);
}

/** W303. The rest of the village = sheets that state every candidate; shares of the sum of candidates. */
function zeroHereOnly(values: Values, others: readonly StationSheet[], context: NeighbourContext): Found[] {
  const border = percentOf(context.borders.zeroCandidatePercent);
  const complete = others.filter((other) => sumOfCandidates(other.values, context.candidates) !== undefined);
  const votesOf = (numbers: readonly number[]) =>
    complete.reduce((total, other) => total + (sumOfCandidates(other.values, numbers) ?? 0), 0);
  const all = votesOf(context.candidates);
  const found: Found[] = [];
  for (const number of context.candidates) {
    if (values[candidateField(number)] !== 0) continue;
    const right = votesOf([number]);
    if (right > 0 && reachesShare(right, all, border)) {
      found.push({ code: 'W303', fields: [candidateField(number)], left: 0, right });
    }
  }
  return found;
}

/** W501. Everybody in the station gets the ballots of all its contests, so who voted should be one number. */
function votersDiffer({ voted_total: left }: Values, contests: readonly ContestSheet[]): Found[] {
  const found: Found[] = [];
  for (const { name, values } of contests) {
    const right = values.voted_total;
    if (left === undefined || right === undefined || left === right) continue;
    found.push({ code: 'W501', fields: ['voted_total'], left, right, about: name });
  }
  return found;
}

/** W502. One problem names every station with the same votes: often one sheet was entered under two numbers. */
function sameVotes(values: Values, others: readonly StationSheet[], candidates: readonly number[]): Found[] {
  const votes = sumOfCandidates(values, candidates);
  if (votes === undefined) return [];
  const fields = candidates.map(candidateField);
  const twins = others.filter((other) => fields.every((field) => other.values[field] === values[field]));
  if (twins.length === 0) return [];
  const about = twins
    .map(({ station }) => stationLabel(station))
    .sort()
    .join(', ');
  return [{ code: 'W502', fields, left: votes, right: votes, about }];
}

import { type Contest, candidateNumbers, type Election, isInContest, stationKey } from '#elections/domain/election.ts';
import { listStations } from '#elections/store/stations.ts';
import type { Problem } from '#kernel/problem.ts';
import { type Area, isWithin, type RegionCode } from '#kernel/region-code.ts';
import { accept, type Result } from '#kernel/result.ts';
import { stationLabel } from '#kernel/station-number.ts';
import type { Sql } from '#platform/db/sql.ts';
import type { SheetProblemAnswer } from '../contract/sheets.ts';
import { type ContestSheet, checkNeighbours } from '../domain/check-neighbours.ts';
import { checkSheet } from '../domain/check-sheet.ts';
import { countingSheets } from '../domain/recount.ts';
import { checkContextOf } from '../intake/check-context.ts';
import { wholeVillages } from '../recount/sheet-groups.ts';
import { streamSheets } from '../store/contest-sheets.ts';
import { problemAnswer } from './describe-sheet.ts';
import { tallyScope } from './tally-scope.ts';

export type SheetWithProblems = {
  readonly region: string;
  readonly station: string;
  readonly round: string;
  readonly problems: readonly SheetProblemAnswer[];
};

/** Every counting sheet with open problems, those that need other sheets included. */
export async function listProblems(
  sql: Sql,
  { election, contest, region }: { election: Election; contest: Contest; region: string | undefined },
): Promise<Result<readonly SheetWithProblems[], Problem>> {
  const scope = tallyScope(election, contest, region);
  if (!scope.ok) return scope;
  const area = scope.value.parts.length === 1 ? (scope.value.parts[0] as Area) : scope.value.region;
  const stations = await listStations(sql, election.electionNo, null);
  const voters = new Map(stations.map((item) => [stationKey(item.village, item.station), item.permanentVoters]));
  const others = await readOtherVoters(sql, election, contest, area);
  const found: SheetWithProblems[] = [];
  for await (const village of wholeVillages(streamSheets(sql, contest.contestNo, area))) {
    const counting = countingSheets(contest, village);
    const villages = Map.groupBy(counting, (sheet) => sheet.village);
    for (const sheet of counting) {
      if (!scope.value.parts.some((part) => isWithin(sheet.village, part))) continue;
      const key = stationKey(sheet.village, sheet.station);
      const neighbours = { village: villages.get(sheet.village) ?? [], otherContests: others.get(key) ?? [] };
      const problems = [
        ...checkSheet(sheet.values, checkContextOf(election, contest, voters.get(key) ?? null)),
        ...checkNeighbours(sheet, neighbours, { candidates: candidateNumbers(contest), borders: election.borders }),
      ];
      if (problems.length > 0)
        found.push({
          region: sheet.village,
          station: stationLabel(sheet.station),
          round: sheet.round,
          problems: problems.map(problemAnswer),
        });
    }
  }
  return accept(found);
}

/** How many voted at each station by the counting sheets of the election's other contests. */
async function readOtherVoters(
  sql: Sql,
  election: Election,
  contest: Contest,
  area: Area,
): Promise<ReadonlyMap<string, ContestSheet[]>> {
  const found = new Map<string, ContestSheet[]>();
  for (const other of election.contests) {
    if (other.contestNo === contest.contestNo || !overlaps(election, other, area)) continue;
    for await (const village of wholeVillages(streamSheets(sql, other.contestNo, area))) {
      for (const sheet of countingSheets(other, village)) {
        const voted = sheet.values.voted_total;
        if (voted === undefined) continue;
        const key = stationKey(sheet.village, sheet.station);
        found.set(key, [...(found.get(key) ?? []), { name: other.id, values: { voted_total: voted } }]);
      }
    }
  }
  return found;
}

function overlaps(election: Election, contest: Contest, area: Area): boolean {
  if (area === 'national' || contest.area === 'national') return true;
  return isInContest(election, contest, area as RegionCode) || isWithin(contest.area, area);
}

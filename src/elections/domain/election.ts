import { type Area, isWithin, NATIONAL, type RegionCode } from '#kernel/region-code.ts';
import { stationLabel } from '#kernel/station-number.ts';
import type { TimeZone } from '#kernel/time.ts';

export type ElectionKind = 'pilkada' | 'pemilu';
export type ContestKind = 'governor' | 'regent' | 'mayor' | 'president';
export type RegionEdition = 'ed2022' | 'kpu2024' | 'ed2025';
export type DemoKind = 'real' | 'synthetic';

/** Borders of the checks that ask for a look; decimal texts in per cent. */
export type Borders = {
  readonly invalidPercent: string;
  readonly zeroCandidatePercent: string;
  readonly turnoutPercent: string;
};

/** A pair of candidates, known by the number that voters see; `blankColumn` marks the kolom kosong. */
export type Candidate = { readonly number: number; readonly name: string; readonly blankColumn: boolean };

/** A round after the regular one. `opened` null = planned, not open. Stations as `64.09.01.1001/003`. */
export type Round = { readonly round: string; readonly opened: string | null; readonly stations: ReadonlySet<string> };

export type Contest = {
  readonly contestNo: number;
  readonly id: string;
  readonly kind: ContestKind;
  readonly area: Area;
  readonly form: string;
  readonly candidates: readonly Candidate[];
  readonly rounds: readonly Round[];
  readonly definitionHash: string;
};

export type Election = {
  readonly electionNo: number;
  readonly id: string;
  readonly name: string;
  readonly kind: ElectionKind;
  readonly votingDay: string;
  readonly timeZone: TimeZone;
  readonly regions: readonly RegionCode[];
  readonly regionEdition: RegionEdition;
  readonly maxVotersPerStation: number;
  readonly reservePercent: string;
  readonly verification: 'photo';
  readonly borders: Borders;
  readonly demo: DemoKind | null;
  readonly version: number;
  readonly contests: readonly Contest[];
};

/** How rounds and files name a station. */
export function stationKey(village: string, station: number): string {
  return `${village}/${stationLabel(station)}`;
}

/** The regions whose stations vote in a contest: its area, or all regions of the election for a national one. */
export function contestRegions(
  election: Pick<Election, 'regions'>,
  contest: Pick<Contest, 'area'>,
): readonly RegionCode[] {
  return contest.area === NATIONAL ? election.regions : [contest.area];
}

export function isInContest(
  election: Pick<Election, 'regions'>,
  contest: Pick<Contest, 'area'>,
  code: RegionCode,
): boolean {
  return contestRegions(election, contest).some((region) => isWithin(code, region));
}

/** The rounds open for one station, in their order, the regular one first. */
export function openedRounds(contest: Pick<Contest, 'rounds'>, village: string, station: number): readonly string[] {
  const opened = ['regular'];
  if (contest.rounds.length === 0) return opened;
  const key = stationKey(village, station);
  for (const round of contest.rounds) if (round.opened !== null && round.stations.has(key)) opened.push(round.round);
  return opened;
}

export function candidateNumbers(contest: Pick<Contest, 'candidates'>): readonly number[] {
  return contest.candidates.map((candidate) => candidate.number);
}

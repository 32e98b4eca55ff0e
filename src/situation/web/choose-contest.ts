import type { ElectionAnswer } from '#elections/contract.ts';
import { type Area, ancestorAt, isWithin, LEVELS, levelOf, NATIONAL, parseArea } from '#kernel/region-code.ts';
import type { DeskAddress } from './desk-address.ts';

export type Contest = ElectionAnswer['contests'][number];
export type Choice = { readonly election: ElectionAnswer; readonly contest: Contest; readonly region: string };

/**
 * What an address means among the elections of this desk: named parts as named, the others as usual. Null where the
 * address names an election or contest that is not here. A demo opens on its rehearsal, whose figures hurt nobody.
 */
export function chooseContest(elections: readonly ElectionAnswer[], address: DeskAddress): Choice | null {
  const election = address.election
    ? elections.find(({ id }) => id === address.election)
    : (elections.find(({ demo }) => demo === 'synthetic') ?? elections[0]);
  const contest = address.contest ? election?.contests.find(({ id }) => id === address.contest) : election?.contests[0];
  return election && contest ? { election, contest, region: address.region ?? contest.area } : null;
}

/** The region to show after another contest was chosen: the same where it lies in the new contest's area, else that area. */
export function regionAfter(region: string | null, contest: Contest): string {
  const area = parseArea(contest.area);
  const at = region === null ? null : parseArea(region);
  return area !== null && at !== null && isWithin(at, area) ? at : contest.area;
}

/** The way from the contest's area down to the region, both included. */
export function stepsTo(region: string, contestArea: string): readonly Area[] {
  const at = parseArea(region);
  const area = parseArea(contestArea);
  if (at === null || area === null || !isWithin(at, area)) return at === null ? [] : [at];
  const below = at === NATIONAL ? [] : LEVELS.map((level) => ancestorAt(at, level)).filter((code) => code !== null);
  const all: Area[] = [NATIONAL, ...below];
  return all.filter((code) => isWithin(code, area));
}

/** What the parts of a region are, so that a table can be headed. */
export function partsOf(region: string): 'province' | 'regency' | 'district' | 'village' | 'station' {
  const at = parseArea(region);
  if (at === null || at === NATIONAL) return 'province';
  return LEVELS[LEVELS.indexOf(levelOf(at)) + 1] ?? 'station';
}

import type { ElectionAnswer } from '#elections/contract.ts';
import { type Area, ancestorAt, isWithin, LEVELS, levelOf, NATIONAL, parseArea } from '#kernel/region-code.ts';
import type { DeskAddress } from './desk-address.ts';

export type Contest = ElectionAnswer['contests'][number];
export type Choice = { readonly election: ElectionAnswer; readonly contest: Contest; readonly region: string };

/**
 * What an address means among the elections of this desk: named parts as named, the others as usual. Null where the
 * address names an election or contest that is not here. A demo opens on its rehearsal, whose figures hurt nobody.
 */
export function chooseContest(elections: readonly ElectionAnswer[], address: DeskAddress, own: string): Choice | null {
  const election = address.election
    ? elections.find(({ id }) => id === address.election)
    : (elections.find(({ demo }) => demo === 'synthetic') ?? elections[0]);
  const contest = address.contest ? election?.contests.find(({ id }) => id === address.contest) : election?.contests[0];
  return election && contest ? { election, contest, region: address.region ?? startRegion(contest.area, own) } : null;
}

/** Where a person begins: at the own region, or at the contest's area where that is the smaller one. */
export function startRegion(contestArea: string, own: string): string {
  const area = parseArea(contestArea);
  const at = parseArea(own);
  return area !== null && at !== null && isWithin(at, area) ? at : contestArea;
}

/** The region to show after another contest was chosen: the same where it lies in the new contest's area, else its start. */
export function regionAfter(region: string | null, contest: Contest, own: string): string {
  const area = parseArea(contest.area);
  const at = region === null ? null : parseArea(region);
  return area !== null && at !== null && isWithin(at, area) && isSeenFrom(at, own)
    ? at
    : startRegion(contest.area, own);
}

/** Whether a region is the own one or lies in it: only such regions are answered. */
export function isSeenFrom(region: string, own: string): boolean {
  const at = parseArea(region);
  const area = parseArea(own);
  return at !== null && area !== null && isWithin(at, area);
}

/** Whether a person may read the name of a region: of those one sees, and of those around the own one. */
export function isNamedTo(region: string, own: string): boolean {
  return isSeenFrom(region, own) || isSeenFrom(own, region);
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

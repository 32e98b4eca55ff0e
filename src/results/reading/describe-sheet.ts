import { type Contest, type Election, openedRounds } from '#elections/domain/election.ts';
import { ancestorAt, type RegionCode } from '#kernel/region-code.ts';
import type { SheetItem, SheetProblemAnswer, SheetStatus } from '../contract/sheets.ts';
import { checkSheet, type SheetProblem } from '../domain/check-sheet.ts';
import { awaitsLaterRound, countingRound } from '../domain/counting-sheet.ts';
import type { Values } from '../domain/fields.ts';
import type { SheetState } from '../domain/sheet-facts.ts';
import { sheetId } from '../domain/submission.ts';
import { checkContextOf } from '../intake/check-context.ts';
import { nameOf } from './tally-scope.ts';

/** A sheet as lists hand it over, before it is put into words. */
export type SheetToDescribe = {
  readonly village: string;
  readonly station: number;
  readonly round: string;
  readonly state: SheetState;
  readonly revision: number;
  readonly openRivals: number;
  readonly changedAt: Date | null;
  readonly values: Values;
};

export type DescribeWorld = {
  readonly election: Election;
  readonly contest: Contest;
  readonly votersOf: (village: string, station: number) => number | null;
  /** the rounds that have sheets at a station, with their states */
  readonly roundsAt: (village: string, station: number) => ReadonlyMap<string, { readonly state: string }>;
  readonly remote: ReadonlySet<string>;
};

export function describeSheet(sheet: SheetToDescribe, status: SheetStatus, world: DescribeWorld): SheetItem {
  const { election, contest } = world;
  const village = sheet.village as RegionCode;
  const opened = openedRounds(contest, village, sheet.station);
  const counting = countingRound(opened, world.roundsAt(sheet.village, sheet.station));
  const problems =
    sheet.state === 'none'
      ? []
      : checkSheet(sheet.values, checkContextOf(election, contest, world.votersOf(village, sheet.station)));
  return {
    id: sheetId({
      election: election.id,
      contest: contest.id,
      region: village,
      station: sheet.station,
      round: sheet.round,
    }),
    region: village,
    name: nameOf(election, village),
    district: nameOf(election, ancestorAt(village, 'district') as RegionCode),
    station: sheet.station,
    round: sheet.round,
    status,
    counting: counting === sheet.round,
    awaitsRound: counting === sheet.round && awaitsLaterRound(opened, counting),
    revision: sheet.revision,
    changedAt: sheet.changedAt?.toISOString() ?? null,
    rivals: sheet.openRivals,
    values: sheet.values,
    problems: problems.map(problemAnswer),
    remote: world.remote.has(village),
  };
}

/** A finding in the words of the desk's verifier. */
export function problemAnswer(problem: SheetProblem): SheetProblemAnswer {
  const { code, severity, fields, left, right, difference, message } = problem;
  return {
    code,
    severity,
    fields: [...fields],
    left,
    right,
    difference,
    message: message.verifier.id,
    message_en: message.verifier.en,
  };
}

/** The one status a sheet shows: the first that applies. @source contracts 6 */
export function statusOfSheet(sheet: {
  readonly state: SheetState;
  readonly openRivals: number;
  readonly hasOpenError: boolean;
}): SheetStatus {
  if (sheet.state === 'none') return 'missing';
  if (sheet.state === 'void') return 'void';
  if (sheet.openRivals > 0) return 'conflict';
  if (sheet.state === 'returned') return 'returned';
  return sheet.hasOpenError ? 'flagged' : sheet.state;
}

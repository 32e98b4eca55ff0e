import type { Actor } from '#access/domain/actor.ts';
import { isInScope } from '#access/domain/rights.ts';
import { namesOf } from '#access/store/names.ts';
import { type Contest, candidateNumbers, type Election, isInContest } from '#elections/domain/election.ts';
import type { ElectionBook } from '#elections/election-book.ts';
import { listRegisters } from '#elections/store/stations.ts';
import type { Problem } from '#kernel/problem.ts';
import { isVillage, parseRegionCode, type RegionCode, regencyIdOf } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { parseStationNumber } from '#kernel/station-number.ts';
import type { Sql } from '#platform/db/sql.ts';
import { findRemoteAmong } from '#regions/store.ts';
import { NOTICE, type SheetHistory, type SheetItem } from '../contract/sheets.ts';
import { checkNeighbours } from '../domain/check-neighbours.ts';
import { isRound } from '../domain/counting-sheet.ts';
import { countingSheets } from '../domain/recount.ts';
import { findContest } from '../intake/prepare-submission.ts';
import { resultsProblem } from '../problems.ts';
import { readVillageSheets, type StoredSheet } from '../store/contest-sheets.ts';
import { listPhotos } from '../store/photos.ts';
import { listActs, listRevisions, listRivals } from '../store/sheet-lists.ts';
import { describeSheet, problemAnswer, statusOfSheet } from './describe-sheet.ts';

export type Slot = {
  readonly election: Election;
  readonly contest: Contest;
  readonly region: RegionCode;
  readonly station: number;
};

/** The place that the address of a sheet names; whatever part of it is wrong or not the actor's to see, the answer is the same. */
export async function findSlot(sql: Sql, book: ElectionBook, id: string, actor: Actor): Promise<Result<Slot, Problem>> {
  const [electionId = '', contestId = '', regionText = '', stationText = '', round = '', ...rest] = id.split(':');
  const unknown = refuse(resultsProblem('unknown-sheet', { sheet: id }));
  const found = findContest(book, electionId, contestId);
  const region = parseRegionCode(regionText);
  const station = parseStationNumber(stationText);
  if (!found.ok || !region || !isVillage(region) || !station || !isRound(round) || rest.length > 0) return unknown;
  const { election, contest } = found.value;
  if (!isInContest(election, contest, region) || !isInScope(actor, region)) return unknown;
  const [register] = await listRegisters(sql, [{ electionNo: election.electionNo, village: region, station }]);
  return register ? accept({ election, contest, region, station }) : unknown;
}

/** Everything the desk knows of one contest at one station: all rounds, revisions, rivals and acts. */
export async function readSheet(sql: Sql, slot: Slot): Promise<Result<SheetHistory, Problem>> {
  const { election, contest, region, station } = slot;
  if (!isInContest(election, contest, region))
    return refuse(resultsProblem('outside-contest', { region, contest: contest.id, area: contest.area }));
  const key = { kabId: regencyIdOf(region) as number, contestNo: contest.contestNo, village: region, station };
  const [register] = await listRegisters(sql, [{ electionNo: election.electionNo, village: region, station }]);
  if (!register) return refuse(resultsProblem('unknown-station', { region, station }));
  const [village, revisions, rivals, acts, photos] = await Promise.all([
    readVillageSheets(sql, contest.contestNo, region),
    listRevisions(sql, key),
    listRivals(sql, key),
    listActs(sql, key),
    listPhotos(sql, key),
  ]);
  const own = village.filter((sheet) => sheet.station === station);
  const people = [...revisions, ...rivals].map(({ author }) => author.id);
  const names = await namesOf(sql, [...people, ...acts.map(({ actor }) => actor.id)]);
  const named = <Party extends { readonly id: string }>(party: Party) => {
    const name = names.get(party.id);
    return name === undefined ? party : { ...party, name };
  };
  return accept({
    notice: NOTICE,
    sheets: await describeRounds(sql, slot, { own, village, voters: register.permanentVoters }),
    states: Object.fromEntries(own.map((sheet) => [sheet.round, sheet.state])),
    revisions: revisions.map(({ enteredAt, recordedAt, author, ...row }) => ({
      ...row,
      author: named(author),
      enteredAt: enteredAt?.toISOString() ?? null,
      recordedAt: recordedAt.toISOString(),
    })),
    rivals: rivals.map(({ enteredAt, recordedAt, author, ...row }) => ({
      ...row,
      author: named(author),
      open: row.closedAs === null,
      enteredAt: enteredAt?.toISOString() ?? null,
      recordedAt: recordedAt.toISOString(),
    })),
    acts: acts.map(({ at, actor, ...act }) => ({ ...act, actor: named(actor), at: at.toISOString() })),
    photos: photos.map(({ at, ...photo }) => ({ ...photo, at: at.toISOString() })),
    picture: null,
  });
}

type Around = {
  readonly own: readonly StoredSheet[];
  readonly village: readonly StoredSheet[];
  readonly voters: number | null;
};

async function describeRounds(
  sql: Sql,
  { election, contest, region, station }: Slot,
  { own, village, voters }: Around,
): Promise<SheetItem[]> {
  const remote = await findRemoteAmong(sql, [region]);
  const rounds = new Map(own.map((sheet) => [sheet.round, sheet]));
  const world = { election, contest, votersOf: () => voters, roundsAt: () => rounds, remote };
  if (own.length === 0) {
    const nothing = {
      village: region,
      station,
      round: 'regular',
      state: 'none' as const,
      revision: 0,
      openRivals: 0,
      changedAt: null,
      values: {},
    };
    return [describeSheet(nothing, 'missing', world)];
  }
  const others = await otherContests(sql, election, contest, region, station);
  const neighbours = { village: countingSheets(contest, village), otherContests: others };
  return own.map((sheet) => {
    const status = statusOfSheet({ ...sheet, hasOpenError: sheet.errors.length > 0 });
    const item = describeSheet(sheet, status, world);
    const beside = item.counting
      ? checkNeighbours(sheet, neighbours, { candidates: candidateNumbers(contest), borders: election.borders })
      : [];
    return { ...item, problems: [...item.problems, ...beside.map(problemAnswer)] };
  });
}

/** The counting sheets of the same station for the election's other contests. */
async function otherContests(sql: Sql, election: Election, contest: Contest, region: RegionCode, station: number) {
  const others = election.contests.filter((other) => other.contestNo !== contest.contestNo);
  const read = await Promise.all(
    others.map(async (other) => {
      const sheets = (await readVillageSheets(sql, other.contestNo, region)).filter(
        (sheet) => sheet.station === station,
      );
      return countingSheets(other, sheets).map((sheet) => ({ name: other.id, values: sheet.values }));
    }),
  );
  return read.flat();
}

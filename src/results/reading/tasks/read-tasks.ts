import type { Actor } from '#access/domain/actor.ts';
import { enteringActors } from '#access/domain/rights.ts';
import { isInContest, openedRounds } from '#elections/domain/election.ts';
import type { ElectionBook } from '#elections/election-book.ts';
import { scopedBook } from '#elections/scoped-book.ts';
import { listStations } from '#elections/store/stations.ts';
import type { Problem } from '#kernel/problem.ts';
import { type Area, ancestorAt, commonArea, isWithin, NATIONAL, type RegionCode } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';
import { findRemoteAmong } from '#regions/store.ts';
import { NOTICE } from '../../contract/sheets.ts';
import type { TaskForm, Tasks } from '../../contract/tasks.ts';
import { sheetId } from '../../domain/submission.ts';
import { resultsProblem } from '../../problems.ts';
import { listHeldOf } from '../../store/held.ts';
import {
  countPhotos,
  readLeases,
  readReturns,
  readTaskRivals,
  readTaskSheets,
  sheetText,
} from '../../store/task-sheets.ts';
import { authorNames } from '../author-names.ts';
import { nameOf } from '../tally-scope.ts';
import { describeTask, peopleIn, type TaskFacts, type TaskPlace } from './describe-task.ts';
import { lackedBy, type TaskContests, taskElection } from './task-definitions.ts';
import { placeName } from './task-region.ts';

export const TASKS_MAX = 4000;
/** Of one person; far more than one phone ever holds. */
const HELD_MAX = 500;

export type TasksQuestion = {
  readonly actor: Actor;
  readonly accountName: string;
  /** the part of the actor's regions that is asked for; null for all of them */
  readonly within: Area | null;
  /** hashes of definitions and forms that the phone holds */
  readonly have: ReadonlySet<string>;
  readonly forms: ReadonlyMap<string, TaskForm>;
  readonly at: Date;
};

/**
 * What a person has to fill in, as of one moment: all statements read one snapshot, so that a conflict never shows
 * without its other side. Their number does not grow with the stations.
 */
export async function readTasks(
  sql: Sql,
  book: ElectionBook,
  question: TasksQuestion,
): Promise<Result<Tasks, Problem>> {
  return (await sql.begin('isolation level repeatable read read only', async (tx) => {
    const places = await listAllPlaces(tx, book, question);
    if (places.length > TASKS_MAX)
      return refuse(resultsProblem('too-many-tasks', { tasks: places.length, most: TASKS_MAX }));
    return accept(await describeAll(tx, places, question));
  })) as Result<Tasks, Problem>;
}

/** In every role in which the person enters; a place that lies in two of them stands once. */
async function listAllPlaces(
  tx: Tx,
  book: ElectionBook,
  { actor, within }: TasksQuestion,
): Promise<readonly TaskPlace[]> {
  const places = new Map<string, TaskPlace>();
  for (const entering of enteringActors(actor)) {
    const area = within ?? entering.region;
    if (!isWithin(area, entering.region)) continue;
    for (const place of await listPlaces(tx, scopedBook(book, entering), area)) {
      const { contest, station, round } = place;
      places.set(sheetText(contest.contestNo, station.village, station.station, round), place);
    }
  }
  return [...places.values()];
}

async function listPlaces(tx: Tx, book: ElectionBook, within: Area): Promise<readonly TaskPlace[]> {
  const region = within === NATIONAL ? null : within;
  const stations = await Promise.all(book.elections.map((election) => listStations(tx, election.electionNo, region)));
  return book.elections.flatMap((election, i) =>
    (stations[i] ?? []).flatMap((station) =>
      election.contests
        .filter((contest) => isInContest(election, contest, station.village))
        .flatMap((contest) =>
          openedRounds(contest, station.village, station.station).map((round) => ({
            election,
            contest,
            station,
            round,
          })),
        ),
    ),
  );
}

async function describeAll(
  tx: Tx,
  places: readonly TaskPlace[],
  { actor, accountName, have, forms, at }: TasksQuestion,
): Promise<Tasks> {
  const contests = contestsIn(places);
  const villages = [...new Map(places.map((place) => [place.station.village, place])).values()];
  const scope = {
    contestNos: contests.flatMap((it) => it.contests.map(({ contestNo }) => contestNo)),
    within: commonArea(villages.map(({ station }) => station.village)),
  };
  const [facts, held, remote] = await Promise.all([
    readFacts(tx, scope, { at, notOf: actor.id }),
    listHeldOf(tx, actor.id, HELD_MAX),
    findRemoteAmong(
      tx,
      villages.map(({ station }) => station.village),
    ),
  ]);
  const areas = [...new Set(enteringActors(actor).map(({ region }) => region))];
  const personName = await authorNames(tx, peopleIn(facts));
  const people = (id: string) => ({ name: id === actor.id ? accountName : personName(id), me: id === actor.id });
  return {
    notice: NOTICE,
    asOf: at.toISOString(),
    account: { id: actor.id, name: accountName },
    role: actor.role,
    ended: areas.length === 0,
    region: actor.region,
    regionName: (areas.length === 0 ? [actor.region] : areas).map(placeName).join(', '),
    villages: villages.map(({ election, station: { village } }) => ({
      region: village,
      name: nameOf(election, village),
      district: nameOf(election, ancestorAt(village, 'district') as RegionCode),
      remote: remote.has(village),
    })),
    elections: contests.map(taskElection),
    ...lackedBy(have, contests, forms),
    tasks: places.map((place) => describeTask(place, facts, people)),
    held: held.map(({ submission, cause, fate, reason }) => ({
      submission: submission.id,
      sheet: sheetId(submission),
      cause,
      fate,
      reason,
    })),
  };
}

async function readFacts(
  tx: Tx,
  scope: Parameters<typeof readTaskSheets>[1],
  lease: Parameters<typeof readLeases>[2],
): Promise<TaskFacts> {
  if (scope.contestNos.length === 0)
    return { sheets: new Map(), rivals: new Map(), returns: new Map(), photos: new Map(), leases: new Map() };
  const [sheets, rivals, returns, photos, leases] = await Promise.all([
    readTaskSheets(tx, scope),
    readTaskRivals(tx, scope),
    readReturns(tx, scope),
    countPhotos(tx, scope),
    readLeases(tx, scope, lease),
  ]);
  return { sheets, rivals, returns, photos, leases };
}

function contestsIn(places: readonly TaskPlace[]): readonly TaskContests[] {
  return [...Map.groupBy(places, ({ election }) => election)].map(([election, own]) => {
    const seen = new Set(own.map(({ contest }) => contest));
    return { election, contests: election.contests.filter((contest) => seen.has(contest)) };
  });
}

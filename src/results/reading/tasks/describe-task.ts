import type { Contest, Election } from '#elections/domain/election.ts';
import type { Station } from '#elections/domain/station.ts';
import type { Task, TaskSheet } from '../../contract/tasks.ts';
import { sheetId } from '../../domain/submission.ts';
import {
  type SheetReturn,
  type StoredTaskSheet,
  sheetText,
  type TaskContent,
  type TaskLease,
  type TaskRival,
} from '../../store/task-sheets.ts';
import { statusOfSheet } from '../describe-sheet.ts';

/** One thing to fill in: a contest at a station in a round. */
export type TaskPlace = {
  readonly election: Election;
  readonly contest: Contest;
  readonly station: Station;
  readonly round: string;
};

/** All that was read for a list of tasks, by `sheetText`. */
export type TaskFacts = {
  readonly sheets: ReadonlyMap<string, StoredTaskSheet>;
  readonly rivals: ReadonlyMap<string, readonly TaskRival[]>;
  readonly returns: ReadonlyMap<string, SheetReturn>;
  readonly photos: ReadonlyMap<string, number>;
  readonly leases: ReadonlyMap<string, TaskLease>;
};

/** How the reader sees a person: by name, and whether it is the reader. */
export type PersonOf = (id: string) => { name: string; me: boolean };

/** Everybody whom the facts name. */
export function peopleIn({ sheets, rivals, returns, leases }: TaskFacts): readonly string[] {
  const contents: TaskContent[] = [...sheets.values(), ...[...rivals.values()].flat()];
  return [
    ...contents.map(({ author }) => author),
    ...[...returns.values()].map(({ by }) => by),
    ...[...leases.values()].map(({ holder }) => holder),
  ];
}

export function describeTask(
  { election, contest, station, round }: TaskPlace,
  facts: TaskFacts,
  personOf: PersonOf,
): Task {
  const at = sheetText(contest.contestNo, station.village, station.station, round);
  const sheet = facts.sheets.get(at);
  const lease = facts.leases.get(at);
  const place = {
    election: election.id,
    contest: contest.id,
    region: station.village,
    station: station.station,
    round,
  };
  return {
    id: sheetId(place),
    ...place,
    status: statusOfSheet({
      state: sheet?.state ?? 'none',
      openRivals: sheet?.openRivals ?? 0,
      hasOpenError: (sheet?.errors.length ?? 0) > 0,
    }),
    permanentVoters: station.permanentVoters,
    sheet: sheet ? taskSheet(sheet, at, facts, personOf) : null,
    lease: lease ? { by: personOf(lease.holder).name, until: lease.until.toISOString() } : null,
  };
}

function taskSheet(sheet: StoredTaskSheet, at: string, facts: TaskFacts, personOf: PersonOf): TaskSheet {
  const sentBack = facts.returns.get(at);
  return {
    revision: sheet.revision,
    ...contentAnswer(sheet, personOf),
    returned: sentBack ? { reason: sentBack.reason, by: personOf(sentBack.by), at: sentBack.at.toISOString() } : null,
    rivals: (facts.rivals.get(at) ?? []).map((rival) => ({ rival: rival.rival, ...contentAnswer(rival, personOf) })),
    photos: facts.photos.get(at) ?? 0,
  };
}

function contentAnswer({ author, values, contentHash, recordedAt, note }: TaskContent, personOf: PersonOf) {
  return { author: personOf(author), values, contentHash, recordedAt: recordedAt.toISOString(), note };
}

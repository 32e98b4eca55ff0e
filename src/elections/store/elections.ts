import type { RegionCode } from '#kernel/region-code.ts';
import type { TimeZone } from '#kernel/time.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';
import type { Candidate, Contest, Election, Round } from '../domain/election.ts';
import type { ElectionDraft } from '../domain/parse-definition.ts';

/** Every election of the desk with its contests, candidates and rounds. */
export async function listElections(sql: Sql | Tx): Promise<readonly Election[]> {
  const [elections, contests, candidates, rounds] = await Promise.all([
    sql<ElectionRow[]>`
      select election_no, id, name, kind, voting_day, time_zone, regions, region_edition, max_voters_per_station,
        reserve_percent::text, verification, border_invalid_percent::text, border_zero_candidate_percent::text,
        border_turnout_percent::text, demo, version
      from election order by voting_day, election_no`,
    sql<ContestRow[]>`
      select contest_no, election_no, id, kind, area, form, definition_hash from contest order by election_no, position`,
    sql<CandidateRow[]>`select contest_no, number, name, blank_column from candidate order by contest_no, position`,
    sql<RoundRow[]>`select contest_no, round, opened, stations from voting_round order by contest_no, position`,
  ]);
  const candidatesOf = Map.groupBy(candidates, (row) => row.contest_no);
  const roundsOf = Map.groupBy(rounds, (row) => row.contest_no);
  const contestsOf = Map.groupBy(contests, (row) => row.election_no);
  const contest = (row: ContestRow): Contest => ({
    contestNo: row.contest_no,
    id: row.id,
    kind: row.kind,
    area: row.area,
    form: row.form,
    definitionHash: row.definition_hash,
    candidates: (candidatesOf.get(row.contest_no) ?? []).map(
      ({ number, name, blank_column }): Candidate => ({ number, name, blankColumn: blank_column }),
    ),
    rounds: (roundsOf.get(row.contest_no) ?? []).map(
      ({ round, opened, stations }): Round => ({ round, opened, stations: new Set(stations) }),
    ),
  });
  return elections.map((row) => ({
    ...electionFrom(row),
    contests: (contestsOf.get(row.election_no) ?? []).map(contest),
  }));
}

/** The version of each election: copies in memory that hold another are out of date. */
export async function listVersions(sql: Sql | Tx): Promise<ReadonlyMap<number, number>> {
  const rows = await sql<{ election_no: number; version: number }[]>`select election_no, version from election`;
  return new Map(rows.map((row) => [row.election_no, row.version]));
}

export async function insertElection(tx: Tx, draft: ElectionDraft): Promise<number> {
  const [row] = await tx<{ election_no: number }[]>`
    insert into election (id, name, kind, voting_day, time_zone, regions, region_edition, max_voters_per_station, reserve_percent,
      verification, border_invalid_percent, border_zero_candidate_percent, border_turnout_percent, demo)
    values (${draft.id}, ${draft.name}, ${draft.kind}, ${draft.votingDay}, ${draft.timeZone}, ${[...draft.regions]},
      ${draft.regionEdition}, ${draft.maxVotersPerStation}, ${draft.reservePercent}, ${draft.verification},
      ${draft.borders.invalidPercent}, ${draft.borders.zeroCandidatePercent}, ${draft.borders.turnoutPercent}, ${draft.demo})
    returning election_no`;
  return (row as { election_no: number }).election_no;
}

export async function updateElection(tx: Tx, electionNo: number, draft: ElectionDraft): Promise<void> {
  await tx`
    update election set name = ${draft.name}, kind = ${draft.kind}, voting_day = ${draft.votingDay}, time_zone = ${draft.timeZone},
      regions = ${[...draft.regions]}, region_edition = ${draft.regionEdition},
      max_voters_per_station = ${draft.maxVotersPerStation}, reserve_percent = ${draft.reservePercent},
      verification = ${draft.verification}, border_invalid_percent = ${draft.borders.invalidPercent},
      border_zero_candidate_percent = ${draft.borders.zeroCandidatePercent},
      border_turnout_percent = ${draft.borders.turnoutPercent}, demo = ${draft.demo}
    where election_no = ${electionNo}`;
}

export async function bumpVersion(tx: Tx, electionNo: number): Promise<void> {
  await tx`update election set version = version + 1 where election_no = ${electionNo}`;
}

/** Writes a contest with its candidates and rounds, whether it is new or known by its id. */
export async function upsertContest(
  tx: Tx,
  electionNo: number,
  position: number,
  contest: Omit<Contest, 'contestNo'>,
): Promise<void> {
  const [row] = await tx<{ contest_no: number }[]>`
    insert into contest (election_no, id, position, kind, area, form, definition_hash)
    values (${electionNo}, ${contest.id}, ${position}, ${contest.kind}, ${contest.area}, ${contest.form}, ${contest.definitionHash})
    on conflict (election_no, id) do update set position = excluded.position, kind = excluded.kind, area = excluded.area,
      form = excluded.form, definition_hash = excluded.definition_hash
    returning contest_no`;
  const contestNo = (row as { contest_no: number }).contest_no;
  await tx`delete from candidate where contest_no = ${contestNo}`;
  await tx`
    insert into candidate (contest_no, number, position, name, blank_column)
    select ${contestNo}, number, position, name, blank_column
    from unnest(${contest.candidates.map((item) => item.number)}::int[], ${contest.candidates.map((_, i) => i)}::int[],
      ${contest.candidates.map((item) => item.name)}::text[], ${contest.candidates.map((item) => String(item.blankColumn))}::text[]::boolean[])
      as item (number, position, name, blank_column)`;
  await tx`delete from voting_round where contest_no = ${contestNo}`;
  for (const [i, round] of contest.rounds.entries()) {
    await tx`insert into voting_round (contest_no, round, position, opened, stations)
      values (${contestNo}, ${round.round}, ${i}, ${round.opened}, ${[...round.stations].sort()})`;
  }
}

export async function deleteContest(tx: Tx, contestNo: number): Promise<void> {
  await tx`delete from contest where contest_no = ${contestNo}`;
}

type ElectionRow = {
  election_no: number;
  id: string;
  name: string;
  kind: Election['kind'];
  voting_day: string;
  time_zone: TimeZone;
  regions: RegionCode[];
  region_edition: Election['regionEdition'];
  max_voters_per_station: number;
  reserve_percent: string;
  verification: 'photo';
  border_invalid_percent: string;
  border_zero_candidate_percent: string;
  border_turnout_percent: string;
  demo: Election['demo'];
  version: number;
};
type ContestRow = {
  contest_no: number;
  election_no: number;
  id: string;
  kind: Contest['kind'];
  area: Contest['area'];
  form: string;
  definition_hash: string;
};
type CandidateRow = { contest_no: number; number: number; name: string; blank_column: boolean };
type RoundRow = { contest_no: number; round: string; opened: string | null; stations: string[] };

function electionFrom(row: ElectionRow): Omit<Election, 'contests'> {
  return {
    electionNo: row.election_no,
    id: row.id,
    name: row.name,
    kind: row.kind,
    votingDay: row.voting_day,
    timeZone: row.time_zone,
    regions: row.regions,
    regionEdition: row.region_edition,
    maxVotersPerStation: row.max_voters_per_station,
    reservePercent: plain(row.reserve_percent),
    verification: row.verification,
    borders: {
      invalidPercent: plain(row.border_invalid_percent),
      zeroCandidatePercent: plain(row.border_zero_candidate_percent),
      turnoutPercent: plain(row.border_turnout_percent),
    },
    demo: row.demo,
    version: row.version,
  };
}

/** `2.5000` as `2.5`: one spelling of a decimal, so that definitions compare. */
function plain(decimal: string): string {
  return String(Number(decimal));
}

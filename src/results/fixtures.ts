import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor, cliActor } from '#access/domain/actor.ts';
import type { Role } from '#access/domain/role.ts';
import { applyElection } from '#elections/commands/apply-election.ts';
import type { ElectionDefinitionFile } from '#elections/definition-schema.ts';
import type { Contest, Election } from '#elections/domain/election.ts';
import { kindOfNumber, type Station } from '#elections/domain/station.ts';
import { bookKeeper } from '#elections/election-book.ts';
import { bumpVersion, listElections } from '#elections/store/elections.ts';
import { recountStations, upsertStations } from '#elections/store/stations.ts';
import type { IdSource } from '#kernel/clock.ts';
import { type Area, type RegionCode, regencyIdOf } from '#kernel/region-code.ts';
import { invariant } from '#kernel/result.ts';
import { type Uuid, uuidV7 } from '#kernel/uuid.ts';
import { sha256 } from '#platform/audit/audit-log.ts';
import type { Sql } from '#platform/db/sql.ts';
import type { Desk } from './desk.ts';
import type { Values } from './domain/fields.ts';
import type { Submission } from './domain/submission.ts';
import { resultsHooks } from './recount/recheck.ts';

export type ContestPlan = {
  readonly id: string;
  readonly area: string;
  readonly candidates: readonly number[];
  /** the number of the kolom kosong, where there is one */
  readonly blank?: number;
};

export type ElectionPlan = {
  readonly id: string;
  readonly regions: readonly string[];
  readonly contests: readonly ContestPlan[];
  /** as `64.09.01.1001/003` */
  readonly stations: readonly string[];
  readonly rounds?: NonNullable<ElectionDefinitionFile['rounds']>;
};

/** The definition file of a regional election of 2024, as small as a test needs it. */
export function definitionOf(plan: ElectionPlan): ElectionDefinitionFile {
  return {
    id: plan.id,
    name: plan.id,
    kind: 'pilkada',
    votingDay: '2024-11-27',
    timeZone: 'Asia/Makassar',
    regions: [...plan.regions],
    regionEdition: 'kpu2024',
    maxVotersPerStation: 600,
    reservePercent: 2.5,
    verification: 'photo',
    contests: plan.contests.map(({ id, area, candidates, blank }) => ({
      id,
      kind: area.length === 2 ? 'governor' : 'mayor',
      area,
      form: 'kwk-2024',
      candidates: candidates.map((number) => ({ number, name: `Pasangan ${number}`, blankColumn: number === blank })),
    })),
    rounds: [...(plan.rounds ?? [])],
  };
}

/** Applies the definition through its command: a new election, or changed rounds of one that runs. */
export async function applyPlan(sql: Sql, plan: ElectionPlan): Promise<void> {
  const at = new Date('2024-11-20T00:00:00Z');
  const input = { sql, at, actor: cliActor('test'), definition: definitionOf(plan), hooks: resultsHooks };
  const applied = await applyElection(input);
  invariant(applied.ok, `the definition applies: ${applied.ok ? '' : applied.problem.message.en}`);
}

/** An election with its stations. */
export async function installElection(sql: Sql, plan: ElectionPlan): Promise<Election> {
  await applyPlan(sql, plan);
  const stations = plan.stations.map(stationOf);
  const kabIds = [...new Set(stations.map((station) => regencyIdOf(station.village) as number))];
  return (await sql.begin(async (tx) => {
    const election = (await listElections(tx)).find((item) => item.id === plan.id);
    invariant(election, 'an applied election exists');
    await upsertStations(tx, election.electionNo, stations);
    await recountStations(tx, election.electionNo, kabIds);
    await bumpVersion(tx, election.electionNo);
    return election;
  })) as Election;
}

function stationOf(key: string): Station {
  const [village, number] = key.split('/');
  return {
    village: village as RegionCode,
    station: Number(number),
    kind: kindOfNumber(Number(number)),
    permanentVoters: null,
    permanentVotersM: null,
    permanentVotersF: null,
    address: null,
    latitude: null,
    longitude: null,
    predecessors: [],
  };
}

export function person(id: string, role: Role, region = '64'): Actor {
  return { id, role, region: region as Area, device: null, channel: role === 'cli' ? 'cli' : 'phone' };
}

/** Ids in a row that a seed fixes. */
export function seededIds(seed: number): IdSource {
  let given = 0;
  return {
    next: () => {
      const bytes = sha256(`${seed}:${given++}`).subarray(0, 10);
      return uuidV7(new Date(Date.UTC(2024, 10, 27, 8) + given), bytes);
    },
  };
}

/** A desk on a test database, with a clock that moves a second at each look. */
export function testDesk(sql: Sql, seed = 1): Desk {
  let ticks = 0;
  return {
    sql,
    books: bookKeeper(),
    clock: { now: () => new Date(Date.UTC(2024, 10, 27, 6) + 1000 * ticks++) },
    ids: seededIds(seed),
    filesDir: mkdtempSync(join(tmpdir(), 'desk-files-')),
  };
}

/** One submission; region and station as `64.09.01.1001/003`. */
export function submissionOf(
  at: { readonly election: Election; readonly contest: Contest; readonly station: string },
  id: Uuid,
  values: Values,
  changes: Partial<Submission> = {},
): Submission {
  const { village, station } = stationOf(at.station);
  return {
    id,
    election: at.election.id,
    contest: at.contest.id,
    region: village,
    station,
    round: 'regular',
    definition: at.contest.definitionHash,
    basis: 0,
    values,
    enteredAt: '2024-11-27T07:00:00.000Z',
    ...changes,
  };
}

/** Votes as a paper that contradicts nothing would state them. */
export function plainSheet(candidates: readonly number[], votes: readonly number[], invalid: number): Values {
  const valid = candidates.reduce((sum, _, at) => sum + (votes[at] ?? 0), 0);
  const values: Record<string, number> = {
    registered_permanent: valid + invalid + 20,
    voted_total: valid + invalid,
    valid_votes: valid,
    invalid_votes: invalid,
    total_votes: valid + invalid,
  };
  for (const [at, number] of candidates.entries()) values[`candidate_${number}`] = votes[at] ?? 0;
  return values;
}

import { cliActor } from '#access/domain/actor.ts';
import { tableOf } from '#demo/demo-table.ts';
import { applyElection } from '#elections/commands/apply-election.ts';
import { importStations } from '#elections/commands/import-stations.ts';
import type { ElectionDefinitionFile } from '#elections/definition-schema.ts';
import type { Election } from '#elections/domain/election.ts';
import { bookKeeper } from '#elections/election-book.ts';
import { NATIONAL } from '#kernel/region-code.ts';
import { randomIds, systemClock } from '#platform/clock.ts';
import type { Sql } from '#platform/db/sql.ts';
import { regionTree } from '#regions/load-regions.ts';
import type { Desk } from '#results/desk.ts';
import { resultsHooks } from '#results/recount/recheck.ts';
import { type BenchStation, EDITION } from './spread.ts';

export const CANDIDATES = 3;
const ACTOR = cliActor('bench');
const ID = 'bench-national';

export function benchDesk(sql: Sql): Desk {
  return { sql, books: bookKeeper(), clock: systemClock, ids: randomIds(systemClock), filesDir: '' };
}

/** One election of the whole country with two contests at every station. */
export function prepareNation(desk: Desk, stations: readonly BenchStation[]): Promise<Election> {
  return prepareElection(desk, definition(), stations);
}

/** An election with its stations, through the commands that any desk uses. */
export async function prepareElection(
  desk: Desk,
  wanted: ElectionDefinitionFile,
  stations: readonly BenchStation[],
): Promise<Election> {
  const at = desk.clock.now();
  const common = { sql: desk.sql, at, actor: ACTOR, hooks: resultsHooks };
  const applied = await applyElection({ ...common, definition: wanted });
  if (!applied.ok) throw new Error(applied.problem.message.en);
  const rows = stations.map(({ village, station, voters }) => [village, station, voters]);
  const table = tableOf(['region', 'station', 'permanent_voters'], rows);
  const imported = await importStations({ ...common, election: await currentElection(desk, wanted.id), table });
  if (!imported.ok || imported.value.created !== stations.length) throw new Error('the stations were not imported');
  return currentElection(desk, wanted.id);
}

async function currentElection(desk: Desk, id: string): Promise<Election> {
  const election = (await desk.books.current(desk.sql)).find(id);
  if (!election) throw new Error('the election was not applied');
  return election;
}

function definition(): ElectionDefinitionFile {
  const provinces = regionTree().in(EDITION).children(NATIONAL);
  return {
    id: ID,
    name: 'Ukur nasional',
    kind: 'pemilu',
    votingDay: '2024-02-14',
    timeZone: 'Asia/Jakarta',
    regions: provinces.map(({ code }) => code),
    regionEdition: EDITION,
    maxVotersPerStation: 600,
    reservePercent: 2,
    verification: 'photo',
    contests: ['satu', 'dua'].map((id) => ({
      id,
      kind: 'president',
      area: NATIONAL,
      form: 'ppwp-2024',
      candidates: benchCandidates(),
    })),
  };
}

export function benchCandidates(): ElectionDefinitionFile['contests'][number]['candidates'] {
  return Array.from({ length: CANDIDATES }, (_, i) => ({ number: i + 1, name: `Pasangan ${i + 1}` }));
}

import { fileURLToPath } from 'node:url';
import { type Actor, cliActor } from '#access/domain/actor.ts';
import { applyElection } from '#elections/commands/apply-election.ts';
import { importStations } from '#elections/commands/import-stations.ts';
import { type Contest, type Election, isInContest } from '#elections/domain/election.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, invariant, type Result, refuse } from '#kernel/result.ts';
import { readTable } from '#platform/files/read-table.ts';
import type { Table } from '#platform/files/table.ts';
import { markRemote } from '#regions/commands/mark-remote.ts';
import { regionTree } from '#regions/load-regions.ts';
import { importResults } from '#results/commands/import-results.ts';
import type { SheetIntake } from '#results/commands/submit-sheets.ts';
import type { Desk } from '#results/desk.ts';
import type { Submission } from '#results/domain/submission.ts';
import { convertSirekap, SIREKAP_REQUIRED } from '#results/exchange/convert-sirekap.ts';
import { resultsHooks } from '#results/recount/recheck.ts';
import { listReporting } from '#results/store/sheet-lists.ts';
import { UNFINISHED_VILLAGES } from './demo-people.ts';
import { csvTable, tableOf } from './demo-table.ts';
import { demoProblem } from './problems.ts';
import { realSheetsFiles } from './real-sheets.ts';
import { readReferenceFigures } from './reference-figures.ts';
import { REHEARSAL_SEED, rehearsalElection } from './rehearsal-election.ts';
import { seededSheet } from './seeded-sheets.ts';
import { type DemoStation, spreadStations } from './spread-stations.ts';

const ACTOR: Actor = cliActor('demo');
const REAL_ELECTION_ID = 'ppwp-2024-64';
/** Districts on the upper Mahakam, reached by river: the demo marks their villages as remote. */
const REMOTE_DISTRICTS = ['Long Apari', 'Long Pahangai'];
const PIECE = 2000;

/** Fills a desk with the two elections of the demo, through the same commands as any other; what stands already is left. */
export async function loadDemo(desk: Desk, intake: SheetIntake): Promise<Result<null, Problem>> {
  const book = await desk.books.current(desk.sql);
  const foreign = book.elections.find((election) => election.demo === null);
  if (foreign) return refuse(demoProblem('desk-in-use', { election: foreign.id }));
  await loadRehearsal(desk, intake);
  await loadReal(desk, intake);
  await markRemoteVillages(desk);
  return accept(null);
}

async function loadRehearsal(desk: Desk, intake: SheetIntake): Promise<void> {
  const stations = spreadStations(readReferenceFigures(), REHEARSAL_SEED);
  const election = await prepare(desk, rehearsalElection(), stationTable(stations));
  for (const contest of election.contests) await submitMissing(desk, intake, { election, contest, stations });
}

/** Every sheet goes in as a clerk entered it; the picture is drawn from the true numbers when somebody looks. */
async function submitMissing(
  desk: Desk,
  intake: SheetIntake,
  { election, contest, stations }: { election: Election; contest: Contest; stations: readonly DemoStation[] },
): Promise<void> {
  const reporting = await listReporting(desk.sql, contest.contestNo, 'national');
  const definition = rehearsalElection().contests.find((item) => item.id === contest.id);
  invariant(definition, 'the rehearsal holds the contests of its own definition');
  const missing = stations.filter(
    (station) =>
      isInContest(election, contest, station.region) &&
      !isLeftToOperators(station) &&
      !reporting.has(`${station.region} ${station.station}`),
  );
  for (let i = 0; i < missing.length; i += PIECE) {
    const submissions = missing.slice(i, i + PIECE).map(
      (station): Submission => ({
        id: desk.ids.next(),
        election: election.id,
        contest: contest.id,
        region: station.region,
        station: station.station,
        round: 'regular',
        definition: contest.definitionHash,
        basis: 0,
        values: seededSheet(REHEARSAL_SEED, definition, station).entered,
        enteredAt: desk.clock.now().toISOString(),
      }),
    );
    const receipts = await intake.submit(ACTOR, submissions);
    const refused = receipts.find((receipt) => receipt.outcome !== 'accepted');
    invariant(!refused, `the demo's own sheets are accepted (${refused?.sheet}: ${refused?.problem?.code})`);
  }
}

/** Of the villages whose operators can be tried out, the stations with an even number have sent nothing yet. */
function isLeftToOperators({ region, station }: DemoStation): boolean {
  return UNFINISHED_VILLAGES.includes(region) && station % 2 === 0;
}

async function loadReal(desk: Desk, intake: SheetIntake): Promise<void> {
  const files = await Promise.all(realSheetsFiles().map(async ({ file }) => convert(fileURLToPath(file))));
  const [first] = files;
  invariant(first, 'the demo ships its real files');
  const definition = {
    ...(first.election as object),
    id: REAL_ELECTION_ID,
    name: 'Pilpres 2024 (Sirekap)',
    regions: realSheetsFiles().map(({ regency }) => regency),
    demo: 'real',
  };
  let election: Election | null = null;
  for (const { stationsCsv } of files) election = await prepare(desk, definition, csvTable(stationsCsv));
  for (const { resultsCsv } of files) {
    const contest = election?.contests[0];
    invariant(election && contest, 'the real election has one contest');
    const reporting = await listReporting(desk.sql, contest.contestNo, 'national');
    const table = csvTable(resultsCsv, (cells) => !reporting.has(`${cells[0]} ${Number(cells[1])}`));
    const imported = await importResults({
      desk,
      intake,
      election,
      contest,
      table,
      source: 'sirekap',
      replace: null,
      dryRun: false,
    });
    invariant(imported.ok && imported.value.rejected === 0, 'the published rows can be imported');
  }
}

async function convert(path: string) {
  const table = await readTable(path, { requiredColumns: SIREKAP_REQUIRED, allowLarge: false });
  const converted = table.ok ? convertSirekap(table.value) : table;
  invariant(converted.ok, 'the shipped files are readable');
  return converted.value;
}

async function prepare(desk: Desk, definition: unknown, table: Table): Promise<Election> {
  const at = desk.clock.now();
  const applied = await applyElection({ sql: desk.sql, at, actor: ACTOR, definition, hooks: resultsHooks });
  invariant(applied.ok, 'the demo elections fit the definition schema');
  const election = (await desk.books.current(desk.sql)).find(applied.value.election);
  invariant(election, 'an applied election can be read');
  const imported = await importStations({ sql: desk.sql, at, actor: ACTOR, election, table, hooks: resultsHooks });
  invariant(imported.ok && imported.value.rejected === 0, 'the demo stations can be imported');
  const current = (await desk.books.current(desk.sql)).find(election.id);
  invariant(current, 'an applied election can be read');
  return current;
}

function stationTable(stations: readonly DemoStation[]): Table {
  const header = ['region', 'station', 'kind', 'permanent_voters', 'permanent_voters_m', 'permanent_voters_f'];
  return tableOf(
    header,
    stations.map(({ region, station, kind, permanentVoters, permanentVotersMale, permanentVotersFemale }) => [
      region,
      station,
      kind,
      permanentVoters,
      permanentVotersMale,
      permanentVotersFemale,
    ]),
  );
}

async function markRemoteVillages(desk: Desk): Promise<void> {
  const tree = regionTree().in('kpu2024');
  const province = '64.11' as Parameters<typeof tree.children>[0];
  for (const district of tree.children(province).filter(({ name }) => REMOTE_DISTRICTS.includes(name))) {
    for (const { code } of tree.children(district.code)) {
      await markRemote({
        sql: desk.sql,
        at: desk.clock.now(),
        actor: ACTOR,
        region: code,
        remote: true,
        reason: 'hanya lewat sungai (peragaan)',
      });
    }
  }
}

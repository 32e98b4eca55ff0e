import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { RegionCode } from '#kernel/region-code.ts';
import { fieldNames } from '#results/domain/fields.ts';
import { withBenchFolder } from './lib/bench-folder.ts';
import { measureFsync } from './lib/fsync-time.ts';
import { fullSheet } from './lib/full-sheet.ts';
import { rate, say, sayMachine, seconds } from './lib/say.ts';
import { type BenchStation, EDITION, spreadEvenly } from './lib/spread.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '20000' }, folder: { type: 'string' } } });
const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
/** Jawa Timur: the province with the most villages. */
const PROVINCE = '35' as RegionCode;
const CANDIDATES = [1, 2, 3];
const AIM_ROWS_PER_S = 3000;

const DEFINITION = {
  id: 'bench-import',
  name: 'Ukur impor',
  kind: 'pilkada',
  votingDay: '2024-11-27',
  timeZone: 'Asia/Jakarta',
  regions: [PROVINCE],
  regionEdition: EDITION,
  maxVotersPerStation: 600,
  reservePercent: 2,
  verification: 'photo',
  contests: [
    {
      id: 'gubernur',
      kind: 'governor',
      area: PROVINCE,
      form: 'kwk-2024',
      candidates: CANDIDATES.map((number) => ({ number, name: `Pasangan ${number}` })),
    },
  ],
};

await withBenchFolder(values.folder, measureImport);

/** Every step is a process of its own that starts the embedded database and stops it: what a person waits for. */
async function measureImport(folder: string): Promise<void> {
  sayMachine(measureFsync(folder));
  const stations = spreadEvenly(PROVINCE, Number(values.rows));
  const files = {
    election: join(folder, 'election.json'),
    stations: join(folder, 'stations.csv'),
    results: join(folder, 'results.csv'),
  };
  writeFileSync(files.election, JSON.stringify(DEFINITION));
  writeFileSync(files.stations, stationsCsv(stations));
  writeFileSync(files.results, resultsCsv(stations));
  const data = join(folder, 'data');
  run(data, 'election apply (makes the database)', ['election', 'apply', files.election]);
  step(data, stations.length, 'import stations', ['import', 'stations', files.stations]);
  const results = ['import', 'results', files.results, '--contest', 'gubernur', '--source', 'bench'];
  step(data, stations.length, 'import results --dry-run', [...results, '--dry-run']);
  step(data, stations.length, `import results (aim ≥ ${AIM_ROWS_PER_S} rows/s)`, results);
  step(data, stations.length, 'import results again, unchanged', results);
  run(data, 'recount', ['recount']);
}

function step(data: string, rows: number, name: string, words: readonly string[]): void {
  const { ms, answer } = run(data, name, words);
  say('  rows/s', rate(rows, ms));
  const { accepted, unchanged, created, rejected, flagged } = answer;
  say('  answer', JSON.stringify({ accepted, unchanged, created, rejected, flagged }));
}

function run(data: string, name: string, words: readonly string[]): { ms: number; answer: Record<string, unknown> } {
  const start = performance.now();
  const done = spawnSync(process.execPath, [CLI, ...words, '--data', data, '--json'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const ms = performance.now() - start;
  if (done.status !== 0)
    throw new Error(`${name} ended with ${done.status}: ${done.stdout.slice(0, 2000)} ${done.stderr}`);
  say(name, seconds(ms));
  return { ms, answer: JSON.parse(done.stdout) };
}

function stationsCsv(stations: readonly BenchStation[]): string {
  const lines = stations.map(({ village, station, voters }) => `${village},${station},${voters}`);
  return `region,station,permanent_voters\n${lines.join('\n')}\n`;
}

function resultsCsv(stations: readonly BenchStation[]): string {
  const fields = fieldNames(CANDIDATES);
  const lines = stations.map(({ village, station }, i) => {
    const sheet = fullSheet(i, CANDIDATES.length);
    return [village, station, ...fields.map((field) => sheet[field])].join(',');
  });
  return `${['region', 'station', ...fields].join(',')}\n${lines.join('\n')}\n`;
}

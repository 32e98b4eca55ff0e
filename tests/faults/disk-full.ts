// A disk that fills up during an import: one sentence, exit 1, nothing lost; with room again the same command completes.
// Run as root where mounting is allowed: node tests/faults/disk-full.ts
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegionCode } from '#kernel/region-code.ts';
import { regionTree } from '#regions/load-regions.ts';
import { definitionOf } from '../../src/results/fixtures.ts';

const tree = regionTree().in('kpu2024');
const VILLAGES = tree
  .children('64.71' as RegionCode)
  .flatMap((district) => tree.children(district.code))
  .map((village) => village.code)
  .slice(0, 20);
const PER_VILLAGE = 600;
const FREE_BYTES = 3_000_000;
const DISK_MB = 160;
const PLAN = {
  id: 'satu',
  regions: ['64.71'],
  contests: [{ id: 'wali', area: '64.71', candidates: [1, 2] }],
  stations: [],
};

type Answer = { readonly status: number | null; readonly json: Record<string, unknown>; readonly said: string };

const folder = mkdtempSync(join(tmpdir(), 'desk-disk-full-'));
const disk = join(folder, 'disk');
mkdirSync(disk);
process.exitCode = mount() ? 0 : 1;
if (process.exitCode === 0) {
  try {
    tryOut();
  } finally {
    spawnSync('umount', ['--lazy', disk]);
  }
}
rmSync(folder, { recursive: true, force: true });

function mount(): boolean {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m,mode=755`, 'tmpfs', disk]);
  if (mounted.status !== 0) console.error(`tmpfs cannot be mounted here, so nothing was tried: ${mounted.stderr}`);
  return mounted.status === 0;
}

function tryOut(): void {
  const stations = VILLAGES.flatMap((village) =>
    Array.from({ length: PER_VILLAGE }, (_, at) => `${village},${at + 1}`),
  );
  const definition = write('satu.json', JSON.stringify(definitionOf(PLAN)));
  demand('the election is applied', desk('election', 'apply', definition).status === 0);
  const known = desk('import', 'stations', write('tps.csv', ['region,station', ...stations, ''].join('\n'))).json;
  const header = 'region,station,candidate_1,candidate_2,valid_votes,invalid_votes,total_votes';
  const results = write('hasil.csv', [header, ...stations.map((station) => `${station},5,3,8,0,8`), ''].join('\n'));
  fillDisk();
  const full = importing(results);
  console.log(`full disk: exit ${full.status}: ${full.said.trim()}`);
  demand('the import ends with 1', full.status === 1);
  demand('in one sentence', full.said.trim().split('\n').length === 1 && !/\n\s+at /.test(full.said));
  spawnSync('mount', ['-o', 'remount,size=1g', disk]);
  const again = importing(results).json;
  console.log(`with room again: ${JSON.stringify({ ...again, errors: undefined, conflicts: undefined })}`);
  const stood = Number((full.json.error as { fields?: { stand?: string } } | undefined)?.fields?.stand ?? 0);
  demand('what stood still stands', Number(again.unchanged) >= stood);
  demand(
    'the rest came in',
    Number(again.accepted) + Number(again.unchanged) === Number(known.created) && again.rejected === 0,
  );
  demand('totals are those of the sheets', desk('recount').status === 0);
}

function importing(results: string): Answer {
  return desk('import', 'results', results, '--contest', 'wali', '--source', 'berkas');
}

function desk(...words: readonly string[]): Answer {
  const entry = join(import.meta.dirname, '../../src/cli.ts');
  const ended = spawnSync(process.execPath, [entry, ...words, '--data', join(disk, 'data'), '--json'], {
    encoding: 'utf8',
  });
  return {
    status: ended.status,
    json: JSON.parse(ended.stdout || '{}') as Record<string, unknown>,
    said: ended.stderr,
  };
}

function fillDisk(): void {
  const { bavail, bsize } = statfsSync(disk);
  const ballast = openSync(join(disk, 'ballast'), 'w');
  const piece = Buffer.alloc(1_000_000);
  for (let left = bavail * bsize - FREE_BYTES; left > 0; left -= piece.length)
    writeSync(ballast, piece, 0, Math.min(left, piece.length));
  closeSync(ballast);
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function demand(what: string, holds: boolean): void {
  console.log(`${holds ? 'ok ' : 'NOT'} ${what}`);
  if (!holds) process.exitCode = 1;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDeskFolders } from '#platform/db/launcher/folders.ts';
import { startEmbedded } from '#platform/db/launcher/launcher.ts';
import { findPostmaster } from '#platform/db/launcher/postmaster.ts';
import { createSql } from '#platform/db/sql.ts';
import type { ImportResults } from '#results/commands/import-results.ts';
import { definitionOf } from '../../src/results/fixtures.ts';
import { answerOf, PROCESS_TEST_MS, type Refusal, runDesk, scratchFolder, startDesk } from './run-desk.ts';

const VILLAGES = Array.from({ length: 5 }, (_, at) => `64.09.01.100${at + 1}`);
const PER_VILLAGE = 600;
const ROWS = VILLAGES.length * PER_VILLAGE;
const places = VILLAGES.flatMap((village) => Array.from({ length: PER_VILLAGE }, (_, at) => `${village},${at + 1}`));
const { file } = scratchFolder();
const PLAN = {
  id: 'satu',
  regions: ['64.09'],
  contests: [{ id: 'bupati', area: '64.09', candidates: [1, 2] }],
  stations: [],
};
const definition = file('satu.json', JSON.stringify(definitionOf(PLAN)));
const stations = file('tps.csv', ['region,station', ...places, ''].join('\n'));
const results = file(
  'hasil.csv',
  [
    'region,station,candidate_1,candidate_2,valid_votes,invalid_votes,total_votes',
    ...places.map((place) => `${place},5,3,8,0,8`),
    '',
  ].join('\n'),
);

describe('an import that is broken off', { timeout: PROCESS_TEST_MS }, () => {
  let data: string;
  beforeAll(async () => {
    data = join(mkdtempSync(join(tmpdir(), 'desk-gone-')), 'data');
    for (const words of [
      ['election', 'apply', definition],
      ['import', 'stations', stations],
    ]) {
      expect(await runDesk(...words, '--data', data)).toMatchObject({ status: 0, stderr: '' });
    }
  }, PROCESS_TEST_MS);
  afterAll(() => rmSync(join(data, '..'), { recursive: true, force: true }));

  const words = () => [
    'import',
    'results',
    results,
    '--contest',
    'bupati',
    '--source',
    'berkas',
    '--data',
    data,
    '--json',
  ];

  /** Starts the import and breaks it off when more rows stand than before, but by far not all. */
  async function breakOff(how: (importing: ReturnType<typeof startDesk>['child']) => unknown) {
    const server = await startEmbedded(data);
    if (!server.ok) throw new Error(server.problem.code);
    const sql = createSql(server.value.connection, { max: 1 });
    const standing = async () => Number((await sql`select count(*)::int as n from sheet`)[0]?.n);
    const enough = (await standing()) + 200;
    const importing = startDesk(words());
    while ((await standing()) < enough) {
      if (importing.child.exitCode !== null) throw new Error(`the import ended first: ${importing.stdout()}`);
    }
    await how(importing.child);
    const broken = await importing.ended;
    await sql.end({ timeout: 1 }).catch(() => {});
    await server.value.stop().catch(() => {});
    const { error } = answerOf<Refusal>(broken);
    expect([broken.status, error.code, broken.stderr]).toEqual([1, 'results.import-broken', `${error.message}\n`]);
    expect(error.message).toMatch(/^Impor terputus: \d+ dari 3000 baris sudah tersimpan .+\.$/);
    return { stand: Number(error.fields.stand), cause: error.fields.cause };
  }

  it('says how many rows stand when a person interrupts it', async () => {
    const { stand, cause } = await breakOff((importing) => importing.kill('SIGINT'));
    expect(cause).toBe('dihentikan');
    expect(stand).toBeGreaterThanOrEqual(200);
    const rest = answerOf<ImportResults>(await runDesk(...words(), '--dry-run'));
    expect(rest).toMatchObject({ unchanged: stand, accepted: ROWS - stand });
  });

  it('says the same when its database is killed; the same command then brings in the rest', async () => {
    const { stand } = await breakOff(killServer);
    const again = answerOf<ImportResults>(await runDesk(...words()));
    expect(again).toMatchObject({ rows: ROWS, conflicting: 0, rejected: 0 });
    expect(again.accepted).toBeGreaterThan(0);
    expect(again.accepted + again.unchanged).toBe(ROWS);
    // What was committed while its answer was lost stands too, beside what the sentence counted.
    expect(again.unchanged).toBeGreaterThanOrEqual(stand);
    expect(answerOf(await runDesk('recount', '--data', data, '--json'))).toMatchObject({ differences: [] });
    expect(answerOf(await runDesk(...words()))).toMatchObject({ unchanged: ROWS });
  });

  /** As a power cut would: the server and all its sessions at once. */
  async function killServer() {
    const folders = await openDeskFolders(data);
    const postmaster = folders.ok ? await findPostmaster(folders.value.cluster) : null;
    if (postmaster === null) throw new Error('no server to kill');
    process.kill(-postmaster.pid, 'SIGKILL');
  }
});

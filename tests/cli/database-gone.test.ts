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

describe('an import whose database is killed', { timeout: PROCESS_TEST_MS }, () => {
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

  it('says in one sentence how many rows stand; the same command then brings in the rest', async () => {
    const server = await startEmbedded(data);
    if (!server.ok) throw new Error(server.problem.code);
    const importing = startDesk(words());
    await killOnceRowsStand(server.value.connection, () => importing.child.exitCode !== null);
    const broken = await importing.ended;
    const { error } = answerOf<Refusal>(broken);
    expect([broken.status, error.code, broken.stderr]).toEqual([1, 'results.import-broken', `${error.message}\n`]);
    expect(error.message).toMatch(/^Impor terputus: \d+ dari 3000 baris sudah tersimpan .+\.$/);
    await server.value.stop().catch(() => {});

    const again = answerOf<ImportResults>(await runDesk(...words()));
    expect(again).toMatchObject({ rows: ROWS, conflicting: 0, rejected: 0 });
    expect(again.accepted).toBeGreaterThan(0);
    expect(again.accepted + again.unchanged).toBe(ROWS);
    // What was committed while the answer was lost stands too, beside what the sentence counted.
    expect(again.unchanged).toBeGreaterThanOrEqual(Number(error.fields.stand));
    expect(again.unchanged).toBeGreaterThan(0);
    const [recount, audit] = [await runDesk('recount', '--data', data, '--json'), await runDesk(...words())];
    expect(answerOf(recount)).toMatchObject({ differences: [] });
    expect(answerOf(audit)).toMatchObject({ unchanged: ROWS });
  });

  /** As a power cut would: the server and all its sessions at once, when some rows are in and most are not. */
  async function killOnceRowsStand(connection: Parameters<typeof createSql>[0], isOver: () => boolean) {
    const sql = createSql(connection, { max: 1 });
    while (((await sql`select count(*)::int as n from sheet`)[0]?.n ?? 0) < 200)
      if (isOver()) throw new Error('the import ended before its database did');
    const folders = await openDeskFolders(data);
    const postmaster = folders.ok ? await findPostmaster(folders.value.cluster) : null;
    if (postmaster === null) throw new Error('no server to kill');
    process.kill(-postmaster.pid, 'SIGKILL');
    await sql.end({ timeout: 1 }).catch(() => {});
  }
});

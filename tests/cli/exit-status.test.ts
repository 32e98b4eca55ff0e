import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definitionOf, installElection } from '../../src/results/fixtures.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { answerOf, PROCESS_TEST_MS, type Refusal, runDesk, scratchFolder, startDesk } from './run-desk.ts';

const { folder, file } = scratchFolder();
const PLAN = {
  id: 'satu',
  regions: ['64.09'],
  contests: [{ id: 'bupati', area: '64.09', candidates: [1, 2] }],
  stations: ['64.09.01.1001/001', '64.09.01.1001/002'],
};
const HEADER = 'region,station,candidate_1,candidate_2,valid_votes,invalid_votes,total_votes';
const FILES = {
  SATU: file('satu.json', JSON.stringify(definitionOf(PLAN))),
  BROKEN: file('broken.json', '{"id": "satu",'),
  STRANGE: file('strange.json', '{"id": 7, "mystery": true}'),
  TPS: file('tps.csv', 'region,station\n64.09.01.1001,1\n6409011001,002\n'),
  'TPS-BAD': file('tps-bad.csv', 'region,station\n64.09.01.1001,1\n64.09.01.1001,1000\n'),
  'NO-HEADER': file('no-header.csv', '64.09.01.1001,1\n'),
  GOOD: file('good.csv', `${HEADER}\n64.09.01.1001,1,3,4,7,1,8\n64.09.01.1001,2,,,,,\n`),
  OTHER: file('other.csv', `${HEADER}\n64.09.01.1001,1,4,3,7,1,8\n`),
  REJECTED: file('rejected.csv', `${HEADER}\n64.09.01.1001,1,3,4,7,1,1.234\n`),
  SIREKAP: file(
    'sirekap.csv',
    'kode_kel,no_tps,suara_sah,suara_tidak_sah,suara_total,paslon_1\n6409011001,1,5,1,6,5\n',
  ),
  'SIREKAP-SHORT': file(
    'short.csv',
    'kode_kel,no_tps,suara_sah,suara_tidak_sah,suara_total,paslon_1\n6409011001,1,5\n',
  ),
  'SIREKAP-EMPTY': file('empty.csv', 'kode_kel,no_tps,suara_sah,suara_tidak_sah,suara_total,paslon_1\n'),
  GONE: join(folder, 'not-there.csv'),
  FOLDER: folder,
  OUT: join(folder, 'out.csv'),
  'OUT-DIR': join(folder, 'converted'),
  'NO-DIR': join(folder, 'no', 'such', 'folder.csv'),
};

/** `words` name files by their keys; what is expected is the exit status, and keys of the answer or the code of the refusal. */
type Case = readonly [words: string, exit: number, expected: readonly string[] | string];
const IMPORT = 'import results --contest bupati --source berkas';
const COUNTS = [
  'rows',
  'accepted',
  'corrected',
  'unchanged',
  'conflicting',
  'empty',
  'rejected',
  'flagged',
  'conflicts',
  'errors',
];
const TALLY = ['contest', 'region', 'name', 'asOf', 'expected', 'received', 'flagged', 'verified', 'totals', 'turnout'];

/** Carried out in this order on one desk. */
const BEFORE: readonly Case[] = [
  ['recount', 0, ['compared', 'differences']],
  ['tally --contest bupati', 2, 'cli.wrong-use'],
  [`${IMPORT} GOOD`, 2, 'cli.wrong-use'],
  [`${IMPORT} GOOD --election satu`, 1, 'elections.unknown-election'],
  ['election apply SATU', 0, ['election', 'contests', 'stations', 'created', 'updated']],
  ['import stations TPS', 0, ['rows', 'created', 'updated', 'unchanged', 'rejected', 'errors']],
  ['import stations TPS-BAD', 1, ['rows', 'created', 'updated', 'unchanged', 'rejected', 'errors']],
  [`${IMPORT} REJECTED`, 1, COUNTS],
  [`${IMPORT} GOOD --dry-run`, 0, COUNTS],
  [`${IMPORT} GOOD`, 0, COUNTS],
  [`${IMPORT} OTHER --dry-run`, 1, COUNTS],
  [`${IMPORT} OTHER`, 1, COUNTS],
];

const ON_A_DESK: readonly Case[] = [
  ['election apply', 2, 'cli.wrong-use'],
  ['election apply GONE', 1, 'files.not-found'],
  ['election apply FOLDER', 1, 'files.not-a-file'],
  ['election apply BROKEN', 1, 'elections.not-json'],
  ['election apply STRANGE', 1, 'elections.wrong-shape'],
  ['convert sirekap SIREKAP --out OUT-DIR', 0, ['stations', 'rows']],
  ['convert sirekap SIREKAP', 2, 'cli.wrong-use'],
  ['convert sirekap GOOD --out OUT-DIR', 1, 'files.no-header'],
  ['convert sirekap SIREKAP-SHORT --out OUT-DIR', 1, 'results.sirekap-width'],
  ['convert sirekap SIREKAP-EMPTY --out OUT-DIR', 1, 'results.sirekap-no-village'],
  ['convert sirekap SIREKAP --out GOOD', 1, 'files.unwritable'],
  ['import stations GONE', 1, 'files.not-found'],
  ['import stations NO-HEADER', 1, 'files.no-header'],
  ['import stations TPS --election dua', 1, 'elections.unknown-election'],
  ['import results GOOD --contest bupati', 2, 'cli.wrong-use'],
  [`${IMPORT} GOOD --replace`, 2, 'cli.wrong-use'],
  [`${IMPORT} GOOD --reason salah`, 2, 'cli.wrong-use'],
  [`${IMPORT} GOOD --unknown`, 2, 'cli.wrong-use'],
  [`${IMPORT} GONE`, 1, 'files.not-found'],
  ['import results GOOD --contest wali --source s', 1, 'results.unknown-contest'],
  ['tally --contest bupati', 0, TALLY],
  ['tally --contest bupati --region 64 --children', 0, [...TALLY, 'children']],
  ['tally', 2, 'cli.wrong-use'],
  ['tally --contest bupati --region 64.99', 1, 'regions.unknown'],
  ['tally --contest bupati --region 64.71', 1, 'results.outside-contest'],
  ['sheets problems --contest bupati', 0, ['sheets']],
  ['sheets problems --contest bupati --region 64.71', 1, 'results.outside-contest'],
  ['sheets history --contest bupati --region 6409011001 --station 001', 0, ['states', 'revisions', 'acts']],
  ['sheets history --contest bupati --region 64.09.01.1001', 2, 'cli.wrong-use'],
  ['sheets history --contest bupati --region 64.09.01.1001 --station 7', 1, 'results.unknown-station'],
  ['recount', 0, ['compared', 'differences']],
  ['recount --election tiga', 1, 'elections.unknown-election'],
  ['export results --contest bupati --format csv --out OUT', 0, ['file', 'rows']],
  ['export results --contest bupati --format csv', 2, 'cli.wrong-use'],
  ['export results --contest bupati --format pdf --out OUT', 2, 'cli.wrong-use'],
  ['export results --contest bupati --format csv --basis some --out OUT', 2, 'cli.wrong-use'],
  ['export results --contest bupati --format csv --out NO-DIR', 1, 'files.unwritable'],
  ['frobnicate', 2, 'cli.unknown-command'],
];

describe('the command line', { timeout: PROCESS_TEST_MS }, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    for (const one of BEFORE) await check(one);
  }, PROCESS_TEST_MS);
  afterAll(() => database.drop());

  async function check([text, exit, expected]: Case) {
    const words = text.split(' ').map((word) => (word in FILES ? FILES[word as keyof typeof FILES] : word));
    const ended = await runDesk(...words, '--database', database.url, '--json');
    const answer = answerOf<Partial<Refusal>>(ended);
    if (typeof expected === 'string') expect(answer, text).toMatchObject({ error: { code: expected } });
    else for (const key of expected) expect(answer, text).toHaveProperty([key]);
    expect(ended.status, text).toBe(exit);
    expect(ended.stderr, text).toBe(answer.error === undefined ? '' : `${answer.error.message}\n`);
  }

  it.concurrent.each(ON_A_DESK)('desk %s: exit %i with one document', (...one) => check(one));

  it.concurrent('says a refusal in one sentence on standard error, and nothing on standard output, without --json', async () => {
    const refused = await runDesk('tally', '--contest', 'wali', '--database', database.url);
    expect(refused).toEqual({
      status: 1,
      stdout: '',
      stderr: 'Kontes “wali” tidak ada di pemilihan ini. Yang ada: bupati.\n',
    });
  });

  it.concurrent('ends quietly when nobody reads what it writes', async () => {
    const words = ['export', 'results', '--contest', 'bupati', '--format', 'csv', '--database', database.url];
    for (const unread of [startDesk(words), startDesk(['help'])]) {
      unread.child.stdout.destroy();
      expect((await unread.ended).stderr).toBe('');
    }
  });

  it.concurrent('writes an export to standard output and nothing else', async () => {
    const exported = await runDesk(
      'export',
      'results',
      '--contest',
      'bupati',
      '--format',
      'csv',
      '--database',
      database.url,
    );
    expect(exported).toMatchObject({ status: 0, stderr: '' });
    expect(exported.stdout.split('\r\n')).toHaveLength(3);
  });

  it('asks which election is meant only where there are several', async () => {
    const second = await testDatabase();
    await installElection(second.sql, PLAN);
    await installElection(second.sql, { ...PLAN, id: 'dua' });
    const asked = (...words: string[]) =>
      runDesk('tally', '--contest', 'bupati', ...words, '--database', second.url, '--json');
    const [unnamed, named] = await Promise.all([asked(), asked('--election', 'dua')]);
    await second.drop();
    expect(unnamed.status).toBe(2);
    expect(answerOf<Refusal>(unnamed).error.message).toContain('satu, dua');
    expect(named.status).toBe(0);
    expect(answerOf(named)).toMatchObject({ election: 'dua', expected: 2, received: 0 });
  });

  it('lists its commands when asked for help or for nothing', async () => {
    const [help, none] = await Promise.all([runDesk('help'), runDesk()]);
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(none).toEqual(help);
    for (const name of [
      'serve',
      'election apply',
      'import stations',
      'import results',
      'tally',
      'recount',
      'export results',
    ]) {
      expect(help.stdout).toContain(`desk ${name}`);
    }
  });
});

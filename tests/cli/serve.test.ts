import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tally } from '#results/contract/sheets.ts';
import { definitionOf } from '../../src/results/fixtures.ts';
import { answerOf, PROCESS_TEST_MS, type Refusal, runDesk, scratchFolder, startDesk } from './run-desk.ts';

const VILLAGE = '64.09.01.1001';
const PLAN = {
  id: 'satu',
  regions: ['64.09'],
  contests: [{ id: 'bupati', area: '64.09', candidates: [1, 2] }],
  stations: [],
};
const { folder, file } = scratchFolder();
const definition = file('satu.json', JSON.stringify(definitionOf(PLAN)));
const stations = file('tps.csv', `region,station\n${VILLAGE},1\n${VILLAGE},2\n`);
const results = (station: number) =>
  file(
    `r${station}.csv`,
    `region,station,candidate_1,candidate_2,valid_votes,invalid_votes,total_votes\n${VILLAGE},${station},5,3,8,0,8\n`,
  );

type Serving = ReturnType<typeof startDesk> & { readonly url: string };

describe('desk serve', { timeout: PROCESS_TEST_MS }, () => {
  // Not below a folder of the user's own, which the server's user could not enter.
  let data: string;
  beforeAll(async () => {
    data = join(mkdtempSync(join(tmpdir(), 'desk-serve-')), 'data');
    for (const words of [
      ['election', 'apply', definition],
      ['import', 'stations', stations],
    ]) {
      expect(await runDesk(...words, '--data', data)).toMatchObject({ status: 0 });
    }
  }, PROCESS_TEST_MS);
  afterAll(() => rmSync(join(data, '..'), { recursive: true, force: true }));

  async function serve(...words: readonly string[]): Promise<Serving> {
    const started = startDesk(['serve', '--port', '0', '--data', data, ...words]);
    while (!started.stdout().includes('\n') && started.child.exitCode === null) {
      await Promise.race([new Promise((resolve) => started.child.stdout.once('data', resolve)), started.ended]);
    }
    const url = /^ready (http:\/\/\S+)\n$/.exec(started.stdout())?.[1];
    if (url === undefined) throw new Error(started.stderr());
    return { ...started, url };
  }

  /** A person added at the command line comes in by the code that it printed. */
  async function comeIn(url: string): Promise<{ cookie: string }> {
    const add = ['user', 'add', '--name', 'Sri', '--role', 'regency_desk', '--region', '64.09'];
    const added = await runDesk(...add, '--data', data, '--json');
    const { activation_code: code } = answerOf<{ activation_code: string }>(added);
    const reply = await fetch(`${url}/api/v1/activations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, password: 'sungai mahakam deras' }),
    });
    expect(reply.status).toBe(200);
    return {
      cookie: reply.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; '),
    };
  }
  const tally = async (url: string, headers: { cookie: string }) =>
    (await (await fetch(`${url}/api/v1/tally?contest=bupati`, { headers })).json()) as Tally;
  const importing = (station: number) =>
    runDesk(
      'import',
      'results',
      results(station),
      '--contest',
      'bupati',
      '--source',
      'kecamatan',
      '--data',
      data,
      '--json',
    );

  it('answers at once with what the command line brings in beside it, and neither stops the database under the other', async () => {
    const serving = await serve();
    expect(serving.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/);
    const sri = await comeIn(serving.url);
    expect(await tally(serving.url, sri)).toMatchObject({ expected: 2, received: 0 });
    expect(answerOf(await importing(1))).toMatchObject({ accepted: 1 });
    expect(await tally(serving.url, sri)).toMatchObject({
      received: 1,
      totals: { all: { candidates: { 1: 5, 2: 3 } } },
    });

    const second = await serve();
    serving.child.kill('SIGTERM');
    expect(await serving.ended).toMatchObject({ status: 0, stdout: `ready ${serving.url}\n` });
    expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
    expect(await tally(second.url, sri)).toMatchObject({ received: 1 });

    // Ctrl-C below npm arrives twice: from the terminal, and handed on by npm.
    second.child.kill('SIGINT');
    second.child.kill('SIGINT');
    setTimeout(() => second.child.kill('SIGINT'), 5);
    expect(await second.ended).toMatchObject({ status: 0 });
    expect(existsSync(join(data, 'desk/cluster/postmaster.pid'))).toBe(false);
  });

  it('leaves nothing lost when it is killed: the next process finds the database and what was accepted', async () => {
    const serving = await serve();
    expect(answerOf(await importing(2))).toMatchObject({ rows: 1 });
    serving.child.kill('SIGKILL');
    await serving.ended;
    const after = await runDesk('recount', '--data', data, '--json');
    expect(answerOf(after)).toMatchObject({ differences: [] });
    expect(answerOf(await importing(2))).toMatchObject({ unchanged: 1 });
  });

  it('logs the pattern of what was asked, never the question', async () => {
    const serving = await serve();
    await fetch(`${serving.url}/api/v1/regions?q=Siti+Aminah`);
    await fetch(`${serving.url}/api/v1/sheets/satu:bupati:${VILLAGE}:001:regular?nik=6409010101010001`);
    serving.child.kill('SIGTERM');
    const { stderr } = await serving.ended;
    const lines = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter((line) => line.msg === 'answered').map((line) => line.route)).toEqual([
      '/api/v1/regions',
      '/api/v1/sheets/:id',
    ]);
    expect(stderr).not.toMatch(/Siti|6409010101010001|64\.09|127\.0\.0\.1(?!:)|user-agent/i);
  });

  it('refuses a port that is taken or none, a host that others reach without https, and others in the demo', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const serveAt = (...words: string[]) => runDesk('serve', ...words, '--data', join(folder, 'untouched'), '--json');
    const [taken, open, wrong, plain, demo] = await Promise.all([
      runDesk('serve', '--port', String(port), '--data', data, '--json'),
      serveAt('--host', '0.0.0.0', '--port', '0'),
      serveAt('--port', '65536'),
      serveAt('--origin', 'http://desk.example'),
      serveAt('--demo', '--origin', 'https://desk.example'),
    ]);
    other.close();
    expect([taken.status, answerOf<Refusal>(taken).error.code]).toEqual([1, 'http.port-taken']);
    expect([open.status, answerOf<Refusal>(open).error.code]).toEqual([1, 'http.loopback-only']);
    expect([plain.status, answerOf<Refusal>(plain).error.code]).toEqual([1, 'http.wrong-origin']);
    expect([demo.status, answerOf<Refusal>(demo).error.code]).toEqual([1, 'http.demo-stays-here']);
    expect([wrong.status, answerOf<Refusal>(wrong).error.code]).toEqual([2, 'cli.wrong-use']);
    expect(existsSync(join(folder, 'untouched'))).toBe(false);
  });
});

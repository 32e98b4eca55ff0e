import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Election } from '#elections/domain/election.ts';
import type { RegionCode } from '#kernel/region-code.ts';
import type { Result } from '#kernel/result.ts';
import { returnSheet } from '#results/commands/return-sheet.ts';
import { verifySheet } from '#results/commands/verify-sheet.ts';
import { confirmVoid, requestVoid } from '#results/commands/void-sheet.ts';
import type { Desk } from '#results/desk.ts';
import { listSheets } from '#results/reading/list-sheets.ts';
import { readSheet } from '#results/reading/read-sheet.ts';
import { readTally } from '#results/reading/read-tally.ts';
import { regencyCache } from '#results/reading/regency-cache.ts';
import { recountTotals } from '#results/recount/recount-totals.ts';
import { installElection, person, testDesk } from '../../src/results/fixtures.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { importFile, verdictsOf } from './import-files.ts';
import { scratchFolder } from './run-desk.ts';

const VILLAGE = '64.09.01.1001' as RegionCode;
const STATIONS = Array.from({ length: 20 }, (_, at) => `${VILLAGE}/${String(at + 1).padStart(3, '0')}`);
const { file } = scratchFolder();
const rini = person('rini', 'regency_desk');
const joko = person('joko', 'regency_desk');

describe('import over sheets that exist', () => {
  let database: TestDatabase;
  let desk: Desk;
  let election: Election;
  beforeAll(async () => {
    database = await testDatabase();
    desk = testDesk(database.sql);
    election = await installElection(database.sql, {
      id: 'hidup',
      regions: ['64.09'],
      contests: [{ id: 'bupati', area: '64.09', candidates: [1, 2] }],
      stations: STATIONS,
      rounds: [{ round: 'revote', contest: 'bupati', stations: STATIONS.slice(9), opened: '2024-12-05' }],
    });
  });
  afterAll(async () => {
    expect((await recountTotals(desk.sql, [election])).differences).toEqual([]);
    await database.drop();
  });

  let files = 0;
  /** One sheet of 8 valid votes, `first` of them for candidate 1. */
  async function put(station: number, first: number, { replace = '', round = '', dryRun = false } = {}) {
    const row = `${VILLAGE},${station},${round},${first},${8 - first},8,1,9`;
    const path = file(
      `f${files++}`,
      `region,station,round,candidate_1,candidate_2,valid_votes,invalid_votes,total_votes\n${row}\n`,
    );
    const options = { election: 'hidup', contest: 'bupati', dryRun, ...(replace ? { replace } : {}) };
    return verdictsOf(await importFile(desk, path, options));
  }
  const target = (station: number, revision: number, round = 'regular') => ({
    id: desk.ids.next(),
    key: { election: 'hidup', contest: 'bupati', region: VILLAGE, station, round },
    revision,
  });
  const contest = () => election.contests[0]!;
  async function history(station: number) {
    return done(await readSheet(desk.sql, { election, contest: contest(), region: VILLAGE, station }));
  }
  async function voided(station: number, revision: number, round?: string) {
    done(await requestVoid(desk, rini, target(station, revision, round), { reason: 'salah TPS' }));
    done(await confirmVoid(desk, joko, target(station, revision, round)));
  }

  it('keeps another content as a rival, and only asks once', async () => {
    expect(await put(1, 3)).toEqual({ accepted: 1 });
    expect(await put(1, 5)).toEqual({ conflicting: 1 });
    expect(await put(1, 5)).toEqual({ conflicting: 1 });
    const { revisions, rivals } = await history(1);
    expect([revisions.length, rivals.length]).toEqual([1, 1]);
    expect(revisions[0]).toMatchObject({ author: { id: 'cli:berkas', role: 'cli' }, values: { candidate_1: 3 } });
  });

  it('corrects with --replace --reason, and keeps the reason', async () => {
    await put(2, 3);
    expect(await put(2, 5, { replace: 'salah ketik' })).toEqual({ corrected: 1 });
    expect(await put(2, 5, { replace: 'salah ketik' })).toEqual({ unchanged: 1 });
    const { revisions, states } = await history(2);
    expect(states).toEqual({ regular: 'submitted' });
    expect(revisions).toMatchObject([{ reason: null }, { reason: 'salah ketik', values: { candidate_1: 5 } }]);
  });

  it('corrects a returned sheet; without --replace the other content waits', async () => {
    await put(3, 3);
    done(await returnSheet(desk, rini, target(3, 1), { reason: 'periksa lagi' }));
    expect(await put(3, 3)).toEqual({ unchanged: 1 });
    expect(await put(3, 4, { replace: 'dibaca ulang' })).toEqual({ corrected: 1 });
    await put(4, 3);
    done(await returnSheet(desk, rini, target(4, 1), { reason: 'periksa lagi' }));
    expect(await put(4, 4)).toEqual({ conflicting: 1 });
  });

  it('does not replace while a rival waits, nor on a verified sheet', async () => {
    await put(5, 3);
    await put(5, 4);
    expect(await put(5, 5, { replace: 'salah' })).toEqual({ conflicting: 1 });
    expect((await history(5)).rivals).toHaveLength(2);
    await put(6, 3);
    await addPhoto(6);
    done(await verifySheet(desk, rini, target(6, 1), { asWritten: false }));
    expect(await put(6, 3)).toEqual({ unchanged: 1 });
    expect(await put(6, 5, { replace: 'salah' })).toEqual({ conflicting: 1 });
    expect((await history(6)).states).toEqual({ regular: 'verified' });
  });

  it('starts a void sheet anew', async () => {
    await put(7, 3);
    await voided(7, 1);
    expect(await put(7, 3)).toEqual({ accepted: 1 });
    await voided(7, 2);
    expect(await put(7, 5, { replace: 'lembar baru' })).toEqual({ accepted: 1 });
    expect((await history(7)).revisions).toHaveLength(3);
  });

  it('says in a dry run what the real one says, and writes nothing', async () => {
    await put(8, 3);
    const before = await countRows(desk);
    expect(await put(8, 4, { dryRun: true })).toEqual({ conflicting: 1 });
    expect(await put(8, 4, { replace: 'salah', dryRun: true })).toEqual({ corrected: 1 });
    expect(await put(9, 4, { dryRun: true })).toEqual({ accepted: 1 });
    expect(await countRows(desk)).toEqual(before);
  });

  it('counts a station once: by its latest opened round, and by the earlier one when that is void', async () => {
    const tally = async () => {
      const question = { election, contest: contest(), region: VILLAGE, children: true };
      const all = done(await readTally({ sql: desk.sql, cache: regencyCache(desk.sql) }, question));
      return all.children?.find((child) => child.station === 10)?.totals.all.candidates['1'];
    };
    const awaits = async () => {
      const listed = done(
        await listSheets(desk.sql, {
          election,
          contest: contest(),
          region: VILLAGE,
          limit: 200,
          seen: { region: 'national', name: '' },
        }),
      );
      return listed.sheets
        .filter((sheet) => sheet.station === 10)
        .map(({ round, counting, awaitsRound }) => [round, counting, awaitsRound]);
    };
    await put(10, 3);
    expect([await tally(), await awaits()]).toEqual([3, [['regular', true, true]]]);
    expect(await put(10, 6, { round: 'revote' })).toEqual({ accepted: 1 });
    expect(await tally()).toBe(6);
    expect(await awaits()).toEqual(expect.arrayContaining([['revote', true, false]]));
    await voided(10, 1, 'revote');
    expect(await tally()).toBe(3);
    expect(await awaits()).toEqual(expect.arrayContaining([['regular', true, true]]));
    const whole = done(
      await readTally(
        { sql: desk.sql, cache: regencyCache(desk.sql) },
        { election, contest: contest(), children: false },
      ),
    );
    expect(whole.expected).toBe(STATIONS.length);
  });

  async function addPhoto(station: number) {
    const id = desk.ids.next();
    await desk.sql`
      insert into photo (kab_id, id, contest_no, village, station, round, submission_id, page, length, received, sha256, media_type, uploaded_by, recorded_at, completed_at)
      values (6409, ${id}, ${contest().contestNo}, ${VILLAGE}, ${station}, 'regular', ${id}, 1, 10, 10, ${Buffer.alloc(32)}, 'image/webp', 'ani', now(), now())`;
  }
});

function done<Value>(result: Result<Value, { code: string }>): Value {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

async function countRows({ sql }: Desk) {
  const tables = await sql<
    { name: string }[]
  >`select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const counts: Record<string, unknown> = {};
  for (const { name } of tables) counts[name] = (await sql`select count(*)::int as n from ${sql(name)}`)[0]?.n;
  return counts;
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegionCode } from '#kernel/region-code.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import { findRemoteAmong, listRemoteVillages, type RemoteMark, upsertRemoteMark } from '../../src/regions/store.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';

const MARAU = '64.03.02.2001' as RegionCode;
const PENAJAM = '64.09.01.1011' as RegionCode;
const SEPAKU = '64.09.04.2004' as RegionCode;
const KAHAYAN = '62.11.05.1005' as RegionCode;

describe('the remote marks of villages', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    for (const village of [KAHAYAN, MARAU, SEPAKU, PENAJAM]) await mark(village);
    await mark(PENAJAM, { remote: false, reason: 'jalan sudah terbuka' });
  });
  afterAll(() => database.drop());

  function mark(village: RegionCode, more: Partial<RemoteMark> = {}): Promise<void> {
    const markedAt = new Date('2024-11-01T02:00:00Z');
    const full = { village, remote: true, reason: 'hanya lewat sungai', markedAt, markedBy: 'regency_desk', ...more };
    return withTransaction(database.sql, (tx) => upsertRemoteMark(tx, full));
  }

  it('list the villages marked now, in the order of their codes, without those whose mark was lifted', async () => {
    expect(await listRemoteVillages(database.sql)).toEqual([KAHAYAN, MARAU, SEPAKU]);
  });

  it.each([
    ['64', [MARAU, SEPAKU]],
    ['64.09', [SEPAKU]],
    ['64.09.04', [SEPAKU]],
    ['64.09.04.2004', [SEPAKU]],
    ['64.09.01', []],
    ['11', []],
    ['national', [KAHAYAN, MARAU, SEPAKU]],
  ])('within %s are only its own', async (within, expected) => {
    expect(await listRemoteVillages(database.sql, { within: within as RegionCode })).toEqual(expected);
  });

  it('are found among given villages, and none among none', async () => {
    expect(await findRemoteAmong(database.sql, [PENAJAM, SEPAKU, MARAU])).toEqual(new Set([SEPAKU, MARAU]));
    expect(await findRemoteAmong(database.sql, [])).toEqual(new Set());
  });

  it('stay one row per village, with the last word', async () => {
    const rows = await database.sql`select kab_id, remote, reason from region_mark where village = ${PENAJAM}`;
    expect([...rows]).toEqual([{ kab_id: 6409, remote: false, reason: 'jalan sudah terbuka' }]);
  });
});

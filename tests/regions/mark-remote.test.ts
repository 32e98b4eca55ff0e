import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliActor } from '#access/domain/actor.ts';
import type { RegionCode } from '#kernel/region-code.ts';
import { markRemote } from '#regions/commands/mark-remote.ts';
import { listRemoteVillages } from '#regions/store.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';

const AT = new Date('2024-11-20T03:00:00Z');
const VILLAGE = '64.11.01.2001' as RegionCode;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const mark = (region: string, remote: boolean) =>
  markRemote({ sql: database.sql, at: AT, actor: cliActor('test'), region, remote, reason: 'hanya lewat sungai' });

describe('marking a village as remote', () => {
  it('sets the mark, tells the record who and why, and a repeat changes nothing', async () => {
    expect(await mark('6411012001', true)).toMatchObject({ ok: true, value: { region: VILLAGE, remote: true } });
    expect((await mark(VILLAGE, true)).ok).toBe(true);
    expect(await listRemoteVillages(database.sql)).toEqual([VILLAGE]);
    const entries = await database.sql<
      { content: string }[]
    >`select content from audit_entry where subject = ${`region:${VILLAGE}`}`;
    expect(entries.map(({ content }) => JSON.parse(content))).toMatchObject([
      {
        action: 'region.mark-remote',
        actor: { id: 'cli:test' },
        reason: 'hanya lewat sungai',
        before: { remote: false },
        after: { remote: true },
      },
    ]);
  });

  it('lifts the mark and keeps both changes in the record', async () => {
    expect((await mark(VILLAGE, false)).ok).toBe(true);
    expect(await listRemoteVillages(database.sql)).toEqual([]);
    const [counted] = await database.sql<{ entries: number }[]>`select count(*)::int as entries from audit_entry`;
    expect(counted?.entries).toBe(2);
  });

  it.each([
    ['64.11.01', 'regions.not-a-village'],
    ['99.99.99.9999', 'regions.unknown'],
    ['Long Apari', 'regions.not-a-code'],
  ])('refuses %s with its reason and writes nothing', async (region, code) => {
    const refused = await mark(region, true);
    expect(refused.ok ? null : refused.problem.code).toBe(code);
    const [counted] = await database.sql<{ entries: number }[]>`select count(*)::int as entries from audit_entry`;
    expect(counted?.entries).toBe(2);
  });
});

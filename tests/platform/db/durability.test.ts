import { describe, expect, it } from 'vitest';
import { openDatabase } from '#platform/db/connect.ts';
import { settingsProblem } from '#platform/db/durability.ts';
import { emptyDatabase } from '../../harness/database.ts';

const SOUND = {
  server_version: '18.4',
  server_version_num: '180004',
  server_encoding: 'UTF8',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
};

function problemOf(changed: Record<string, string>) {
  return settingsProblem(new Map(Object.entries({ ...SOUND, ...changed })));
}

describe('a server that may hold results', () => {
  it.each(['on', 'remote_apply', 'remote_write', 'local'])('may have synchronous_commit %s', (value) => {
    expect(problemOf({ synchronous_commit: value })).toBeNull();
  });

  it.each(['fsync', 'full_page_writes', 'synchronous_commit'])(
    'must not have %s off, and the sentence names it',
    (setting) => {
      const problem = problemOf({ [setting]: 'off' });
      expect(problem?.code).toBe('database.setting-unsafe');
      expect(problem?.message.id).toContain(setting);
    },
  );

  it.each([
    ['140012', 'database.version-unsupported'],
    ['150000', undefined],
    ['180004', undefined],
    ['190000', 'database.version-unsupported'],
  ])('has version 15 to 18: %s', (number, code) => {
    expect(problemOf({ server_version_num: number })?.code).toBe(code);
  });

  it('keeps texts in UTF-8', () => {
    expect(problemOf({ server_encoding: 'SQL_ASCII' })?.code).toBe('database.encoding-unsupported');
  });

  it('is asked at every opening: a role that commits without waiting is refused', async () => {
    const database = await emptyDatabase();
    try {
      const url = new URL(database.url);
      url.searchParams.set('synchronous_commit', 'off');
      const opened = await openDatabase({ url: url.href });
      expect(opened.ok ? null : opened.problem.fields).toEqual({ setting: 'synchronous_commit', value: 'off' });
    } finally {
      await database.drop();
    }
  });
});

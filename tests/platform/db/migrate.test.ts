import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#platform/db/connect.ts';
import { emptyDatabase } from '../../harness/database.ts';

const FIRST = '-- owner: results\ncreate table sheet (id integer primary key);\ninsert into sheet values (1);';
const SECOND = 'alter table sheet add column note text;';

describe('migrations', () => {
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  let migrationsDir = '';

  beforeEach(async () => {
    database = await emptyDatabase();
    migrationsDir = await mkdtemp(join(tmpdir(), 'desk-migrations-'));
    await write('0001-first.sql', FIRST);
  });
  afterEach(async () => {
    await database.drop();
    await rm(migrationsDir, { recursive: true });
  });
  const write = (name: string, text: string) => writeFile(join(migrationsDir, name), text);

  async function open() {
    const opened = await openDatabase(database.target, { migrationsDir });
    if (!opened.ok) return { code: opened.problem.code, sheets: null };
    const sheets = await opened.value.sql`select * from sheet`;
    await opened.value.close();
    return { code: null, sheets: [...sheets] };
  }

  it('applies each file once, in order', async () => {
    expect(await open()).toEqual({ code: null, sheets: [{ id: 1 }] });
    await write('0002-second.sql', SECOND);
    expect(await open()).toEqual({ code: null, sheets: [{ id: 1, note: null }] });
    expect(await open()).toEqual({ code: null, sheets: [{ id: 1, note: null }] });
  });

  it('applies each file once when four processes open a new database at once', async () => {
    const all = await Promise.all([open(), open(), open(), open()]);
    expect(all).toEqual(Array(4).fill({ code: null, sheets: [{ id: 1 }] }));
  });

  it('leaves nothing of a file that fails in the middle', async () => {
    await open();
    await write('0002-second.sql', `${SECOND}\nselect no_such_function();`);
    await expect(open()).rejects.toThrow('no_such_function');
    await rm(join(migrationsDir, '0002-second.sql'));
    expect(await open()).toEqual({ code: null, sheets: [{ id: 1 }] });
  });

  it('refuses a database whose applied file was changed since', async () => {
    await open();
    await write('0001-first.sql', `${FIRST}\n`);
    expect(await open()).toEqual({ code: 'database.schema-changed', sheets: null });
  });

  it('refuses a database of a newer program', async () => {
    await write('0002-second.sql', SECOND);
    await open();
    await rm(join(migrationsDir, '0002-second.sql'));
    expect(await open()).toEqual({ code: 'database.schema-newer', sheets: null });
  });

  it('takes a gap in the numbers for a defect', async () => {
    await write('0003-third.sql', SECOND);
    await expect(open()).rejects.toThrow('0003-third.sql is not number 2');
  });
});

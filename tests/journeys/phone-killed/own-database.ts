import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#platform/db/connect.ts';
import type { Sql } from '#platform/db/sql.ts';

/** A new database server of its own, for a command; gone afterwards. */
export async function withOwnDatabase(work: (sql: Sql) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-killed-data-'));
  const opened = await openDatabase({ dataDir: folder });
  if (!opened.ok) throw new Error(opened.problem.message.en);
  try {
    await work(opened.value.sql);
  } finally {
    await opened.value.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

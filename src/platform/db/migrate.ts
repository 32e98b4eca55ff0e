import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { databaseProblemOf } from './problems.ts';
import type { Sql } from './sql.ts';

export type Migration = {
  readonly number: number;
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
};
type Applied = { readonly number: number; readonly name: string; readonly sha256: string };

/** One at a time over all processes of the database; the number only has to be ours. */
const MIGRATION_LOCK = 7_304_001;

/**
 * Brings the schema to the newest migration: each in its own transaction, recorded with the hash of its file.
 * @param sql a pool of exactly one connection, because the advisory lock belongs to the connection
 */
export async function migrate(sql: Sql, folder: string): Promise<Result<{ applied: string[] }, Problem>> {
  const migrations = await readMigrations(folder);
  await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
  try {
    const done = await readApplied(sql);
    const problem = historyProblem(migrations, done);
    if (problem) return refuse(problem);
    const waiting = migrations.slice(done.length);
    for (const migration of waiting) await apply(sql, migration);
    return accept({ applied: waiting.map((migration) => migration.name) });
  } finally {
    await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`;
  }
}

/** Reads `NNNN-name.sql` in order; a gap or another name is a defect of the program. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
      if (number !== index + 1)
        throw new Error(`broken invariant: migration ${name} is not number ${index + 1} in order`);
      const text = await readFile(join(folder, name), 'utf8');
      return { number, name, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/** What was applied must be the beginning of what the program brings, byte for byte. */
export function historyProblem(migrations: readonly Migration[], applied: readonly Applied[]): Problem | null {
  for (const [index, done] of applied.entries()) {
    const migration = migrations[index];
    if (!migration) return databaseProblemOf('schema-newer', { name: done.name });
    if (migration.sha256 !== done.sha256) return databaseProblemOf('schema-changed', { name: done.name });
  }
  return null;
}

async function readApplied(sql: Sql): Promise<Applied[]> {
  const [found] = await sql<{ exists: boolean }[]>`select to_regclass('schema_migration') is not null as exists`;
  if (found?.exists) return sql<Applied[]>`select number, name, sha256 from schema_migration order by number`;
  await sql`create table schema_migration (
    number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`;
  return [];
}

async function apply(sql: Sql, migration: Migration): Promise<void> {
  await sql.begin(async (tx) => {
    await tx.unsafe(migration.text);
    await tx`insert into schema_migration (number, name, sha256)
      values (${migration.number}, ${migration.name}, ${migration.sha256})`;
  });
}

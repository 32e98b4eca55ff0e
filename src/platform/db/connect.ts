import { fileURLToPath } from 'node:url';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { serverProblem } from './durability.ts';
import { type EmbeddedServer, startEmbedded } from './launcher/launcher.ts';
import { migrate } from './migrate.ts';
import { databaseProblem, databaseProblemOf } from './problems.ts';
import { type ConnectionOptions, createSql, type Sql } from './sql.ts';

export type Database = {
  readonly sql: Sql;
  /** For a process that stays: an embedded server that dies is started again. Somebody else's server is theirs to keep. */
  tend(): void;
  close(): Promise<void>;
};
export type DatabaseTarget = { readonly dataDir: string } | { readonly url: string };
export type OpenOptions = { readonly migrationsDir?: string; readonly poolSizeMax?: number };

const MIGRATIONS_DIR = fileURLToPath(new URL('../../../migrations/', import.meta.url));

/** Opens the desk's database, starting the embedded server where no other runs, and brings its schema up to date. */
export async function openDatabase(
  target: DatabaseTarget,
  options: OpenOptions = {},
): Promise<Result<Database, Problem>> {
  if ('url' in target) {
    if (!isDatabaseUrl(target.url)) return refuse(databaseProblemOf('url-invalid'));
    return openServer(target, options, { tend() {}, async stop() {} });
  }
  const embedded = await startEmbedded(target.dataDir);
  if (!embedded.ok) return embedded;
  return openServer(embedded.value.connection, options, embedded.value);
}

async function openServer(
  connection: ConnectionOptions | { readonly url: string },
  options: OpenOptions,
  server: Pick<EmbeddedServer, 'tend' | 'stop'>,
): Promise<Result<Database, Problem>> {
  const problem = await prepareServer(connection, options.migrationsDir ?? MIGRATIONS_DIR).catch(async (defect) => {
    await server.stop();
    throw defect;
  });
  if (problem) {
    await server.stop();
    return refuse(problem);
  }
  const sql = createSql(connection, options.poolSizeMax ? { max: options.poolSizeMax } : {});
  return accept({
    sql,
    tend: () => server.tend(),
    async close() {
      await sql.end({ timeout: 5 });
      await server.stop();
    },
  });
}

/** Checks the server and migrates on one connection of its own. */
async function prepareServer(
  connection: ConnectionOptions | { readonly url: string },
  migrationsDir: string,
): Promise<Problem | null> {
  const sql = createSql(connection, { max: 1 });
  try {
    const unsafe = await serverProblem(sql);
    if (unsafe) return unsafe;
    const migrated = await migrate(sql, migrationsDir);
    return migrated.ok ? null : migrated.problem;
  } catch (error) {
    const problem = databaseProblem(error);
    if (!problem) throw error;
    return problem;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function isDatabaseUrl(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
}

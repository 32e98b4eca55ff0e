import { createHash, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { openDatabase } from '#platform/db/connect.ts';
import { openDeskFolders } from '#platform/db/launcher/folders.ts';
import { startEmbedded } from '#platform/db/launcher/launcher.ts';
import { findPostmaster } from '#platform/db/launcher/postmaster.ts';
import { adminConnection, deskConnection } from '#platform/db/launcher/roles.ts';
import { readMigrations } from '#platform/db/migrate.ts';
import { createSql, type Sql } from '#platform/db/sql.ts';

export type TestDatabase = {
  readonly sql: Sql;
  /** What `openDatabase` and `--database` take. */
  readonly url: string;
  readonly target: { readonly url: string };
  drop(): Promise<void>;
};
type Server = { readonly adminUrl: string; readonly deskUrl: string; readonly owner: string };

const MIGRATIONS_DIR = fileURLToPath(new URL('../../migrations/', import.meta.url));
const TEMPLATE_LOCK = 7_304_101;

/**
 * A fresh migrated database for one test file, copied from a template. It lies on the embedded server of the run, or on
 * the server of `DESK_TEST_DATABASE_URL` (a role that may create databases).
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  const name = `desk_test_${randomBytes(6).toString('hex')}`;
  await withAdmin(server, async (admin) => {
    const template = await ensureTemplate(server, admin);
    await admin.unsafe(`create database ${name} template ${template} owner = ${server.owner}`);
  });
  const url = withDatabase(server.deskUrl, name);
  const sql = createSql({ url });
  return {
    sql,
    url,
    target: { url },
    async drop() {
      await sql.end({ timeout: 5 });
      await withAdmin(server, (admin) => admin.unsafe(`drop database ${name} with (force)`));
    },
  };
}

/** Another database with what a first one holds; nobody may be connected to the first. */
export async function copyOfDatabase(url: string): Promise<Omit<TestDatabase, 'sql'>> {
  const server = await testServer();
  const name = `desk_test_${randomBytes(6).toString('hex')}`;
  const from = new URL(url).pathname.slice(1);
  await withAdmin(server, (admin) => admin.unsafe(`create database ${name} template ${from} owner = ${server.owner}`));
  const copy = withDatabase(server.deskUrl, name);
  return {
    url: copy,
    target: { url: copy },
    drop: () => withAdmin(server, async (admin) => void (await admin.unsafe(`drop database ${name} with (force)`))),
  };
}

/** A fresh database without any table, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<Omit<TestDatabase, 'sql'>> {
  const server = await testServer();
  const name = `desk_test_${randomBytes(6).toString('hex')}`;
  await withAdmin(server, (admin) => admin.unsafe(`create database ${name} owner = ${server.owner}`));
  const url = withDatabase(server.deskUrl, name);
  return {
    url,
    target: { url },
    drop: () => withAdmin(server, async (admin) => void (await admin.unsafe(`drop database ${name} with (force)`))),
  };
}

async function testServer(): Promise<Server> {
  const external = process.env.DESK_TEST_DATABASE_URL;
  if (external) return { adminUrl: external, deskUrl: external, owner: 'default' };
  const folder = inject('databaseFolder');
  const started = await startEmbedded(folder);
  const folders = await openDeskFolders(folder);
  if (!started.ok || !folders.ok) throw new Error(`the test server did not start: ${JSON.stringify(started)}`);
  const running = await findPostmaster(folders.value.cluster);
  if (!running) throw new Error('the test server ended');
  // The run's own end stops the server, so leaving it is not needed.
  const admin = await adminConnection(folders.value, running);
  const desk = await deskConnection(folders.value, running);
  return { adminUrl: urlOf(admin), deskUrl: urlOf(desk), owner: desk.user };
}

function urlOf(at: { host: string; port: number; user: string; password: string; database: string }): string {
  return `postgres://${at.user}:${at.password}@localhost:${at.port}/${at.database}?host=${at.host}`;
}

async function withAdmin<Value>(server: Server, work: (admin: Sql) => PromiseLike<Value>): Promise<Value> {
  const admin = createSql({ url: server.adminUrl }, { max: 1 });
  try {
    return await work(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

/** Made once per state of the migrations; a template that a broken-off run left unfinished has another name. */
async function ensureTemplate(server: Server, admin: Sql): Promise<string> {
  const migrations = await readMigrations(MIGRATIONS_DIR);
  const hash = createHash('sha256')
    .update(migrations.map((migration) => migration.sha256).join())
    .digest('hex');
  const template = `desk_template_${hash.slice(0, 16)}`;
  await admin`select pg_advisory_lock(${TEMPLATE_LOCK})`;
  try {
    const [found] = await admin`select from pg_database where datname = ${template}`;
    if (!found) await makeTemplate(server, admin, template);
    return template;
  } finally {
    await admin`select pg_advisory_unlock(${TEMPLATE_LOCK})`;
  }
}

async function makeTemplate(server: Server, admin: Sql, template: string): Promise<void> {
  const making = `${template}_new`;
  await admin.unsafe(`drop database if exists ${making} with (force)`);
  await admin.unsafe(`create database ${making} owner = ${server.owner}`);
  const migrated = await openDatabase({ url: withDatabase(server.deskUrl, making) });
  if (!migrated.ok) throw new Error(migrated.problem.message.en);
  await migrated.value.close();
  await admin.unsafe(`alter database ${making} rename to ${template}`);
}

function withDatabase(text: string, name: string): string {
  const url = new URL(text);
  url.pathname = `/${name}`;
  return url.href;
}

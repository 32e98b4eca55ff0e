import { readFile } from 'node:fs/promises';
import { type ConnectionOptions, createSql } from '../sql.ts';
import { ADMIN_ROLE } from './cluster.ts';
import type { DeskFolders } from './folders.ts';
import type { Postmaster } from './postmaster.ts';

const DESK = 'desk';

/** The role that the program uses owns its database and nothing else: the server may be able to read root's files. */
export async function deskConnection(folders: DeskFolders, running: Postmaster): Promise<ConnectionOptions> {
  const password = (await readFile(folders.deskPassword, 'utf8')).trim();
  return { host: running.socketFolder, port: running.port, user: DESK, password, database: DESK };
}

/** The superuser of the embedded server, for its making and for tests. */
export async function adminConnection(folders: DeskFolders, running: Postmaster): Promise<ConnectionOptions> {
  const password = (await readFile(folders.adminPassword, 'utf8')).trim();
  return { host: running.socketFolder, port: running.port, user: ADMIN_ROLE, password, database: 'postgres' };
}

/** Makes role and database where a first start was broken off before it got that far. */
export async function ensureDeskDatabase(folders: DeskFolders, running: Postmaster): Promise<void> {
  const { password } = await deskConnection(folders, running);
  const sql = createSql(await adminConnection(folders, running), { max: 1 });
  try {
    const [found] = await sql<{ role: boolean; database: boolean }[]>`
      select exists (select from pg_roles where rolname = ${DESK}) as role,
        exists (select from pg_database where datname = ${DESK}) as database`;
    // The password is our own base64url text, so it cannot end the literal.
    if (!found?.role)
      await sql.unsafe(`create role ${DESK} login nosuperuser nocreatedb nocreaterole password '${password}'`);
    if (!found?.database) await sql.unsafe(`create database ${DESK} owner ${DESK}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

import { type ConnectionOptions, createSql, type Sql } from '../sql.ts';

const HOLDER_LOCK = 7_304_002;

/**
 * Says to the other processes of the folder that this one uses the server: a shared lock on a connection of its own.
 * It lives in the database `postgres`, so that the desk's own can be copied or dropped meanwhile.
 */
export async function holdServer(connection: ConnectionOptions): Promise<Sql> {
  const sql = createSql({ ...connection, database: 'postgres' }, { max: 1, max_lifetime: null });
  await sql`select pg_advisory_lock_shared(${HOLDER_LOCK})`;
  return sql;
}

/** @returns whether nobody else holds the server, so that the leaver shall stop it; a server that is gone needs no stopping */
export async function leaveServer(sql: Sql): Promise<boolean> {
  try {
    await sql`select pg_advisory_unlock_shared(${HOLDER_LOCK})`;
    const [alone] = await sql<{ last: boolean }[]>`select pg_try_advisory_lock(${HOLDER_LOCK}) as last`;
    return alone?.last === true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

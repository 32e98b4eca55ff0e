import type { Sql, Tx } from '#platform/db/sql.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The names of people by their ids, for screens; ids of the command line and unknown ones are simply missing. */
export async function namesOf(sql: Sql | Tx, ids: Iterable<string>): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => UUID.test(id));
  if (wanted.length === 0) return new Map();
  const rows = await sql<{ id: string; name: string }[]>`
    select id, name from account where id = any(${wanted}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

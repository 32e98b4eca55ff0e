import { namesOf } from '#access/store/names.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';

/** How people read who wrote a content or acted: a name where there is an account, else what it was. */
export async function authorNames(sql: Sql | Tx, ids: readonly string[]): Promise<(id: string) => string> {
  const names = await namesOf(sql, [...new Set(ids)]);
  return (id) => names.get(id) ?? (id.startsWith('cli:') ? 'Impor' : 'Petugas lain');
}

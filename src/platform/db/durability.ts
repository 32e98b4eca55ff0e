import type { Problem } from '#kernel/problem.ts';
import { databaseProblemOf } from './problems.ts';
import type { Sql } from './sql.ts';

const VERSION_MIN = 150_000;
const VERSION_END = 190_000;
/** Off, each of these loses acknowledged results in a power cut. */
const UNSAFE_WHEN_OFF = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** Why this server may not hold results; null where it may. */
export async function serverProblem(sql: Sql): Promise<Problem | null> {
  const rows = await sql<{ name: string; setting: string }[]>`
    select name, current_setting(name) as setting from pg_settings
    where name in ('server_version', 'server_version_num', 'server_encoding', 'fsync', 'full_page_writes', 'synchronous_commit')`;
  return settingsProblem(new Map(rows.map((row) => [row.name, row.setting])));
}

/** The rule alone, on the server's settings as text. */
export function settingsProblem(settings: ReadonlyMap<string, string>): Problem | null {
  const version = Number(settings.get('server_version_num'));
  if (!(version >= VERSION_MIN && version < VERSION_END)) {
    return databaseProblemOf('version-unsupported', { found: settings.get('server_version') });
  }
  const encoding = settings.get('server_encoding');
  if (encoding !== 'UTF8') return databaseProblemOf('encoding-unsupported', { found: encoding });
  for (const setting of UNSAFE_WHEN_OFF) {
    const value = settings.get(setting);
    if (value === undefined || value === 'off') return databaseProblemOf('setting-unsafe', { setting, value });
  }
  return null;
}

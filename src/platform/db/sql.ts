import postgres from 'postgres';

type Types = { readonly bigint: number; readonly day: string };
/** The pool of connections; tagged templates run on any of them. */
export type Sql = postgres.Sql<Types>;
/** One transaction; stores take this, so that a command decides what is written together. */
export type Tx = postgres.TransactionSql<Types>;
export type ConnectionOptions = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
};

export const POOL_SIZE_MAX = 8;

/** Opens no connection yet: the first query does. */
export function createSql(target: ConnectionOptions | { readonly url: string }, overrides: PoolOptions = {}): Sql {
  const options = { ...BASE, ...overrides };
  if (!('url' in target)) return postgres({ ...target, ...options });
  const { url, socketFolder } = splitSocketFolder(target.url);
  return postgres(url, socketFolder === null ? options : { ...options, host: socketFolder });
}

/** `?host=/folder` names the folder of a socket, as PostgreSQL's own tools write it; the driver does not know it. */
function splitSocketFolder(text: string): { readonly url: string; readonly socketFolder: string | null } {
  const url = new URL(text);
  const socketFolder = url.searchParams.get('host');
  url.searchParams.delete('host');
  return { url: url.href, socketFolder };
}

export type PoolOptions = { readonly max?: number; readonly max_lifetime?: number | null };

const BASE = {
  max: POOL_SIZE_MAX,
  connect_timeout: 10,
  // The driver would wait up to 20 s between its tries, and every question of a user with it.
  backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 1),
  prepare: true,
  // The driver forgets whose connection it is when a transaction begins as the last of so many questions on it, and fails
  // it with its "begin" sent. So many never wait. @source github.com/porsager/postgres/pull/1207
  max_pipeline: 1_000_000,
  onnotice: () => {},
  connection: { TimeZone: 'UTC', application_name: 'desk', client_min_messages: 'warning' as const },
  types: {
    bigint: { to: 20, from: [20], serialize: String, parse: safeInteger },
    // A day has no time zone; a Date would shift it.
    day: { to: 1082, from: [1082], serialize: String, parse: String },
  },
};

/** int8 beyond 2^53 would silently lose digits, so it is a defect, never a value. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new Error(`broken invariant: the whole number ${text} is beyond what the program holds exactly`);
  return value;
}

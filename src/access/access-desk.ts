import type { Clock, IdSource } from '#kernel/clock.ts';
import type { Problem } from '#kernel/problem.ts';
import type { Area } from '#kernel/region-code.ts';
import type { Result } from '#kernel/result.ts';
import type { Sql } from '#platform/db/sql.ts';
import type { Rights } from './domain/rights.ts';
import type { HashQueue } from './password/hash-queue.ts';
import type { SessionBook } from './session-book.ts';

/** The list of regions belongs to a room above this one, so what is asked of it is passed in. */
export type RegionLookup = {
  /** Reads a code (or `national`) that exists, or says what is wrong with it. */
  require(text: string): Result<Area, Problem>;
  /** what `require` says of a code that does not exist */
  unknown(area: Area): Problem;
  nameOf(area: Area): string | null;
};

/** What the commands on people work with. */
export type AccessDesk = {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** folder of the desk's own files; the key of the phone numbers lies in it */
  readonly filesDir: string;
  readonly regions: RegionLookup;
  readonly rights: Rights;
  readonly sessions: Pick<SessionBook, 'forget'>;
};

/** Those that compare or make passwords besides. */
export type PasswordDesk = AccessDesk & { readonly passwords: HashQueue };

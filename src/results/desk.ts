import type { BookKeeper } from '#elections/election-book.ts';
import type { Clock, IdSource } from '#kernel/clock.ts';
import type { Sql } from '#platform/db/sql.ts';

/** What every command of the desk works with; made once at a composition root. */
export type Desk = {
  readonly sql: Sql;
  readonly books: BookKeeper;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** folder of the desk's own files: photos, pieces on their way, keys */
  readonly filesDir: string;
};

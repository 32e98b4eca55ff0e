import type { Clock } from '#kernel/clock.ts';
import type { Sql } from '#platform/db/sql.ts';
import { type LiveSession, liveSession } from './domain/live-session.ts';
import { secretHash } from './secret-tokens.ts';
import { findSession, type StoredSession, touchSession } from './store/sessions.ts';

/** What ended elsewhere (another process, the command line) acts after this long at most. @source quality A-3 */
export const KEPT_MAX_MS = 1000;
/** "Seen" need not be exact, and a write per request would be dear. */
const SEEN_STEP_MS = 60_000;
const ENTRIES_MAX = 20_000;

export type SessionBook = {
  /** The live session of a cookie's token, judged as of now. */
  find(token: string): Promise<LiveSession | null>;
  /** To be called after every change of accounts, roles, devices or sessions: it acts on the next request. */
  forget(): void;
};

type Entry = { readonly record: StoredSession; readonly readAt: number };

/** Sessions as they stood within the last second; what does not exist is never remembered. */
export function sessionBook({ sql, clock }: { readonly sql: Sql; readonly clock: Clock }): SessionBook {
  const entries = new Map<string, Entry>();
  let generation = 0;

  async function load(token: string, at: Date): Promise<StoredSession | null> {
    const begunIn = generation;
    const record = await findSession(sql, secretHash(token));
    if (record === null) return null;
    if (at.getTime() - record.seenAt.getTime() >= SEEN_STEP_MS && liveSession(record, at))
      await touchSession(sql, record.id, at);
    if (entries.size >= ENTRIES_MAX) entries.clear();
    // What was read before a change must not outlive it.
    if (begunIn === generation) entries.set(token, { record, readAt: at.getTime() });
    return record;
  }

  return {
    async find(token) {
      const at = clock.now();
      const kept = entries.get(token);
      const ageMs = kept ? at.getTime() - kept.readAt : Number.POSITIVE_INFINITY;
      const record = kept && ageMs >= 0 && ageMs < KEPT_MAX_MS ? kept.record : await load(token, at);
      return record && liveSession(record, at);
    },
    forget() {
      generation++;
      entries.clear();
    },
  };
}

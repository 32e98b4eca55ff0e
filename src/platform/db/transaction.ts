import { setTimeout as pause } from 'node:timers/promises';
import type { Sql, Tx } from './sql.ts';

export const ATTEMPTS_MAX = 5;
/** Serialisation failure, deadlock, and a server that changes over: the same work may succeed at once. */
const RETRIED = new Set(['40001', '40P01', '57P01']);

/**
 * Runs the work in one transaction and again from its start when the database asks for it. The work must therefore be
 * free of effects outside the transaction, and idempotent: a change-over can hide that a commit succeeded.
 */
export async function withTransaction<Value>(sql: Sql, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await sql.begin((tx) => work(tx))) as Value;
    } catch (error) {
      if (attempt >= ATTEMPTS_MAX || !isRetried(error)) throw error;
      await pause(Math.random() * 10 * 2 ** attempt);
    }
  }
}

function isRetried(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && RETRIED.has(String(error.code));
}

import { createHash } from 'node:crypto';

/** What happened, in words that the seed alone decides: no time of the database, no id it made. */
export type EventLog = {
  note(actor: string, what: string, outcome?: string): void;
  readonly lines: readonly string[];
  hash(): string;
};

export function eventLog(now: () => number): EventLog {
  const lines: string[] = [];
  const start = now();
  return {
    lines,
    note: (actor, what, outcome = '') => void lines.push(`${now() - start} ${actor} ${what} ${outcome}`.trimEnd()),
    hash: () => createHash('sha256').update(lines.join('\n')).digest('hex'),
  };
}

import type { LightMyRequestResponse } from 'fastify';
import type { Sql } from '#platform/db/sql.ts';

/** What stands in each table: how many rows, and a sum over all that they say. */
export type Contents = ReadonlyMap<string, { readonly rows: number; readonly sum: string }>;

/** Changed by refused requests on purpose: failed tries are counted. */
const COUNTING = 'login_failure';
/** When somebody was last seen, and the lock of a kabupaten in which nothing was written yet, are no content. */
const CONTENT: Readonly<Record<string, string>> = {
  session: "(to_jsonb(t) - 'seen_at')::text",
  audit_head: 'case when last_seq = 0 then null else t::text end',
};

/** Reads every table of the desk. */
export async function readContents(sql: Sql): Promise<Contents> {
  const tables = await sql<{ name: string }[]>`
    select tablename::text as name from pg_tables where schemaname = 'public' and tablename <> ${COUNTING} order by 1`;
  const parts = tables.map(
    ({ name }) => `select '${name}' as name, count(*)::int as rows, coalesce(sum(hashtextextended(
      ${CONTENT[name] ?? 't::text'}, 0)), 0)::text as sum from ${name} t`,
  );
  const rows = await sql.unsafe<{ name: string; rows: number; sum: string }[]>(parts.join(' union all '));
  return new Map(rows.map(({ name, rows: count, sum }) => [name, { rows: count, sum }]));
}

export function changedTables(before: Contents, after: Contents): string[] {
  return [...after].filter(([name, { sum }]) => before.get(name)?.sum !== sum).map(([name]) => name);
}

export function recordsWritten(before: Contents, after: Contents): number {
  return (after.get('audit_entry')?.rows ?? 0) - (before.get('audit_entry')?.rows ?? 0);
}

/** What an accepted request may touch, and how many entries it leaves in the record of changes: least and most. */
export type Writing = {
  readonly tables: readonly string[];
  readonly records: (reply: LightMyRequestResponse) => readonly [least: number, most: number];
};

const exactly = (count: number) => () => [count, count] as const;
const upTo = (count: number) => () => [0, count] as const;
const made = (reply: LightMyRequestResponse) => {
  const { length } = (reply.json() as { made: unknown[] }).made;
  return [length, length] as const;
};
const receipts = (reply: LightMyRequestResponse) => {
  const { receipts: all } = reply.json() as { receipts: { outcome: string; problem?: { code: string } }[] };
  const recorded = all.filter(({ outcome, problem }) => outcome !== 'refused' || NOTED.has(problem?.code ?? ''));
  return [0, recorded.length] as const;
};
const NEW_ACCOUNT = ['account', 'assignment', 'activation'];
const SHEET = ['sheet', 'sheet_revision', 'sheet_rival', 'sheet_act', 'held_submission', 'area_total', 'outbox_event'];

/** Every route that changes something. A route that is not here changes nothing, whatever it is sent. */
export const WRITINGS: Readonly<Record<string, Writing>> = {
  activate: { tables: ['account', 'activation', 'device', 'session'], records: exactly(1) },
  logIn: { tables: ['device', 'session'], records: exactly(1) },
  chooseAssignment: { tables: ['session'], records: exactly(1) },
  changePassword: { tables: ['account', 'activation', 'session'], records: exactly(1) },
  putPending: { tables: ['device'], records: exactly(0) },
  endSession: { tables: ['session'], records: exactly(1) },
  createAccounts: { tables: NEW_ACCOUNT, records: made },
  importAccounts: { tables: NEW_ACCOUNT, records: made },
  renewCode: { tables: ['activation'], records: exactly(1) },
  endAccount: { tables: ['account', 'activation', 'device', 'session'], records: upTo(1) },
  addAssignment: { tables: ['assignment'], records: () => [1, 2] },
  endAssignment: { tables: ['assignment'], records: exactly(1) },
  readPhone: { tables: [], records: exactly(1) },
  endDevice: { tables: ['device', 'session'], records: upTo(1) },
  submitSheets: { tables: SHEET, records: receipts },
  returnSheet: { tables: SHEET, records: upTo(1) },
  takeLease: { tables: ['sheet_lease'], records: exactly(0) },
  dropLease: { tables: ['sheet_lease'], records: exactly(0) },
  createPhoto: { tables: ['photo'], records: exactly(0) },
  sendPhotoPiece: { tables: ['photo', 'blob', 'outbox_event'], records: upTo(1) },
};
/** An id that came back with other content stands in the record of changes, though it is refused. */
const NOTED = new Set(['results.submission-reused']);
/** Refusals that write on purpose; a piece that proves the whole to be no photo takes back what was announced. */
export const WRITING_REFUSALS = new Set([...NOTED, 'results.no-photo', 'results.photo-differs']);

import type { Sql, Tx } from '#platform/db/sql.ts';
import type { Assignment } from '../domain/assignment.ts';
import type { Made } from './accounts.ts';

export type NewAssignment = Assignment & { readonly accountId: string };

export async function insertAssignments(
  tx: Sql | Tx,
  assignments: readonly NewAssignment[],
  { at, by }: Made,
): Promise<void> {
  await tx`
    insert into assignment (account_id, assignment_no, role, region, starts_at, ends_at, made_at, made_by)
    select account_id, no, role, region, starts_at, ends_at, ${at}::timestamptz, ${by}
    from unnest(${assignments.map(({ accountId }) => accountId)}::uuid[], ${assignments.map(({ no }) => no)}::int[],
      ${assignments.map(({ role }) => role)}::text[], ${assignments.map(({ region }) => region)}::text[],
      ${assignments.map(({ startsAt }) => startsAt.toISOString())}::text[]::timestamptz[],
      ${assignments.map(({ endsAt }) => endsAt?.toISOString() ?? null)}::text[]::timestamptz[])
      as made (account_id, no, role, region, starts_at, ends_at)`;
}

/** What each of the accounts is and was, in the order given. */
export async function listAssignments(
  sql: Sql | Tx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Assignment[]>> {
  const rows = await sql<(Assignment & { accountId: string })[]>`
    select account_id as "accountId", assignment_no as no, role, region, starts_at as "startsAt", ends_at as "endsAt"
    from assignment where account_id = any(${[...accountIds]}::uuid[]) order by account_id, assignment_no`;
  return Map.groupBy(rows, (row) => row.accountId);
}

/** @returns whether it still held then; one that had not begun ends at its own start */
export async function endAssignment(
  tx: Tx,
  { accountId, no, at, by }: { accountId: string; no: number; at: Date; by: string },
): Promise<boolean> {
  const ended = await tx`
    update assignment set ends_at = greatest(starts_at, ${at}), ended_by = ${by}
    where account_id = ${accountId} and assignment_no = ${no} and (ends_at is null or ends_at > ${at})`;
  return ended.count > 0;
}

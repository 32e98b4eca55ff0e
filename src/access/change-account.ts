import type { Json } from '#kernel/canonical-json.ts';
import type { Problem } from '#kernel/problem.ts';
import { type Result, refuse } from '#kernel/result.ts';
import { parseUuid } from '#kernel/uuid.ts';
import { type AuditRow, appendAudit, DESK_WIDE, lockRegencies, nextAuditRow } from '#platform/audit/audit-log.ts';
import type { Tx } from '#platform/db/sql.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import type { AccessDesk } from './access-desk.ts';
import { isVisible, isWithinGift, regencyOf } from './domain/account-scope.ts';
import type { Actor } from './domain/actor.ts';
import type { Assignment } from './domain/assignment.ts';
import { accessProblem } from './problems.ts';
import { lockAccount, type StoredAccount } from './store/accounts.ts';
import { listAssignments } from './store/assignments.ts';

/** What the record of changes keeps: ids and codes, never a name, a number or a password. */
export type AccountEntry = {
  readonly actor: Actor;
  readonly action: string;
  readonly reason?: string | null;
  readonly before?: Json;
  readonly after?: Json;
};
export type AccountChange = {
  readonly tx: Tx;
  readonly at: Date;
  readonly account: StoredAccount;
  readonly assignments: readonly Assignment[];
  record(entry: AccountEntry): void;
};

/**
 * Runs one change of one account in one transaction, recorded in it, and makes it act on the next request. Of two changes
 * of one person the second sees what the first did. The work refuses before it writes.
 */
export async function changeAccount<Value>(
  desk: AccessDesk,
  { accountId, unknown }: { readonly accountId: string; readonly unknown: Problem },
  work: (change: AccountChange) => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem>> {
  const id = parseUuid(accountId);
  if (id === null) return refuse(unknown);
  const done = await withTransaction(desk.sql, async (tx): Promise<Result<Value, Problem>> => {
    const at = desk.clock.now();
    const seen = (await listAssignments(tx, [id])).get(id);
    if (!seen) return refuse(unknown);
    const kabId = regencyOf(seen, at) ?? DESK_WIDE;
    const heads = await lockRegencies(tx, [kabId]);
    const account = await lockAccount(tx, id);
    if (account === null) return refuse(unknown);
    const assignments = (await listAssignments(tx, [id])).get(id) ?? [];
    const rows: AuditRow[] = [];
    function record({ actor, action, reason = null, before = null, after = null }: AccountEntry): void {
      const { id: actorId, role, region, device, channel } = actor;
      const entry = { electionNo: null, action, subject: `account:${id}`, act: null, reason, before, after };
      const by = { id: actorId, role, region, device, channel };
      rows.push(nextAuditRow(heads, kabId, at, { ...entry, actor: by }));
    }
    const result = await work({ tx, at, account, assignments, record });
    if (result.ok) await appendAudit(tx, at, rows);
    return result;
  });
  if (done.ok) desk.sessions.forget();
  return done;
}

/** Why the actor may not change the person, or null. Who is not in his region does not exist for him. */
export function changeRefusal(actor: Actor, { account, assignments, at }: AccountChange): Problem | null {
  if (account.id === actor.id) return accessProblem('own-account');
  if (!isVisible(actor, assignments, at)) return unknownAccount(account.id);
  return isWithinGift(actor, assignments, at) ? null : accessProblem('not-yours-to-give');
}

export function unknownAccount(id: string): Problem {
  return accessProblem('unknown-account', { account: id });
}

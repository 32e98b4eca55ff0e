import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { AccessDesk } from '../access-desk.ts';
import { changeAccount, unknownAccount } from '../change-account.ts';
import { isVisible } from '../domain/account-scope.ts';
import type { Actor } from '../domain/actor.ts';
import { isInScope, mayGrant } from '../domain/rights.ts';
import { accessProblem } from '../problems.ts';
import { endAssignment as closeAssignment } from '../store/assignments.ts';

export type EndAssignmentInput = { readonly actor: Actor; readonly account: string; readonly no: number };

/** Takes a role from a person at once. What their phone still holds from there is held for the level above. */
export async function endAssignment(
  desk: AccessDesk,
  { actor, account: accountId, no }: EndAssignmentInput,
): Promise<Result<null, Problem>> {
  return changeAccount(desk, { accountId, unknown: unknownAccount(accountId) }, async (change) => {
    const { tx, at, account, assignments, record } = change;
    if (account.id === actor.id) return refuse(accessProblem('own-account'));
    if (!isVisible(actor, assignments, at)) return refuse(unknownAccount(accountId));
    const ended = assignments.find((item) => item.no === no && (item.endsAt === null || at < item.endsAt));
    if (!ended || !isInScope(actor, ended.region)) return refuse(accessProblem('unknown-assignment', { no }));
    if (!mayGrant(actor, ended.role, ended.region)) return refuse(accessProblem('not-yours-to-give'));
    await closeAssignment(tx, { accountId: account.id, no, at, by: actor.id });
    record({ actor, action: 'account.end-role', before: { no, role: ended.role, region: ended.region } });
    return accept(null);
  });
}

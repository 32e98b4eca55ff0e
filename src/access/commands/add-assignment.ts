import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { AccessDesk } from '../access-desk.ts';
import { changeAccount, unknownAccount } from '../change-account.ts';
import { isVisible } from '../domain/account-scope.ts';
import type { Actor } from '../domain/actor.ts';
import { type Assignment, assignmentInUse } from '../domain/assignment.ts';
import { mayGrant } from '../domain/rights.ts';
import type { Role } from '../domain/role.ts';
import { fitsLevel } from '../domain/role-fit.ts';
import { parseTerm } from '../domain/term.ts';
import { wrongLevel } from '../new-account.ts';
import { accessProblem } from '../problems.ts';
import { endAssignment, insertAssignments } from '../store/assignments.ts';

export type AddAssignmentInput = {
  readonly actor: Actor;
  readonly account: string;
  readonly role: Role;
  readonly region: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** the role in use ends when the new one begins */
  readonly moves?: boolean | undefined;
};

/** Gives a person another role, beside the one in use or instead of it. */
export async function addAssignment(desk: AccessDesk, input: AddAssignmentInput): Promise<Result<Assignment, Problem>> {
  const { actor, account: accountId, role, from, until, moves = false } = input;
  return changeAccount(desk, { accountId, unknown: unknownAccount(accountId) }, async (change) => {
    const { tx, at, account, assignments, record } = change;
    if (account.id === actor.id) return refuse(accessProblem('own-account'));
    if (!isVisible(actor, assignments, at)) return refuse(unknownAccount(accountId));
    if (account.endedAt) return refuse(accessProblem('account-ended'));
    const region = desk.regions.require(input.region);
    if (!region.ok) return region;
    if (!fitsLevel(role, region.value)) return refuse(wrongLevel(role, region.value));
    if (!mayGrant(actor, role, region.value)) return refuse(accessProblem('not-yours-to-give'));
    const judged = parseTerm({ from, until }, region.value, at);
    if ('fault' in judged) return refuse(accessProblem(judged.fault, { value: input[judged.field] }));
    const left = moves ? assignmentInUse(assignments, null, at) : null;
    if (left && !mayGrant(actor, left.role, left.region)) return refuse(accessProblem('not-yours-to-give'));
    const { startsAt, endsAt } = judged.term;
    if (left) {
      const ends = new Date(Math.max(startsAt.getTime(), at.getTime()));
      await endAssignment(tx, { accountId: account.id, no: left.no, at: ends, by: actor.id });
      record({ actor, action: 'account.end-role', before: { no: left.no, role: left.role, region: left.region } });
    }
    const no = Math.max(0, ...assignments.map((assignment) => assignment.no)) + 1;
    const added = { no, role, region: region.value, startsAt, endsAt };
    await insertAssignments(tx, [{ ...added, accountId: account.id }], { at, by: actor.id });
    const term = { startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null };
    record({ actor, action: 'account.add-role', after: { no, role, region: region.value, ...term } });
    return accept(added);
  });
}

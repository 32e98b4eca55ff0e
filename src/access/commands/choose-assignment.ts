import type { Problem } from '#kernel/problem.ts';
import { accept, invariant, type Result, refuse } from '#kernel/result.ts';
import type { AccessDesk } from '../access-desk.ts';
import { changeAccount } from '../change-account.ts';
import { holdsAt } from '../domain/assignment.ts';
import { actorFrom, type LiveSession } from '../domain/live-session.ts';
import { accessProblem } from '../problems.ts';
import { setAssignmentInUse } from '../store/sessions.ts';

export type ChooseAssignmentInput = { readonly session: LiveSession; readonly no: number };

/** Acts in another of one's own roles from now on, in this session. */
export async function chooseAssignment(
  desk: AccessDesk,
  { session, no }: ChooseAssignmentInput,
): Promise<Result<LiveSession, Problem>> {
  const unknown = accessProblem('unknown-assignment', { no });
  return changeAccount(desk, { accountId: session.account.id, unknown }, async ({ tx, at, assignments, record }) => {
    const chosen = assignments.find((assignment) => assignment.no === no && holdsAt(assignment, at));
    if (!chosen) return refuse(unknown);
    await setAssignmentInUse(tx, session.id, no);
    record({ actor: session.actor, action: 'session.choose-role', after: { session: session.id, no } });
    const actor = actorFrom({ account: session.account, device: session.device, assignments, assignmentNo: no }, at);
    invariant(actor, 'a role that holds makes an actor');
    return accept({ ...session, actor });
  });
}

import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { parseUuid } from '#kernel/uuid.ts';
import type { AccessDesk } from '../access-desk.ts';
import { changeAccount } from '../change-account.ts';
import { isVisible } from '../domain/account-scope.ts';
import type { Actor } from '../domain/actor.ts';
import { hasPermission } from '../domain/rights.ts';
import { accessProblem } from '../problems.ts';
import { endSession as closeSession, findOpenSessionOwner } from '../store/sessions.ts';

export type EndSessionInput = { readonly actor: Actor; readonly session: string };

/** Ends a session of one's own, or of somebody in one's region. */
export async function endSession(
  desk: AccessDesk,
  { actor, session }: EndSessionInput,
): Promise<Result<null, Problem>> {
  const unknown = accessProblem('unknown-session', { session });
  const id = parseUuid(session);
  const accountId = id && (await findOpenSessionOwner(desk.sql, id));
  if (!accountId) return refuse(unknown);
  return changeAccount(desk, { accountId, unknown }, async ({ tx, at, assignments, record }) => {
    const isOwn = accountId === actor.id;
    const mayEnd = hasPermission(desk.rights, actor, 'devices.end') && isVisible(actor, assignments, at);
    if (!isOwn && !mayEnd) return refuse(unknown);
    await closeSession(tx, id, { at, by: actor.id });
    record({ actor, action: 'session.end', after: { session: id } });
    return accept(null);
  });
}

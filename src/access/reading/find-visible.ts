import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { parseUuid } from '#kernel/uuid.ts';
import type { AccessDesk } from '../access-desk.ts';
import { unknownAccount } from '../change-account.ts';
import { isVisible } from '../domain/account-scope.ts';
import type { Actor } from '../domain/actor.ts';
import { listAssignments } from '../store/assignments.ts';

/** The id of a person in the actor's region, or of himself; everybody else is unknown. */
export async function findVisible(
  { sql, clock }: AccessDesk,
  actor: Actor,
  account: string,
): Promise<Result<string, Problem>> {
  const id = parseUuid(account);
  if (id === null) return refuse(unknownAccount(account));
  if (id === actor.id) return accept(id);
  const assignments = (await listAssignments(sql, [id])).get(id) ?? [];
  return isVisible(actor, assignments, clock.now()) ? accept(id) : refuse(unknownAccount(account));
}

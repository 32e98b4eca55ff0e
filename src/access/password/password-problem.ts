import type { Problem } from '#kernel/problem.ts';
import { weakPassword } from '../domain/password-rules.ts';
import { accessProblem } from '../problems.ts';

/** Why a password will not do for the person, or null. */
export function passwordProblem(
  password: string,
  { user, name }: { readonly user: string; readonly name: string },
  alsoKnown: readonly string[] = [],
): Problem | null {
  const reason = weakPassword(password, [user, name, ...alsoKnown]);
  return reason && accessProblem('weak-password', { reason });
}

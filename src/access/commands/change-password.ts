import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { PasswordDesk } from '../access-desk.ts';
import { changeAccount, unknownAccount } from '../change-account.ts';
import type { LiveSession } from '../domain/live-session.ts';
import { attemptOn, dropAttempt, failAttempt, openAttempt, passAttempt } from '../password/attempts.ts';
import { NOBODYS_HASH } from '../password/hash-queue.ts';
import { passwordProblem } from '../password/password-problem.ts';
import { accessProblem } from '../problems.ts';
import { findAccount, setPassword } from '../store/accounts.ts';
import { endActivations } from '../store/activations.ts';
import { endSessionsOfAccount } from '../store/sessions.ts';

export type ChangePasswordInput = {
  readonly session: LiveSession;
  readonly current: string;
  readonly next: string;
  readonly address: string;
};

/** A new password for whoever proves the old one; every other session of the person ends. */
export async function changePassword(
  desk: PasswordDesk,
  { session, current, next, address }: ChangePasswordInput,
): Promise<Result<null, Problem>> {
  const { actor, account } = session;
  const attempt = attemptOn(account.user, session.device.id, address);
  const opened = await openAttempt(desk, attempt);
  if (!opened.ok) return opened;
  const stored = await findAccount(desk.sql, account.id);
  const compared = await desk.passwords.verify(stored?.passwordHash ?? NOBODYS_HASH, current);
  if (!compared.ok) {
    await dropAttempt(desk, opened.value);
    return compared;
  }
  if (!compared.value || !stored?.passwordHash)
    return refuse((await failAttempt(desk, attempt, opened.value)) ?? accessProblem('wrong-log-in'));
  const mustWait = await passAttempt(desk, attempt, opened.value);
  if (mustWait) return refuse(mustWait);
  const weak = passwordProblem(next, account, [current, ...session.assignments.map(({ region }) => region)]);
  if (weak) return refuse(weak);
  const hashed = await desk.passwords.hash(next);
  if (!hashed.ok) return hashed;
  return changeAccount(desk, { accountId: account.id, unknown: unknownAccount(account.id) }, async (change) => {
    const { tx, at } = change;
    if (change.account.passwordHash !== stored.passwordHash) return refuse(accessProblem('wrong-log-in'));
    await setPassword(tx, account.id, hashed.value);
    await endActivations(tx, account.id, at);
    await endSessionsOfAccount(tx, account.id, { at, by: actor.id, except: session.id });
    change.record({ actor, action: 'account.change-password' });
    return accept(null);
  });
}

import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { PasswordDesk } from '../access-desk.ts';
import { changeAccount } from '../change-account.ts';
import { foldUser } from '../domain/login-name.ts';
import { attemptOn, dropAttempt, failAttempt, openAttempt, passAttempt } from '../password/attempts.ts';
import { NOBODYS_HASH } from '../password/hash-queue.ts';
import { accessProblem } from '../problems.ts';
import { listProvenDevices } from '../proven-devices.ts';
import { type Browser, type StartedSession, startSession } from '../start-session.ts';
import { findAccountByUser } from '../store/accounts.ts';

export type LogInInput = { readonly user: string; readonly password: string; readonly browser: Browser };

/** A wrong name, a wrong password, an account that was never activated or has ended: one answer, after the same work. */
export async function logIn(
  desk: PasswordDesk,
  { user, password, browser }: LogInInput,
): Promise<Result<StartedSession, Problem>> {
  const name = foldUser(user);
  const account = await findAccountByUser(desk.sql, name);
  // Asked for every name alike: the work must not tell whether one exists.
  const proven = await listProvenDevices(desk.sql, browser.deviceTokens);
  const known = proven.find(({ accountId }) => accountId === account?.id);
  const attempt = attemptOn(name, known?.id ?? null, browser.address);
  const opened = await openAttempt(desk, attempt);
  if (!opened.ok) return opened;
  const compared = await desk.passwords.verify(account?.passwordHash ?? NOBODYS_HASH, password);
  if (!compared.ok) {
    await dropAttempt(desk, opened.value);
    return compared;
  }
  const wrong = accessProblem('wrong-log-in');
  if (!account?.passwordHash || account.endedAt || !compared.value)
    return refuse((await failAttempt(desk, attempt, opened.value)) ?? wrong);
  const mustWait = await passAttempt(desk, attempt, opened.value);
  if (mustWait) return refuse(mustWait);
  return changeAccount(desk, { accountId: account.id, unknown: wrong }, async (change) => {
    const isStale = change.account.endedAt !== null || change.account.passwordHash !== account.passwordHash;
    if (isStale) return refuse(wrong);
    const started = await startSession(desk, change, browser);
    const { actor, id } = started.session;
    change.record({
      actor,
      action: 'session.start',
      after: { session: id, newDevice: started.isNewDevice },
    });
    return accept(started);
  });
}

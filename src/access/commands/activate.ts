import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { PasswordDesk } from '../access-desk.ts';
import { changeAccount } from '../change-account.ts';
import { parseActivationCode } from '../domain/activation-code.ts';
import { codeWait, failCode } from '../password/attempts.ts';
import { passwordProblem } from '../password/password-problem.ts';
import { accessProblem } from '../problems.ts';
import { secretHash } from '../secret-tokens.ts';
import { type Browser, type StartedSession, startSession } from '../start-session.ts';
import { findAccount, setPassword } from '../store/accounts.ts';
import { endActivations, findActivation, useActivation } from '../store/activations.ts';
import { listAssignments } from '../store/assignments.ts';
import { endSessionsOfAccount } from '../store/sessions.ts';

export type ActivateInput = { readonly code: string; readonly password: string; readonly browser: Browser };

/**
 * A one-time code and a password of one's own open an account, or open it again for whoever forgot the password. What was
 * open elsewhere under the old password ends.
 */
export async function activate(
  desk: PasswordDesk,
  { code: typed, password, browser }: ActivateInput,
): Promise<Result<StartedSession, Problem>> {
  const mustWait = await codeWait(desk, browser.address);
  if (mustWait) return refuse(mustWait);
  const code = parseActivationCode(typed);
  const accountId = code && (await findActivation(desk.sql, secretHash(code), desk.clock.now()));
  const account = accountId ? await findAccount(desk.sql, accountId) : null;
  if (!code || !account) return refuse((await failCode(desk, browser.address)) ?? accessProblem('wrong-code'));
  const regions = ((await listAssignments(desk.sql, [account.id])).get(account.id) ?? []).map(({ region }) => region);
  const weak = passwordProblem(password, account, [code, ...regions]);
  if (weak) return refuse(weak);
  const hashed = await desk.passwords.hash(password);
  if (!hashed.ok) return hashed;
  const unknown = accessProblem('wrong-code');
  return changeAccount(desk, { accountId: account.id, unknown }, async (change) => {
    const { tx, at } = change;
    if (change.account.endedAt || !(await useActivation(tx, secretHash(code), at))) return refuse(unknown);
    await setPassword(tx, account.id, hashed.value);
    await endActivations(tx, account.id, at);
    await endSessionsOfAccount(tx, account.id, { at, by: account.id });
    const started = await startSession(desk, change, browser);
    const { actor } = started.session;
    change.record({ actor, action: 'account.activate', after: { session: started.session.id } });
    return accept(started);
  });
}

import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { AccessDesk } from '../access-desk.ts';
import { changeAccount, changeRefusal, unknownAccount } from '../change-account.ts';
import type { Actor } from '../domain/actor.ts';
import { endAccount as closeAccount } from '../store/accounts.ts';
import { endActivations } from '../store/activations.ts';
import { endDevicesOfAccount } from '../store/devices.ts';
import { endSessionsOfAccount } from '../store/sessions.ts';

export type EndAccountInput = { readonly actor: Actor; readonly account: string; readonly reason: string };

/** Ends an account for good: its codes, devices and sessions end with it. What it did stays under its id. */
export async function endAccount(
  desk: AccessDesk,
  { actor, account: accountId, reason }: EndAccountInput,
): Promise<Result<null, Problem>> {
  return changeAccount(desk, { accountId, unknown: unknownAccount(accountId) }, async (change) => {
    const { tx, at, account } = change;
    const refusal = changeRefusal(actor, change);
    if (refusal) return refuse(refusal);
    if (account.endedAt) return accept(null);
    const end = { at, by: actor.id };
    await closeAccount(tx, account.id, end);
    await endActivations(tx, account.id, at);
    await endDevicesOfAccount(tx, account.id, end);
    await endSessionsOfAccount(tx, account.id, end);
    change.record({ actor, action: 'account.end', reason });
    return accept(null);
  });
}

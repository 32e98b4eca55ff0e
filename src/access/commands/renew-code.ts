import { randomBytes } from 'node:crypto';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { AccessDesk } from '../access-desk.ts';
import { changeAccount, changeRefusal, unknownAccount } from '../change-account.ts';
import { activationCode, CODE_CHARACTERS, CODE_DAYS, shownCode } from '../domain/activation-code.ts';
import type { Actor } from '../domain/actor.ts';
import { accessProblem } from '../problems.ts';
import { secretHash } from '../secret-tokens.ts';
import { endActivations, insertActivations } from '../store/activations.ts';

export type RenewCodeInput = { readonly actor: Actor; readonly account: string };
export type RenewedCode = { readonly user: string; readonly activationCode: string; readonly codeExpiresAt: Date };

/** A new one-time code; earlier ones end. The old password holds until the code is used. */
export async function renewCode(
  desk: AccessDesk,
  { actor, account: accountId }: RenewCodeInput,
): Promise<Result<RenewedCode, Problem>> {
  return changeAccount(desk, { accountId, unknown: unknownAccount(accountId) }, async (change) => {
    const { tx, at, account } = change;
    const refusal = changeRefusal(actor, change);
    if (refusal) return refuse(refusal);
    if (account.endedAt) return refuse(accessProblem('account-ended'));
    await endActivations(tx, account.id, at);
    const code = newCode();
    const codeExpiresAt = codeExpiry(at);
    const made = { at, by: actor.id, expiresAt: codeExpiresAt };
    await insertActivations(tx, [{ codeHash: secretHash(code), accountId: account.id }], made);
    change.record({ actor, action: 'account.renew-code' });
    return accept({ user: account.user, activationCode: shownCode(code), codeExpiresAt });
  });
}

export function newCode(): string {
  return activationCode(randomBytes(CODE_CHARACTERS));
}

export function codeExpiry(at: Date): Date {
  return new Date(at.getTime() + CODE_DAYS * 86_400_000);
}

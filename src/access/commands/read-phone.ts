import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { AccessDesk } from '../access-desk.ts';
import { changeAccount, unknownAccount } from '../change-account.ts';
import { isVisible } from '../domain/account-scope.ts';
import type { Actor } from '../domain/actor.ts';
import { openPhone } from '../phone/phone-cipher.ts';
import { readPhoneKey } from '../phone/phone-key.ts';
import { accessProblem } from '../problems.ts';

export type ReadPhoneInput = { readonly actor: Actor; readonly account: string };

/** The phone number of a person in one's region. Every reading is recorded, also of one that is not there. */
export async function readPhone(
  desk: AccessDesk,
  { actor, account: accountId }: ReadPhoneInput,
): Promise<Result<string | null, Problem>> {
  return changeAccount(desk, { accountId, unknown: unknownAccount(accountId) }, async (change) => {
    const { at, account, assignments, record } = change;
    if (!isVisible(actor, assignments, at)) return refuse(unknownAccount(accountId));
    const phone = await openCipher(desk.filesDir, account.id, account.phoneCipher);
    if (phone.ok) record({ actor, action: 'account.read-phone' });
    return phone;
  });
}

async function openCipher(
  filesDir: string,
  accountId: string,
  sealed: Buffer | null,
): Promise<Result<string | null, Problem>> {
  if (sealed === null) return accept(null);
  const key = await readPhoneKey(filesDir, { mayMake: async () => false });
  if (!key.ok) return key;
  const phone = openPhone(key.value, accountId, sealed);
  return phone === null ? refuse(accessProblem('phone-unreadable')) : accept(phone);
}

import type { Problem } from '#kernel/problem.ts';
import { regencyIdOf } from '#kernel/region-code.ts';
import { accept, type Result } from '#kernel/result.ts';
import { appendAudit, DESK_WIDE, lockRegencies, nextAuditRow } from '#platform/audit/audit-log.ts';
import type { Tx } from '#platform/db/sql.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import type { AccessDesk } from '../access-desk.ts';
import type { MadeAccount } from '../contract/accounts.ts';
import { shownCode } from '../domain/activation-code.ts';
import type { Actor } from '../domain/actor.ts';
import { loginStem, nameGiver } from '../domain/login-name.ts';
import { type AccountPlan, type Fault, judgeNewAccount, listRepeats, type NewAccountInput } from '../new-account.ts';
import { sealPhone } from '../phone/phone-cipher.ts';
import { readPhoneKey } from '../phone/phone-key.ts';
import { secretHash } from '../secret-tokens.ts';
import { hasPhoneCiphers, insertAccounts, listUsersLike } from '../store/accounts.ts';
import { insertActivations } from '../store/activations.ts';
import { insertAssignments } from '../store/assignments.ts';
import { codeExpiry, newCode } from './renew-code.ts';

export type RowError = {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly message: string;
  readonly message_en: string;
};
export type CreateAccountsInput = {
  readonly actor: Actor;
  readonly rows: readonly NewAccountInput[];
  /** judges only */
  readonly dryRun?: boolean;
};
/** `warnings` speak of rows that stand all the same. */
export type CreatedAccounts = {
  readonly made: MadeAccount[];
  readonly errors: RowError[];
  readonly warnings: RowError[];
};

/** Accounts with one role and one activation code each. Rows that are wrong are left out, the others stand. */
export async function createAccounts(
  desk: AccessDesk,
  { actor, rows, dryRun = false }: CreateAccountsInput,
): Promise<Result<CreatedAccounts, Problem>> {
  const at = desk.clock.now();
  const plans: AccountPlan[] = [];
  const errors: RowError[] = [];
  for (const row of rows) {
    const judged = judgeNewAccount(row, { actor, regions: desk.regions, at });
    if ('term' in judged) plans.push(judged);
    else errors.push(...judged.map((fault) => rowError(row.row, fault)));
  }
  const warnings = listRepeats(plans).map(({ plan, fault }) => rowError(plan.row, fault));
  if (dryRun || plans.length === 0) return accept({ made: [], errors, warnings });
  const needsKey = plans.some(({ phone }) => phone !== null);
  const mayMake = async () => !(await hasPhoneCiphers(desk.sql));
  const key = needsKey ? await readPhoneKey(desk.filesDir, { mayMake }) : accept(null);
  if (!key.ok) return key;
  const made = await withTransaction(desk.sql, (tx) => writeAccounts(tx, desk, { actor, plans, at, key: key.value }));
  return accept({ made, errors, warnings });
}

type Writing = {
  readonly actor: Actor;
  readonly plans: readonly AccountPlan[];
  readonly at: Date;
  readonly key: Buffer | null;
};

async function writeAccounts(tx: Tx, desk: AccessDesk, { actor, plans, at, key }: Writing): Promise<MadeAccount[]> {
  // The desk's own line makes those who give out login names wait for each other.
  const heads = await lockRegencies(tx, [DESK_WIDE, ...plans.map(({ region }) => regencyIdOf(region) ?? DESK_WIDE)]);
  const stems = plans.map(({ name }) => loginStem(name));
  const nextName = nameGiver(await listUsersLike(tx, stems));
  const accounts = plans.map((plan, index) => {
    const id = desk.ids.next();
    const phoneCipher = key && plan.phone !== null ? sealPhone(key, id, plan.phone) : null;
    return { plan, id, user: nextName(stems[index] as string), name: plan.name, phoneCipher, code: newCode() };
  });
  const made = { at, by: actor.id };
  const codeExpiresAt = codeExpiry(at);
  await insertAccounts(tx, accounts, made);
  const assignments = accounts.map(({ id, plan }) => ({
    accountId: id,
    no: 1,
    role: plan.role,
    region: plan.region,
    ...plan.term,
  }));
  await insertAssignments(tx, assignments, made);
  const activations = accounts.map(({ id, code }) => ({ accountId: id, codeHash: secretHash(code) }));
  await insertActivations(tx, activations, { ...made, expiresAt: codeExpiresAt });
  const rows = accounts.map(({ id, plan: { role, region, term } }) => {
    const after = { role, region, startsAt: term.startsAt.toISOString(), endsAt: term.endsAt?.toISOString() ?? null };
    const entry = { electionNo: null, action: 'account.create', subject: `account:${id}`, act: null, reason: null };
    const by = { id: actor.id, role: actor.role, region: actor.region, device: actor.device, channel: actor.channel };
    return nextAuditRow(heads, regencyIdOf(region) ?? DESK_WIDE, at, { ...entry, actor: by, before: null, after });
  });
  await appendAudit(tx, at, rows);
  return accounts.map(({ plan: { row, role, region }, id, user, name, code }) => ({
    row,
    id,
    user,
    name,
    role: role as MadeAccount['role'],
    region,
    regionName: desk.regions.nameOf(region) ?? region,
    activationCode: shownCode(code),
    codeExpiresAt: codeExpiresAt.toISOString(),
  }));
}

export function rowError(row: number, { column, value, problem }: Fault): RowError {
  return { row, column, value, code: problem.code, message: problem.message.id, message_en: problem.message.en };
}

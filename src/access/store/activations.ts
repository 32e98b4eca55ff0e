import type { Sql, Tx } from '#platform/db/sql.ts';
import type { Made } from './accounts.ts';

export type NewActivation = { readonly codeHash: Buffer; readonly accountId: string };

export async function insertActivations(
  tx: Tx,
  activations: readonly NewActivation[],
  { at, by, expiresAt }: Made & { readonly expiresAt: Date },
): Promise<void> {
  await tx`
    insert into activation (code_hash, account_id, made_at, made_by, expires_at)
    select decode(code_hash, 'hex'), account_id, ${at}::timestamptz, ${by}, ${expiresAt}::timestamptz
    from unnest(${activations.map(({ codeHash }) => codeHash.toString('hex'))}::text[],
      ${activations.map(({ accountId }) => accountId)}::uuid[]) as made (code_hash, account_id)`;
}

/** Whose code it is, while it can still be used. */
export async function findActivation(sql: Sql | Tx, codeHash: Buffer, at: Date): Promise<string | null> {
  const [row] = await sql<{ account_id: string }[]>`
    select account_id from activation
    where code_hash = ${codeHash} and used_at is null and ended_at is null and expires_at > ${at}`;
  return row?.account_id ?? null;
}

/** @returns whether it could be used; of two at the same moment one finds that it could not */
export async function useActivation(tx: Tx, codeHash: Buffer, at: Date): Promise<boolean> {
  const used = await tx`
    update activation set used_at = ${at}
    where code_hash = ${codeHash} and used_at is null and ended_at is null and expires_at > ${at}`;
  return used.count > 0;
}

export async function endActivations(tx: Tx, accountId: string, at: Date): Promise<void> {
  await tx`update activation set ended_at = ${at} where account_id = ${accountId} and used_at is null and ended_at is null`;
}

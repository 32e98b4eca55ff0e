import type { Sql, Tx } from '#platform/db/sql.ts';
import { withoutNumber } from '../domain/login-name.ts';
import type { End } from './sessions.ts';

export type NewAccountRow = {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly phoneCipher: Buffer | null;
};
export type Made = { readonly at: Date; readonly by: string };

/** Accounts that cannot log in yet: a code and a password of their own make them usable. */
export async function insertAccounts(
  tx: Tx | Sql,
  accounts: readonly NewAccountRow[],
  { at, by }: Made,
): Promise<void> {
  await tx`
    insert into account (id, login_name, name, phone_cipher, made_at, made_by)
    select id, login_name, name, decode(nullif(phone, ''), 'base64'), ${at}::timestamptz, ${by}
    from unnest(${accounts.map(({ id }) => id)}::uuid[], ${accounts.map(({ user }) => user)}::text[],
      ${accounts.map(({ name }) => name)}::text[],
      ${accounts.map(({ phoneCipher }) => phoneCipher?.toString('base64') ?? '')}::text[])
      as made (id, login_name, name, phone)`;
}

export type StoredAccount = {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly phoneCipher: Buffer | null;
  readonly endedAt: Date | null;
};

export async function findAccount(sql: Sql | Tx, id: string): Promise<StoredAccount | null> {
  const [row] = await sql<StoredAccount[]>`
    select id, login_name as user, name, password_hash as "passwordHash", phone_cipher as "phoneCipher", ended_at as "endedAt"
    from account where id = ${id}`;
  return row ?? null;
}

/** The same, held against other changes until the transaction ends. */
export async function lockAccount(tx: Tx, id: string): Promise<StoredAccount | null> {
  const [row] = await tx<StoredAccount[]>`
    select id, login_name as user, name, password_hash as "passwordHash", phone_cipher as "phoneCipher", ended_at as "endedAt"
    from account where id = ${id} for update`;
  return row ?? null;
}

export async function findAccountByUser(sql: Sql | Tx, user: string): Promise<StoredAccount | null> {
  const [row] = await sql<StoredAccount[]>`
    select id, login_name as user, name, password_hash as "passwordHash", phone_cipher as "phoneCipher", ended_at as "endedAt"
    from account where login_name = ${user}`;
  return row ?? null;
}

export async function setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
  await tx`update account set password_hash = ${passwordHash} where id = ${id}`;
}

export async function endAccount(tx: Tx | Sql, id: string, { at, by }: End): Promise<void> {
  await tx`update account set ended_at = ${at}, ended_by = ${by} where id = ${id} and ended_at is null`;
}

/** The login names in use that begin with one of the given. */
export async function listUsersLike(tx: Tx | Sql, stems: readonly string[]): Promise<Set<string>> {
  const rows = await tx<{ user: string }[]>`
    select login_name as user from account
    where regexp_replace(login_name, '[0-9]+$', '') = any(${[...new Set(stems.map(withoutNumber))]}::text[])`;
  return new Set(rows.map((row) => row.user));
}

export async function hasPhoneCiphers(sql: Sql | Tx): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    select exists (select from account where phone_cipher is not null) as found`;
  return row?.found ?? false;
}

export async function setPhoneCipher(tx: Tx, id: string, phoneCipher: Buffer): Promise<void> {
  await tx`update account set phone_cipher = ${phoneCipher} where id = ${id}`;
}

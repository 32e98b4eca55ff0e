import type { Sql, Tx } from '#platform/db/sql.ts';
import type { DeviceKind } from '../domain/live-session.ts';
import type { End } from './sessions.ts';

export type NewDevice = {
  readonly id: string;
  readonly accountId: string;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly tokenHash: Buffer;
  readonly madeAt: Date;
};

export async function insertDevice(tx: Sql | Tx, device: NewDevice): Promise<void> {
  await tx`
    insert into device (id, account_id, kind, name, token_hash, made_at)
    values (${device.id}, ${device.accountId}, ${device.kind}, ${device.name}, ${device.tokenHash}, ${device.madeAt})`;
}

export type KnownDevice = {
  readonly id: string;
  readonly accountId: string;
  readonly kind: DeviceKind;
  readonly name: string;
};

/** The devices of the tokens of one browser that have not ended. */
export async function listDevicesByToken(
  sql: Sql | Tx,
  tokenHashes: readonly Buffer[],
): Promise<(KnownDevice & { readonly tokenHash: Buffer })[]> {
  const hashes = tokenHashes.map((hash) => hash.toString('hex'));
  return sql<(KnownDevice & { readonly tokenHash: Buffer })[]>`
    select id, account_id as "accountId", kind, name, token_hash as "tokenHash" from device
    where token_hash in (select decode(hash, 'hex') from unnest(${hashes}::text[]) hash) and ended_at is null`;
}

/** Whose device it is, or null where it is unknown or has ended. */
export async function findOpenDeviceOwner(sql: Sql | Tx, id: string): Promise<string | null> {
  const [row] = await sql<{ account_id: string }[]>`
    select account_id from device where id = ${id} and ended_at is null`;
  return row?.account_id ?? null;
}

/** @returns whether it was still open */
export async function endDevice(tx: Tx, id: string, { at, by }: End): Promise<boolean> {
  const ended = await tx`update device set ended_at = ${at}, ended_by = ${by} where id = ${id} and ended_at is null`;
  return ended.count > 0;
}

export async function endDevicesOfAccount(tx: Tx, accountId: string, { at, by }: End): Promise<void> {
  await tx`update device set ended_at = ${at}, ended_by = ${by} where account_id = ${accountId} and ended_at is null`;
}

export type Pending = {
  readonly count: number;
  readonly bytes: number;
  readonly oldestAt: Date | null;
  readonly order?: number;
};

/** What the device says that it still holds; its last word stands, also where an earlier one arrives after it. */
export async function setPending(
  sql: Sql | Tx,
  id: string,
  { count, bytes, oldestAt, order }: Pending,
  at: Date,
): Promise<void> {
  await sql`update device
    set pending_count = ${count}, pending_bytes = ${bytes}, pending_oldest_at = ${oldestAt}, pending_at = ${at},
      pending_order = coalesce(${order ?? null}::bigint, pending_order)
    where id = ${id} and (${order ?? null}::bigint is null or pending_order < ${order ?? null}::bigint)`;
}

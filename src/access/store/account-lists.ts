import { type Area, NATIONAL } from '#kernel/region-code.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';
import type { DeviceKind } from '../domain/live-session.ts';
import type { Role } from '../domain/role.ts';

/** Whom a list is about; `region` is where the person who asks may look, narrowed by what he asked for. */
export type AccountFilter = {
  readonly region: Area;
  readonly at: Date;
  readonly role?: Role | undefined;
  readonly text?: string | undefined;
};
export type ListedAccount = {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly activated: boolean;
  readonly hasPhone: boolean;
  readonly endedAt: Date | null;
  readonly devices: number;
  readonly pendingCount: number;
  readonly pendingBytes: number;
  readonly pendingOldestAt: Date | null;
  readonly pendingAt: Date | null;
};

/** One page of people, by login name. */
export async function listAccounts(
  sql: Sql,
  filter: AccountFilter,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<ListedAccount[]> {
  return sql<ListedAccount[]>`
    select account.id, login_name as user, name, password_hash is not null as activated,
      phone_cipher is not null as "hasPhone", ended_at as "endedAt", held.devices, held.count as "pendingCount",
      held.bytes as "pendingBytes", held.oldest_at as "pendingOldestAt", held.said_at as "pendingAt"
    from account
    cross join lateral (
      select count(*)::int as devices, coalesce(sum(pending_count), 0)::int as count,
        coalesce(sum(pending_bytes), 0)::bigint as bytes, min(pending_oldest_at) as oldest_at, max(pending_at) as said_at
      from device where device.account_id = account.id and device.ended_at is null
    ) held
    where ${matches(sql, filter)} and login_name > ${after}
    order by login_name limit ${limit}`;
}

export async function countAccounts(sql: Sql, filter: AccountFilter): Promise<number> {
  const [row] = await sql<
    { total: number }[]
  >`select count(*)::int as total from account where ${matches(sql, filter)}`;
  return row?.total ?? 0;
}

export type ListedDevice = {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly accountId: string;
  readonly user: string;
  readonly accountName: string;
  readonly madeAt: Date;
  readonly seenAt: Date | null;
  readonly endedAt: Date | null;
  readonly pendingCount: number;
  readonly pendingBytes: number;
  readonly pendingOldestAt: Date | null;
  readonly pendingAt: Date | null;
};

/** The devices of one person. */
export async function listDevicesOf(sql: Sql | Tx, accountId: string): Promise<ListedDevice[]> {
  return sql<ListedDevice[]>`
    select ${deviceColumns(sql)} from device join account on account.id = device.account_id
    where device.account_id = ${accountId} order by device.made_at desc, device.id`;
}

/** The devices of a region that still hold something unsent, the oldest first; also ended ones: it may be lost with them. */
export async function listPendingDevices(
  sql: Sql,
  filter: AccountFilter,
  { limit }: { readonly limit: number },
): Promise<ListedDevice[]> {
  return sql<ListedDevice[]>`
    select ${deviceColumns(sql)} from device join account on account.id = device.account_id
    where pending_count > 0 and ${matches(sql, filter)}
    order by pending_oldest_at nulls last, device.id limit ${limit}`;
}

function deviceColumns(sql: Sql | Tx) {
  return sql`device.id, kind, device.name, account.id as "accountId", login_name as user, account.name as "accountName",
    device.made_at as "madeAt", (select max(seen_at) from session where session.device_id = device.id) as "seenAt",
    device.ended_at as "endedAt", pending_count as "pendingCount", pending_bytes as "pendingBytes",
    pending_oldest_at as "pendingOldestAt", pending_at as "pendingAt"`;
}

/**
 * Whether a person is seen from the region: one of the roles that hold or will hold lies in it, or the last one when none
 * does. domain/account-scope.ts judges a single person the same way.
 */
function matches(sql: Sql, { region, at, role, text }: AccountFilter) {
  const pattern = text === undefined ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`
    exists (
      select from assignment seen
      where seen.account_id = account.id
        and (${region === NATIONAL} or seen.region = ${region} or starts_with(seen.region, ${`${region}.`}))
        and (${role ?? null}::text is null or seen.role = ${role ?? null})
        and (seen.ends_at is null or seen.ends_at > ${at} or seen.assignment_no = (
          select case when bool_or(other.ends_at is null or other.ends_at > ${at}) then null
            else (array_agg(other.assignment_no order by other.ends_at desc, other.assignment_no desc))[1] end
          from assignment other where other.account_id = account.id))
    )
    and (${pattern}::text is null or account.name ilike ${pattern} or account.login_name ilike ${pattern})`;
}

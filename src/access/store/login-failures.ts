import type { Sql, Tx } from '#platform/db/sql.ts';

export type Attempt = {
  readonly nameHash: Buffer;
  /** the device, where it is a known one of the account named */
  readonly deviceId: string | null;
  readonly address: string;
};

/** Tries on one name, and tries from one address, are counted and written one after the other until the transaction ends. */
export async function lockAttempts(tx: Tx, { nameHash, address }: Attempt): Promise<void> {
  await tx`select pg_advisory_xact_lock(7304201, hashtext(encode(${nameHash}::bytea, 'hex')))`;
  await tx`select pg_advisory_xact_lock(7304202, hashtext(${address}))`;
}

/** The latest failures on the name since the given time, newest first: those of the known device, or of all unknown ones. */
export async function listNameFailures(
  tx: Tx,
  { nameHash, deviceId }: Attempt,
  { since, max }: { readonly since: Date; readonly max: number },
): Promise<Date[]> {
  const rows = await tx<{ failed_at: Date }[]>`
    select failed_at from login_failure
    where name_hash = ${nameHash} and failed_at > ${since} and device_id is not distinct from ${deviceId}::uuid
    order by failed_at desc limit ${max}`;
  return rows.map((row) => row.failed_at);
}

/** The time of the n-th last failure from the address since the given time; null where there are fewer. */
export async function findAddressFailure(
  tx: Tx,
  address: string,
  { since, nth }: { readonly since: Date; readonly nth: number },
): Promise<Date | null> {
  const [row] = await tx<{ failed_at: Date }[]>`
    select failed_at from login_failure
    where address = ${address} and failed_at > ${since} and judged
    order by failed_at desc offset ${nth - 1} limit 1`;
  return row?.failed_at ?? null;
}

/** @returns the number by which it is judged or taken back */
export async function insertFailure(
  tx: Tx,
  { nameHash, deviceId, address }: Attempt,
  { at, judged }: { readonly at: Date; readonly judged: boolean },
): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into login_failure (name_hash, device_id, address, failed_at, judged)
    values (${nameHash}, ${deviceId}, ${address}, ${at}, ${judged}) returning id`;
  return (row as { id: number }).id;
}

export async function judgeFailure(tx: Tx, id: number): Promise<void> {
  await tx`update login_failure set judged = true where id = ${id}`;
}

export async function deleteFailure(sql: Sql | Tx, id: number): Promise<void> {
  await sql`delete from login_failure where id = ${id}`;
}

/** What a person's own success takes back: the slips on this device, or those on this name from this address. */
export async function deleteFailuresLike(tx: Tx, { nameHash, deviceId, address }: Attempt): Promise<void> {
  await tx`
    delete from login_failure
    where name_hash = ${nameHash} and device_id is not distinct from ${deviceId}::uuid
      and (device_id is not null or address = ${address}) and judged`;
}

export async function pruneFailures(sql: Sql | Tx, before: Date): Promise<void> {
  await sql`delete from login_failure where failed_at < ${before}`;
}

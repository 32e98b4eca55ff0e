import type { Sql, Tx } from '#platform/db/sql.ts';
import type { SheetAt } from './sheets.ts';

export type StoredLease = { readonly holder: string; readonly until: Date };

/** Writes the lease unless another person's still runs; null when it does. One statement, so of two takers one wins. */
export async function takeLeaseAt(
  sql: Sql | Tx,
  { kabId, contestNo, village, station, round }: SheetAt,
  lease: StoredLease & { readonly device: string | null; readonly at: Date },
): Promise<StoredLease | null> {
  const rows = await sql<{ holder: string; held_until: Date }[]>`
    insert into sheet_lease (kab_id, contest_no, village, station, round, holder, device, held_until)
    values (${kabId}, ${contestNo}, ${village}, ${station}, ${round}, ${lease.holder}, ${lease.device}, ${lease.until})
    on conflict (kab_id, contest_no, village, station, round) do update
    set holder = excluded.holder, device = excluded.device, held_until = excluded.held_until
    where sheet_lease.holder = excluded.holder or sheet_lease.held_until <= ${lease.at}
    returning holder, held_until`;
  return leaseFrom(rows[0]);
}

export async function findLease(
  sql: Sql | Tx,
  { kabId, contestNo, village, station, round }: SheetAt,
): Promise<StoredLease | null> {
  const rows = await sql<{ holder: string; held_until: Date }[]>`
    select holder, held_until from sheet_lease
    where kab_id = ${kabId} and contest_no = ${contestNo} and village = ${village} and station = ${station} and round = ${round}`;
  return leaseFrom(rows[0]);
}

/** Gives up one's own lease; another person's stays. */
export async function deleteLease(
  sql: Sql | Tx,
  { kabId, contestNo, village, station, round }: SheetAt,
  holder: string,
): Promise<void> {
  await sql`
    delete from sheet_lease
    where kab_id = ${kabId} and contest_no = ${contestNo} and village = ${village} and station = ${station} and round = ${round}
      and holder = ${holder}`;
}

function leaseFrom(row: { holder: string; held_until: Date } | undefined): StoredLease | null {
  return row ? { holder: row.holder, until: row.held_until } : null;
}

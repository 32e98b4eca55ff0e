import { type Area, levelOf, NATIONAL, type RegionCode, regencyIdOf } from '#kernel/region-code.ts';
import { invariant } from '#kernel/result.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';

/** A village that is hard to reach: its results come late without anything being wrong. */
export type RemoteMark = {
  readonly village: RegionCode;
  readonly remote: boolean;
  readonly reason: string | null;
  readonly markedAt: Date;
  readonly markedBy: string;
};

/** The codes of the villages marked remote, by code. */
export async function listRemoteVillages(
  sql: Sql | Tx,
  { within = NATIONAL }: { within?: Area } = {},
): Promise<RegionCode[]> {
  const [first, last] = regencySpan(within);
  const rows = await sql<{ village: RegionCode }[]>`
    select village
    from region_mark
    where kab_id between ${first} and ${last}
      and remote
      and (${!isBelowRegency(within)} or village = ${within} or starts_with(village, ${`${within}.`}))
    order by village
  `;
  return rows.map((row) => row.village);
}

/** Those of the given villages that are marked remote. */
export async function findRemoteAmong(sql: Sql | Tx, villages: readonly RegionCode[]): Promise<Set<RegionCode>> {
  if (villages.length === 0) return new Set();
  const rows = await sql<{ village: RegionCode }[]>`
    select village
    from region_mark
    where kab_id = any(${[...new Set(villages.map(villageRegencyId))]}::int[])
      and village = any(${[...villages]}::text[])
      and remote
  `;
  return new Set(rows.map((row) => row.village));
}

/** Sets or lifts the mark; the last word stands, the record of changes keeps the earlier ones. */
export async function upsertRemoteMark(tx: Tx, mark: RemoteMark): Promise<void> {
  await tx`
    insert into region_mark (kab_id, village, remote, reason, marked_at, marked_by)
    values (
      ${villageRegencyId(mark.village)}, ${mark.village}, ${mark.remote}, ${mark.reason}, ${mark.markedAt}, ${mark.markedBy}
    )
    on conflict (kab_id, village) do update
    set remote = excluded.remote,
        reason = excluded.reason,
        marked_at = excluded.marked_at,
        marked_by = excluded.marked_by
  `;
}

function villageRegencyId(village: RegionCode): number {
  const id = regencyIdOf(village);
  invariant(id !== null, `${village} is the code of a village`);
  return id;
}

function isBelowRegency(within: Area): boolean {
  return within !== NATIONAL && levelOf(within) !== 'province' && levelOf(within) !== 'regency';
}

/** The numbers of the first and last kabupaten that the area can hold. */
function regencySpan(within: Area): readonly [number, number] {
  if (within === NATIONAL) return [0, 9999];
  const regency = regencyIdOf(within);
  return regency === null ? [Number(within) * 100, Number(within) * 100 + 99] : [regency, regency];
}

import type { Sql, Tx } from '#platform/db/sql.ts';

/** A stored row of sums: a village, kecamatan or kabupaten of one contest. */
export type AreaTotal = {
  readonly kabId: number;
  readonly contestNo: number;
  readonly region: string;
  readonly sums: number[];
  readonly changedAt: Date;
};

type Row = { kab_id: number; contest_no: number; region: string; sums: string; changed_at: Date };

/** Rows of the named regions; a region that no counting sheet ever touched is missing. */
export async function readAreaTotals(
  sql: Sql | Tx,
  keys: readonly { readonly kabId: number; readonly contestNo: number; readonly region: string }[],
): Promise<readonly AreaTotal[]> {
  const rows = await sql<Row[]>`
    select t.kab_id, t.contest_no, t.region, t.sums::text, t.changed_at
    from unnest(${keys.map((key) => key.kabId)}::int[], ${keys.map((key) => key.contestNo)}::int[], ${keys.map((key) => key.region)}::text[])
      as key (kab_id, contest_no, region)
    join area_total t using (kab_id, contest_no, region)`;
  return rows.map(areaTotalFrom);
}

/** The kabupaten rows of a contest: what provinces and the nation are summed from. */
export async function readRegencyTotals(sql: Sql | Tx, contestNo: number): Promise<readonly AreaTotal[]> {
  const rows = await sql<Row[]>`
    select kab_id, contest_no, region, sums::text, changed_at from area_total where contest_no = ${contestNo} and length(region) = 5`;
  return rows.map(areaTotalFrom);
}

/** Every stored row of a contest, for the recount. */
export async function readContestTotals(sql: Sql | Tx, contestNo: number): Promise<readonly AreaTotal[]> {
  const rows = await sql<Row[]>`
    select kab_id, contest_no, region, sums::text, changed_at from area_total where contest_no = ${contestNo} order by region`;
  return rows.map(areaTotalFrom);
}

/** A transaction that began earlier may commit later; the time of a row never goes back. */
export async function upsertAreaTotals(tx: Tx, rows: readonly AreaTotal[]): Promise<void> {
  if (rows.length === 0) return;
  await tx`
    insert into area_total (kab_id, contest_no, region, sums, changed_at)
    select kab_id, contest_no, region, sums::bigint[], changed_at
    from unnest(${rows.map((row) => row.kabId)}::int[], ${rows.map((row) => row.contestNo)}::int[], ${rows.map((row) => row.region)}::text[],
      ${rows.map((row) => `{${row.sums.join(',')}}`)}::text[], ${rows.map((row) => row.changedAt.toISOString())}::timestamptz[])
      as row (kab_id, contest_no, region, sums, changed_at)
    on conflict (kab_id, contest_no, region) do update set sums = excluded.sums,
      changed_at = greatest(area_total.changed_at, excluded.changed_at)`;
}

function areaTotalFrom(row: Row): AreaTotal {
  return {
    kabId: row.kab_id,
    contestNo: row.contest_no,
    region: row.region,
    sums: parseSums(row.sums),
    changedAt: row.changed_at,
  };
}

/** `{1,2,3}` as numbers: the array literal of PostgreSQL, whole numbers only. */
function parseSums(text: string): number[] {
  return text.length <= 2 ? [] : text.slice(1, -1).split(',').map(Number);
}

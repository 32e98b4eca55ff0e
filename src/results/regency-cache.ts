import type { Election } from '#elections/domain/election.ts';
import { regencyCodeOf } from '#kernel/region-code.ts';
import { listRegencyCounts } from '#elections/store/stations.ts';
import { readAuditHeads } from '#platform/audit/audit-log.ts';
import type { Sql } from '#platform/db/sql.ts';
import { type AreaTotal, readAreaTotals, readRegencyTotals } from './store/area-totals.ts';

type Held = { readonly heads: ReadonlyMap<number, number>; readonly rows: ReadonlyMap<string, AreaTotal> };

/**
 * The rows of all kabupaten, kept in memory because provinces and the nation are summed from them. Before each use the
 * heads of the record of changes are compared: a kabupaten that moved is read again, so a copy is never behind a commit.
 */
export type RegencyCache = {
  totals(contestNo: number): Promise<ReadonlyMap<string, AreaTotal>>;
  stations(election: Election): Promise<ReadonlyMap<string, number>>;
};

export function regencyCache(sql: Sql): RegencyCache {
  const totals = new Map<number, Held>();
  const stations = new Map<number, { readonly version: number; readonly counts: ReadonlyMap<string, number> }>();
  return {
    async totals(contestNo) {
      const heads = await readAuditHeads(sql);
      const held = totals.get(contestNo);
      const fresh = held ? await refresh(sql, contestNo, held, heads) : { heads, rows: byRegion(await readRegencyTotals(sql, contestNo)) };
      totals.set(contestNo, fresh);
      return fresh.rows;
    },
    async stations(election) {
      const held = stations.get(election.electionNo);
      if (held?.version === election.version) return held.counts;
      const counts = await listRegencyCounts(sql, election.electionNo);
      stations.set(election.electionNo, { version: election.version, counts });
      return counts;
    },
  };
}

async function refresh(sql: Sql, contestNo: number, held: Held, heads: ReadonlyMap<number, number>): Promise<Held> {
  const moved = [...heads].filter(([kabId, seq]) => held.heads.get(kabId) !== seq).map(([kabId]) => kabId);
  if (moved.length === 0) return held;
  // The desk's own head (0) moves when an election is applied or rechecked: then every row may have changed.
  if (moved.includes(0)) return { heads, rows: byRegion(await readRegencyTotals(sql, contestNo)) };
  const keys = moved.map((kabId) => ({ kabId, contestNo, region: regencyCodeOf(kabId) }));
  return { heads, rows: new Map([...held.rows, ...byRegion(await readAreaTotals(sql, keys))]) };
}

function byRegion(rows: readonly AreaTotal[]): Map<string, AreaTotal> {
  return new Map(rows.map((row) => [row.region, row]));
}

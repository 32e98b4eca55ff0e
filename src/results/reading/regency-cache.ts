import type { Election } from '#elections/domain/election.ts';
import { listRegencyCounts } from '#elections/store/stations.ts';
import { regencyCodeOf } from '#kernel/region-code.ts';
import { readAuditHeads, readAuditProgress } from '#platform/audit/audit-log.ts';
import type { Sql } from '#platform/db/sql.ts';
import { type AreaTotal, readAreaTotals, readRegencyTotals } from '../store/area-totals.ts';

type Held = {
  readonly progress: number;
  readonly heads: ReadonlyMap<number, number>;
  readonly rows: ReadonlyMap<string, AreaTotal>;
};

/**
 * The rows of all kabupaten, kept in memory because provinces and the nation are summed from them. Before each use the
 * record of changes is asked how far it has come: a kabupaten that moved is read again, so a copy is never behind a commit.
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
      const held = totals.get(contestNo);
      // Heads only grow, so an equal sum means that none moved; it is read before the rows, which may be newer, never older.
      const progress = await readAuditProgress(sql);
      if (held?.progress === progress) return held.rows;
      const heads = await readAuditHeads(sql);
      const rows = held
        ? await refresh(sql, contestNo, held, heads)
        : byRegion(await readRegencyTotals(sql, contestNo));
      const fresh = { progress, heads, rows };
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

async function refresh(
  sql: Sql,
  contestNo: number,
  held: Held,
  heads: ReadonlyMap<number, number>,
): Promise<Held['rows']> {
  const moved = [...heads].filter(([kabId, seq]) => held.heads.get(kabId) !== seq).map(([kabId]) => kabId);
  if (moved.length === 0) return held.rows;
  // The desk's own head (0) moves when an election is applied or rechecked: then every row may have changed.
  if (moved.includes(0)) return byRegion(await readRegencyTotals(sql, contestNo));
  const keys = moved.map((kabId) => ({ kabId, contestNo, region: regencyCodeOf(kabId) }));
  return new Map([...held.rows, ...byRegion(await readAreaTotals(sql, keys))]);
}

function byRegion(rows: readonly AreaTotal[]): Map<string, AreaTotal> {
  return new Map(rows.map((row) => [row.region, row]));
}

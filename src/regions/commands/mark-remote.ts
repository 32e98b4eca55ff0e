import type { Actor } from '#access/domain/actor.ts';
import type { Problem } from '#kernel/problem.ts';
import { isVillage, type RegionCode, regencyIdOf } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { appendAudit, lockRegencies, nextAuditRow } from '#platform/audit/audit-log.ts';
import type { Sql } from '#platform/db/sql.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import { regionsProblem } from '../problems.ts';
import { requireRegion } from '../require-region.ts';
import { findRemoteAmong, upsertRemoteMark } from '../store.ts';

export type MarkRemoteInput = {
  readonly sql: Sql;
  readonly at: Date;
  readonly actor: Actor;
  readonly region: string;
  readonly remote: boolean;
  readonly reason: string | null;
};
export type RemoteMarked = { readonly region: RegionCode; readonly name: string; readonly remote: boolean };

/** Marks a village as hard to reach, or lifts the mark. */
export async function markRemote({
  sql,
  at,
  actor,
  region,
  remote,
  reason,
}: MarkRemoteInput): Promise<Result<RemoteMarked, Problem>> {
  const found = requireRegion(region);
  if (!found.ok) return found;
  const village = found.value.code;
  if (!isVillage(village)) return refuse(regionsProblem('not-a-village', { region: village, name: found.value.name }));
  await withTransaction(sql, async (tx) => {
    const kabId = regencyIdOf(village) as number;
    const heads = await lockRegencies(tx, [kabId]);
    const before = (await findRemoteAmong(tx, [village])).has(village);
    if (before === remote) return;
    await upsertRemoteMark(tx, { village, remote, reason, markedAt: at, markedBy: actor.id });
    const entry = {
      electionNo: null,
      action: 'region.mark-remote',
      subject: `region:${village}`,
      actor,
      act: null,
      reason,
      before: { remote: before },
      after: { remote },
    };
    await appendAudit(tx, at, [nextAuditRow(heads, kabId, at, entry)]);
  });
  return accept({ region: village, name: found.value.name, remote });
}

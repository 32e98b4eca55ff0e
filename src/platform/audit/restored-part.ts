import type { Tx } from '#platform/db/sql.ts';
import { appendAudit, DESK_WIDE, lockRegencies, nextAuditRow } from './audit-log.ts';

/**
 * Says in the record that this desk was restored from a backup of one election. Entries about the other elections came
 * along, because the numbers run through all of them; their sheets did not, and whoever checks must know why.
 */
export const RESTORED_PART = 'desk.restored-part';

export async function recordRestoredPart(tx: Tx, at: Date, electionNo: number): Promise<void> {
  const heads = await lockRegencies(tx, [DESK_WIDE]);
  const actor = { id: 'cli', role: 'cli', region: 'national', device: null, channel: 'cli' };
  const entry = {
    electionNo,
    action: RESTORED_PART,
    subject: 'desk',
    actor,
    act: null,
    reason: null,
    before: null,
    after: { kept: electionNo },
  };
  await appendAudit(tx, at, [nextAuditRow(heads, DESK_WIDE, at, entry)]);
}

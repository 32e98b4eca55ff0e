import type { Election } from '#elections/domain/election.ts';
import { RESTORED_PART } from '#platform/audit/restored-part.ts';
import type { Entry } from '#platform/audit/verify-entries.ts';
import type { ReportFault } from '#platform/audit/verify-report.ts';

/**
 * Entries about sheets whose election this desk does not hold. They are rightly there after the restore of a single
 * election, which the record itself says; otherwise a whole election was taken away.
 */
export function absentElections(elections: readonly Election[], report: ReportFault) {
  const ids = new Set(elections.map((election) => election.id));
  const seen = new Map<string, { kab: number; seq: number; entries: number }>();
  let restoredPart = false;
  return {
    see(entry: Entry): void {
      if (entry.action === RESTORED_PART) restoredPart = true;
      if (!entry.action.startsWith('sheet.') && !entry.action.startsWith('held.')) return;
      const id = entry.subject.slice(0, entry.subject.indexOf(':'));
      if (ids.has(id)) return;
      const found = seen.get(id) ?? { kab: entry.kab, seq: entry.seq, entries: 0 };
      found.entries++;
      seen.set(id, found);
    },
    close(): void {
      if (restoredPart) return;
      for (const [id, { kab, seq, entries }] of seen) {
        const message = `Pemilihan ${id} hilang dari desk ini, padahal ${entries} catatan menyebutnya.`;
        report({ code: 'results.election-missing', kab, seq, subject: id, message });
      }
    },
  };
}

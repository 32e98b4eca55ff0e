import type { Election } from '#elections/domain/election.ts';
import { listElections } from '#elections/store/elections.ts';
import { type Entry, verifyEntries } from '#platform/audit/verify-entries.ts';
import { listRecordedRegencies, verifyNumbers } from '#platform/audit/verify-numbers.ts';
import type { AuditFault, AuditReport } from '#platform/audit/verify-report.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';
import {
  listSheetRegencies,
  readCheckedActs,
  readCheckedHeld,
  readCheckedRevisions,
  readCheckedRivals,
  readCheckedSheets,
  readCheckedVoids,
} from '../store/audit-check.ts';
import { checkActRow, checkHeldRow, checkVoidRow } from './verify-acts.ts';
import { checkRevisionRow, checkRivalRow, checkSheetRow } from './verify-contents.ts';
import { absentElections } from './verify-elections.ts';
import { emptyHistory, tellEntry } from './verify-history.ts';
import { reportMissingRows } from './verify-missing.ts';
import { checkPhotos } from './verify-photos.ts';
import type { TableCheck } from './verify-row.ts';
import { CANNOT_PROVE, PROVES } from './verify-scope.ts';

export type VerifiedPart = {
  readonly electionNo: number | null;
  /** the desk's own files, whose photos are read to the end; without it only the database is looked at */
  readonly filesDir?: string;
};

/**
 * Recomputes the record of changes and compares it with every sheet, in one snapshot and one kabupaten at a time, so
 * that the memory is bounded by the largest kabupaten. With an election named, only its entries and sheets are read;
 * the numbers are proved for all, because they run through all elections.
 */
export function verifyAudit(sql: Sql, part: VerifiedPart): Promise<AuditReport> {
  return sql.begin('isolation level repeatable read read only', (tx) =>
    verifySnapshot(tx, part),
  ) as Promise<AuditReport>;
}

/** The same within a transaction of the caller. */
export async function verifySnapshot(tx: Tx, { electionNo, filesDir }: VerifiedPart): Promise<AuditReport> {
  const problems: AuditFault[] = [];
  const report = (fault: AuditFault) => void problems.push(fault);
  const all = await listElections(tx);
  const elections = all.filter((election) => electionNo === null || election.electionNo === electionNo);
  const absent = absentElections(all, report);
  await verifyNumbers(tx, report);
  const kabIds = new Set([...(await listRecordedRegencies(tx)), ...(await listSheetRegencies(tx))]);
  let entries = 0;
  for (const kabId of [...kabIds].sort((a, b) => a - b)) {
    entries += await verifyRegency(tx, { kabId, electionNo, filesDir: filesDir ?? null, elections, absent, report });
  }
  absent.close();
  return { entries, problems, proves: PROVES, cannotProve: CANNOT_PROVE };
}

type RegencyPart = {
  readonly kabId: number;
  readonly electionNo: number | null;
  readonly filesDir: string | null;
  readonly elections: readonly Election[];
  readonly absent: ReturnType<typeof absentElections>;
  readonly report: (fault: AuditFault) => void;
};

async function verifyRegency(tx: Tx, regency: RegencyPart): Promise<number> {
  const { kabId, electionNo, filesDir, elections, absent, report } = regency;
  const history = emptyHistory();
  const contests = new Map(
    elections.flatMap(({ id, contests }) =>
      contests.map((contest) => [contest.contestNo, { election: id, contest: contest.id }] as const),
    ),
  );
  const ids = new Set(elections.map((election) => election.id));
  let others = 0;
  const read = await verifyEntries(
    tx,
    { kabId, electionNo },
    (entry: Entry) => {
      absent.see(entry);
      const isAboutSheet = entry.action.startsWith('sheet.') || entry.action.startsWith('held.');
      if (isAboutSheet && ids.has(entry.subject.slice(0, entry.subject.indexOf(':'))))
        tellEntry(history, entry, report);
      else if (electionNo !== null && entry.election !== electionNo) others++;
    },
    report,
  );
  await compareTables(tx, { kabId, history, contests, report }, filesDir);
  return read - others;
}

async function compareTables(tx: Tx, check: TableCheck, filesDir: string | null): Promise<void> {
  const part = { kabId: check.kabId, contestNos: [...check.contests.keys()] };
  for await (const rows of readCheckedActs(tx, part)) for (const row of rows) checkActRow(check, row);
  for await (const rows of readCheckedRevisions(tx, part)) for (const row of rows) checkRevisionRow(check, row);
  for await (const rows of readCheckedSheets(tx, part)) for (const row of rows) checkSheetRow(check, row);
  for await (const rows of readCheckedRivals(tx, part)) for (const row of rows) checkRivalRow(check, row);
  for await (const rows of readCheckedVoids(tx, part)) for (const row of rows) checkVoidRow(check, row);
  for await (const rows of readCheckedHeld(tx, part)) for (const row of rows) checkHeldRow(check, row);
  await checkPhotos(tx, check, { part, filesDir });
  reportMissingRows(check);
}

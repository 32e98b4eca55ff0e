import type { RegionCode } from '#kernel/region-code.ts';
import { sha256 } from '#platform/audit/audit-log.ts';
import type { ReportFault } from '#platform/audit/verify-report.ts';
import type { Values } from '../domain/fields.ts';
import { contentText, type SheetKey } from '../domain/submission.ts';
import type { ToldHistory } from './verify-history.ts';

/** Compares the rows of one kabupaten with what its entries say. */
export type TableCheck = {
  readonly kabId: number;
  readonly history: ToldHistory;
  /** Contests by number, with the election they belong to. */
  readonly contests: ReadonlyMap<number, { readonly election: string; readonly contest: string }>;
  readonly report: ReportFault;
};

export type Place = {
  readonly contest_no: number;
  readonly village: string;
  readonly station: number;
  readonly round: string;
};

export function keyOf({ contests }: TableCheck, { contest_no, village, station, round }: Place): SheetKey {
  const { election, contest } = contests.get(contest_no) ?? { election: '?', contest: String(contest_no) };
  return { election, contest, region: village as RegionCode, station, round };
}

/** Null for what no sheet can state: somebody may have written any JSON there. */
export function figuresHash(key: SheetKey, values: Values): string | null {
  try {
    return sha256(contentText(key, values)).toString('hex');
  } catch {
    return null;
  }
}

/** The first column in which a row says something else than its entry. */
export function firstDifferent<Columns extends Readonly<Record<string, unknown>>>(
  row: Columns,
  told: { readonly [Name in keyof Columns]: unknown },
): string | null {
  for (const name in row) if (row[name] !== told[name]) return name;
  return null;
}

/** What was found, at the entry that tells otherwise; null where none speaks of it. */
export function found(
  { report, kabId }: TableCheck,
  code: string,
  { seq, subject }: { readonly seq: number | null; readonly subject: string },
  message: string,
): void {
  report({ code: `results.${code}`, kab: kabId, seq, subject, message });
}

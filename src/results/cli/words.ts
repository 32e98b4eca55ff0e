import type { Contest } from '#elections/domain/election.ts';
import { stationLabel } from '#kernel/station-number.ts';
import type { AuditReport } from '#platform/audit/verify-report.ts';
import type { ImportResults } from '../commands/import-results.ts';
import { NOTICE, type SheetHistory, type Tally, type TallyChild } from '../contract/sheets.ts';
import type { SheetWithProblems } from '../reading/list-problems.ts';
import type { RecountReport } from '../recount/recount-totals.ts';

const LINES_MAX = 200;
const number = new Intl.NumberFormat('id-ID');

export function importText(done: ImportResults, isDryRun: boolean): string {
  const { rows, accepted, corrected, unchanged, conflicting, empty, rejected, flagged } = done;
  const counts = `${rows} baris: ${accepted} diterima, ${corrected} diperbaiki, ${unchanged} sama, ${conflicting} bentrok, ${empty} kosong, ${rejected} ditolak; ${flagged} ada selisih.`;
  const conflicts = done.conflicts.map(
    ({ row, region, station }) =>
      `Baris ${row}: TPS ${station} di ${region} sudah ada dengan angka lain; disimpan sebagai tandingan.`,
  );
  return [
    isDryRun ? 'Percobaan, tidak ada yang disimpan.' : '',
    counts,
    ...clip([...done.errors.map((error) => error.message), ...conflicts]),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

export function tallyText(tally: Tally, contest: Contest): string {
  const { all, clean, verified } = tally.totals;
  const lines = [
    `${tally.name} · ${contest.id} · ${number.format(tally.received)} dari ${number.format(tally.expected)} TPS masuk; ${number.format(tally.flagged)} ada selisih, ${number.format(tally.verified)} sah · ${tally.asOf ?? 'belum ada data'}`,
    `${'basis'.padEnd(36)}${['semua', 'tanpa selisih', 'sah'].map((name) => name.padStart(16)).join('')}`,
  ];
  const row = (name: string, of: (basis: typeof all) => number) =>
    lines.push(
      `${name.slice(0, 35).padEnd(36)}${[all, clean, verified].map((basis) => number.format(of(basis)).padStart(16)).join('')}`,
    );
  row('lembar', (basis) => basis.sheets);
  for (const candidate of contest.candidates)
    row(`${candidate.number} ${candidate.name}`, (basis) => basis.candidates[String(candidate.number)] ?? 0);
  row('suara sah', (basis) => basis.valid_votes);
  row('suara tidak sah', (basis) => basis.invalid_votes);
  row('jumlah', (basis) => basis.total_votes);
  return [...lines, ...(tally.children ?? []).map(childLine), NOTICE].join('\n');
}

function childLine(child: TallyChild): string {
  return `  ${child.region} ${child.name}: ${number.format(child.received)}/${number.format(child.expected)} TPS, ${child.flagged} ada selisih`;
}

export function problemsText(sheets: readonly SheetWithProblems[]): string {
  const lines = sheets.flatMap(({ region, station, problems }) =>
    problems.map(({ code, message }) => `${region} TPS ${station} ${code}: ${message}`),
  );
  return [`${sheets.length} lembar perlu dilihat.`, ...clip(lines)].join('\n');
}

export function historyText(history: SheetHistory): string {
  const acts = history.acts.map(
    ({ at, act, outcome, actor, round, revision, reason }) =>
      `${at} ${round} ${act} → ${outcome}${revision === null ? '' : ` (revisi ${revision})`} oleh ${actor.id}${reason ? `: ${reason}` : ''}`,
  );
  const sheets = history.sheets.map(
    ({ round, station, name, status, revision, rivals }) =>
      `TPS ${stationLabel(station)} ${name}, ${round}: ${status}, revisi ${revision}, ${rivals} tandingan`,
  );
  return [...sheets, ...acts].join('\n');
}

export function recountText({ compared, differences }: RecountReport): string {
  const lines = differences.map(
    ({ election, contest, region, field, stored, recounted }) =>
      `${election} ${contest ?? ''} ${region} ${field}: tersimpan ${stored}, hitung ulang ${recounted}`,
  );
  return [`${compared} jumlah dibandingkan, ${differences.length} berbeda.`, ...clip(lines)].join('\n');
}

export function auditText({ entries, problems, proves, cannotProve }: AuditReport): string {
  return [
    `${number.format(entries)} catatan diperiksa, ${number.format(problems.length)} masalah.`,
    ...clip(problems.map((problem) => `${problem.subject}: ${problem.message}`)),
    'Terbukti:',
    ...proves.map((line) => `  ${line}`),
    'Belum dapat dibuktikan:',
    ...cannotProve.map((line) => `  ${line}`),
  ].join('\n');
}

/** People read the first lines; the JSON answer holds them all. */
function clip(lines: readonly string[]): readonly string[] {
  return lines.length <= LINES_MAX
    ? lines
    : [...lines.slice(0, LINES_MAX), `… dan ${lines.length - LINES_MAX} lagi (lihat semuanya dengan --json)`];
}

// Bad input by command: `npm run fuzz -- --cases 200000 --seed 7`. The same seed makes the same requests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '#platform/db/connect.ts';
import type { Sql } from '#platform/db/sql.ts';
import { CONTRACTS } from '../../src/server.ts';
import { emptyReport, type Report, runCases } from './run-cases.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    /** no further desk is begun after so long, where a whole run would take too much of the day */
    minutes: { type: 'string', default: '1000000' },
  },
});
/** Each desk is new after so many: its tables stay small, and a finding is soon come by again. */
const CASES_PER_DESK = 5000;
const MIB = 1024 * 1024;

const [cases, seed, minutes] = [Number(values.cases), Number(values.seed), Number(values.minutes)];
const folder = mkdtempSync(join(tmpdir(), 'desk-fuzz-'));
const opened = await openDatabase({ dataDir: folder });
if (!opened.ok) throw new Error(opened.problem.message.en);
const start = performance.now();
const all = emptyReport();
try {
  for (let desk = 0; all.cases < cases && all.findings.length === 0 && minutesSince(start) < minutes; desk++) {
    const count = Math.min(CASES_PER_DESK, cases - all.cases);
    const report = await runCases({ sql: opened.value.sql, cases: count, seed: seed + desk });
    if (desk === 0) all.memoryFirst = report.memoryFirst;
    add(report, seed + desk);
    await emptyTables(opened.value.sql);
  }
} finally {
  await opened.value.close();
  rmSync(folder, { recursive: true, force: true });
}
tell();

function add(report: Report, of: number): void {
  all.cases += report.cases;
  for (const [status, count] of report.statuses) all.statuses.set(status, (all.statuses.get(status) ?? 0) + count);
  for (const [route, count] of report.accepted) all.accepted.set(route, (all.accepted.get(route) ?? 0) + count);
  if (report.slowest.ms > all.slowest.ms) all.slowest = report.slowest;
  all.memoryMost = Math.max(all.memoryMost, report.memoryMost);
  all.findings.push(...report.findings);
  const memory = `${Math.round(report.memoryMost / MIB)} MiB`;
  console.error(`seed ${of}: ${report.cases} cases, ${report.findings.length} findings, ${memory}`);
}

function tell(): void {
  const s = (performance.now() - start) / 1000;
  console.log(`${all.cases} cases from seed ${seed} in ${s.toFixed(1)} s: ${Math.round(all.cases / s)} a second`);
  console.log(`slowest ${all.slowest.ms} ms (${all.slowest.route})`);
  console.log(
    `memory: at most ${Math.round(all.memoryMost / MIB)} MiB, ${Math.round(all.memoryFirst / MIB)} at the start`,
  );
  const accepted = CONTRACTS.map(({ name }) => [name, all.accepted.get(name) ?? 0] as const);
  console.log(`accepted: ${accepted.map(([name, count]) => `${name} ${count}`).join(', ')}`);
  for (const [status, count] of [...all.statuses].sort()) console.log(`  ${String(count).padStart(7)}  ${status}`);
  for (const { at, text, plan } of all.findings) console.log(`case ${at}: ${text}\n  ${JSON.stringify(plan)}`);
  console.log(all.findings.length === 0 ? 'every answer was good' : `${all.findings.length} findings`);
  process.exitCode = all.findings.length === 0 ? 0 : 1;
}

function minutesSince(moment: number): number {
  return (performance.now() - moment) / 60_000;
}

async function emptyTables(sql: Sql): Promise<void> {
  const tables = await sql<{ name: string }[]>`
    select tablename::text as name from pg_tables where schemaname = 'public' and tablename not like '%migration%'`;
  await sql.unsafe(`truncate ${tables.map(({ name }) => name).join()} restart identity cascade`);
}

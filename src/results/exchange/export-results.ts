import { type Contest, candidateNumbers, type Election, isInContest } from '#elections/domain/election.ts';
import type { Problem } from '#kernel/problem.ts';
import { type Area, isWithin } from '#kernel/region-code.ts';
import { accept, type Result } from '#kernel/result.ts';
import { stationLabel } from '#kernel/station-number.ts';
import type { Sql } from '#platform/db/sql.ts';
import { csvLine } from '#platform/files/write-csv.ts';
import { NOTICE } from '../contract/sheets.ts';
import { fieldNames } from '../domain/fields.ts';
import { countingSheets } from '../domain/recount.ts';
import { type Basis, countsIn } from '../domain/totals.ts';
import { tallyScope } from '../reading/tally-scope.ts';
import { wholeVillages } from '../recount/sheet-groups.ts';
import { type StoredSheet, streamSheets } from '../store/contest-sheets.ts';

export type ExportQuestion = {
  readonly election: Election;
  readonly contest: Contest;
  readonly region: string | undefined;
  readonly basis: Basis;
  readonly format: 'csv' | 'json';
};
export type Sink = { write(text: string): Promise<void> };

/** Writes the counting sheets of a contest as open data; the CSV can be imported again as it is. */
export async function exportResults(
  sql: Sql,
  question: ExportQuestion,
  open: () => Promise<Sink>,
): Promise<Result<{ rows: number }, Problem>> {
  const { election, contest, region, basis, format } = question;
  const scope = tallyScope(election, contest, region);
  if (!scope.ok) return scope;
  const area = scope.value.parts.length === 1 ? (scope.value.parts[0] as Area) : scope.value.region;
  const sink = await open();
  const writer = format === 'csv' ? csvWriter(question) : jsonWriter(question);
  await sink.write(writer.head());
  let rows = 0;
  for await (const village of wholeVillages(streamSheets(sql, contest.contestNo, area))) {
    const admitted = countingSheets(contest, village).filter(
      (sheet) =>
        countsIn({
          state: sheet.state,
          hasOpenError: sheet.errors.length > 0,
          hasRival: sheet.openRivals > 0,
          values: sheet.values,
        })[basis] &&
        isInContest(election, contest, sheet.village) &&
        scope.value.parts.some((part) => isWithin(sheet.village, part)),
    );
    if (admitted.length > 0) await sink.write(admitted.map((sheet) => writer.row(sheet, rows++)).join(''));
  }
  await sink.write(writer.tail());
  return accept({ rows });
}

type Writer = { head(): string; row(sheet: StoredSheet, index: number): string; tail(): string };

function csvWriter({ election, contest }: ExportQuestion): Writer {
  const fields = fieldNames(candidateNumbers(contest));
  const demo = election.demo === null ? [] : ['demo'];
  return {
    head: () => csvLine(['region', 'station', ...fields, 'round', 'note', 'state', ...demo]),
    row: ({ village, station, values, round, note, state }) =>
      csvLine([
        village,
        stationLabel(station),
        ...fields.map((field) => values[field] ?? null),
        round,
        note,
        state,
        ...demo.map(() => election.demo),
      ]),
    tail: () => '',
  };
}

function jsonWriter({ election, contest, basis }: ExportQuestion): Writer {
  const head = {
    notice: NOTICE,
    election: election.id,
    contest: contest.id,
    basis,
    ...(election.demo === null ? {} : { demo: election.demo }),
  };
  return {
    head: () => `${JSON.stringify(head).slice(0, -1)},"sheets":[`,
    row: ({ village, station, round, state, revision, values, note, changedAt }, index) =>
      `${index === 0 ? '\n' : ',\n'}${JSON.stringify({ region: village, station: stationLabel(station), round, state, revision, changedAt: changedAt.toISOString(), note, values })}`,
    tail: () => '\n]}\n',
  };
}

import type { Contest, Election } from '#elections/domain/election.ts';
import { listRegisters, listStations } from '#elections/store/stations.ts';
import type { Problem } from '#kernel/problem.ts';
import { type Area, isWithin, NATIONAL, type RegionCode, regencyIdOf } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { Sql } from '#platform/db/sql.ts';
import { findRemoteAmong } from '#regions/store.ts';
import { NOTICE, SHEET_STATUSES, type SheetList, type SheetStatus } from '../contract/sheets.ts';
import { resultsProblem } from '../problems.ts';
import { readRoundsAt } from '../store/contest-sheets.ts';
import { listWaiting } from '../store/held.ts';
import { countByStatus, type ListPlace, listByStatus, listReporting } from '../store/sheet-lists.ts';
import { describeSheet, type SheetToDescribe } from './describe-sheet.ts';
import type { SeenScope } from './question-scope.ts';
import { tallyScope } from './tally-scope.ts';

export type SheetsQuestion = {
  readonly seen: SeenScope;
  readonly election: Election;
  readonly contest: Contest;
  readonly region?: string | undefined;
  readonly status?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** Sheets of a contest by status, trouble first; stations that sent nothing are listed as missing. */
export async function listSheets(sql: Sql, question: SheetsQuestion): Promise<Result<SheetList, Problem>> {
  const { election, contest } = question;
  const scope = tallyScope(election, contest, question.region);
  if (!scope.ok) return scope;
  const statuses = parseStatuses(question.status);
  if (!statuses.ok) return statuses;
  const cursor = parseCursor(question.cursor);
  if (!cursor.ok) return cursor;
  const area = scope.value.parts.length === 1 ? (scope.value.parts[0] as Area) : scope.value.region;
  const source = listSource(sql, { election, contest, area });
  const page = await fillPage(source, statuses.value, cursor.value, question.limit);
  const total = await source.total(statuses.value);
  const last = page.found.at(-1);
  const sheets = await describeAll(sql, { election, contest }, page.found);
  return accept({
    notice: NOTICE,
    scope: question.seen,
    total,
    sheets,
    next: page.more && last ? formatCursor(last) : null,
  });
}

type Found = { readonly status: SheetStatus; readonly sheet: SheetToDescribe };
type Cursor = { readonly status: SheetStatus; readonly after: ListPlace };
type Source = {
  page(status: SheetStatus, after: ListPlace | null, limit: number): Promise<readonly SheetToDescribe[]>;
  total(statuses: readonly SheetStatus[]): Promise<number>;
};

function listSource(
  sql: Sql,
  { election, contest, area }: { election: Election; contest: Contest; area: Area },
): Source {
  let missing: Promise<readonly SheetToDescribe[]> | null = null;
  let held: Promise<readonly SheetToDescribe[]> | null = null;
  const listed = (status: SheetStatus) => {
    if (status === 'missing') {
      missing ??= listMissing(sql, { election, contest, area });
      return missing;
    }
    if (status !== 'held') return null;
    held ??= listHeld(sql, contest.contestNo, area);
    return held;
  };
  return {
    async page(status, after, limit) {
      const whole = listed(status);
      if (whole)
        return (await whole).filter((sheet) => after === null || comparePlaces(sheet, after) > 0).slice(0, limit);
      return listByStatus(sql, { contestNo: contest.contestNo, within: area, status: status as never, after, limit });
    },
    async total(statuses) {
      const stored = await countByStatus(sql, contest.contestNo, area);
      let total = 0;
      for (const status of statuses) total += (await listed(status))?.length ?? stored.get(status) ?? 0;
      return total;
    },
  };
}

async function fillPage(
  source: Source,
  statuses: readonly SheetStatus[],
  cursor: Cursor | null,
  limit: number,
): Promise<{ found: Found[]; more: boolean }> {
  const found: Found[] = [];
  const start = cursor ? statuses.indexOf(cursor.status) : 0;
  for (const status of statuses.slice(Math.max(0, start))) {
    const after = cursor?.status === status ? cursor.after : null;
    const page = await source.page(status, after, limit + 1 - found.length);
    found.push(...page.map((sheet) => ({ status, sheet })));
    if (found.length > limit) return { found: found.slice(0, limit), more: true };
  }
  return { found, more: false };
}

async function listMissing(
  sql: Sql,
  { election, contest, area }: { election: Election; contest: Contest; area: Area },
): Promise<readonly SheetToDescribe[]> {
  const [stations, reporting] = await Promise.all([
    listStations(sql, election.electionNo, area === NATIONAL ? null : area),
    listReporting(sql, contest.contestNo, area),
  ]);
  return stations
    .filter(({ village, station }) => isWithin(village, contest.area) && !reporting.has(`${village} ${station}`))
    .map(({ village, station }) => ({
      village,
      station,
      round: 'regular',
      state: 'none',
      revision: 0,
      openRivals: 0,
      changedAt: null,
      values: {},
    }));
}

async function listHeld(sql: Sql, contestNo: number, area: Area): Promise<readonly SheetToDescribe[]> {
  const waiting = await listWaiting(sql, contestNo, area);
  return waiting
    .map(({ village, station, round, submission, recordedAt }) => ({
      village,
      station,
      round,
      state: 'none' as const,
      revision: 0,
      openRivals: 0,
      changedAt: recordedAt,
      values: submission.values,
    }))
    .sort(comparePlaces);
}

async function describeAll(
  sql: Sql,
  { election, contest }: { election: Election; contest: Contest },
  found: readonly Found[],
) {
  if (found.length === 0) return [];
  const places = found.map(({ sheet }) => ({
    electionNo: election.electionNo,
    village: sheet.village,
    station: sheet.station,
  }));
  const [registers, rounds, remote] = await Promise.all([
    listRegisters(sql, places),
    readRoundsAt(
      sql,
      places.map(({ village, station }) => ({
        kabId: regencyIdOf(village as RegionCode) as number,
        contestNo: contest.contestNo,
        village,
        station,
      })),
    ),
    findRemoteAmong(sql, [...new Set(places.map((place) => place.village as RegionCode))]),
  ]);
  const voters = new Map(registers.map((row) => [`${row.village} ${row.station}`, row.permanentVoters]));
  const world = {
    election,
    contest,
    votersOf: (village: string, station: number) => voters.get(`${village} ${station}`) ?? null,
    roundsAt: (village: string, station: number) =>
      rounds.get(`${village} ${station}`) ?? new Map<string, { state: string }>(),
    remote,
  };
  return found.map(({ sheet, status }) => describeSheet(sheet, status, world));
}

function parseStatuses(text: string | undefined): Result<readonly SheetStatus[], Problem> {
  if (text === undefined || text.trim() === '') return accept(SHEET_STATUSES);
  const asked = text.split(',').map((item) => item.trim());
  const unknown = asked.find((item) => !SHEET_STATUSES.includes(item as SheetStatus));
  if (unknown !== undefined)
    return refuse(resultsProblem('unknown-status', { status: unknown, known: SHEET_STATUSES.join(', ') }));
  return accept(SHEET_STATUSES.filter((status) => asked.includes(status)));
}

/** `flagged~64.09.01.1001~3~regular`: the last sheet of the page before. */
function formatCursor({ status, sheet }: Found): string {
  return [status, sheet.village, sheet.station, sheet.round].join('~');
}

function parseCursor(text: string | undefined): Result<Cursor | null, Problem> {
  if (text === undefined) return accept(null);
  const [status, village = '', station = '', round = '', ...rest] = text.split('~');
  const isWhole =
    SHEET_STATUSES.includes(status as SheetStatus) &&
    /^[0-9.]{13}$/.test(village) &&
    /^[0-9]{1,3}$/.test(station) &&
    /^[a-z0-9-]{1,20}$/.test(round);
  if (!isWhole || rest.length > 0) return refuse(resultsProblem('bad-cursor'));
  return accept({ status: status as SheetStatus, after: { village, station: Number(station), round } });
}

function comparePlaces(a: ListPlace, b: ListPlace): number {
  if (a.village !== b.village) return a.village < b.village ? -1 : 1;
  if (a.station !== b.station) return a.station - b.station;
  return a.round < b.round ? -1 : a.round > b.round ? 1 : 0;
}

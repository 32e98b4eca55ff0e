import { type Contest, candidateNumbers, type Election } from '#elections/domain/election.ts';
import { listStationCounts, listStations } from '#elections/store/stations.ts';
import type { Problem } from '#kernel/problem.ts';
import { ancestorAt, isVillage, levelOf, NATIONAL, type RegionCode, regencyIdOf } from '#kernel/region-code.ts';
import { accept, type Result } from '#kernel/result.ts';
import { stationLabel } from '#kernel/station-number.ts';
import type { Sql } from '#platform/db/sql.ts';
import { findRemoteAmong } from '#regions/store.ts';
import { NOTICE, type Tally, type TallyChild } from '../contract/sheets.ts';
import { countingSheets } from '../domain/recount.ts';
import { addSheet, addSums, emptySums, readSums, type SumLayout, sumLayout } from '../domain/totals.ts';
import { type AreaTotal, readAreaTotals } from '../store/area-totals.ts';
import { readVillageSheets } from '../store/contest-sheets.ts';
import type { RegencyCache } from './regency-cache.ts';
import { childScopes, isStored, type TallyScope, tallyScope } from './tally-scope.ts';

export type TallyQuestion = {
  readonly election: Election;
  readonly contest: Contest;
  readonly region?: string | undefined;
  readonly children: boolean;
};
export type TallyReader = { readonly sql: Sql; readonly cache: RegencyCache };

/** The totals of a region in three bases, with coverage and time, and of everything directly below when asked. */
export async function readTally(reader: TallyReader, question: TallyQuestion): Promise<Result<Tally, Problem>> {
  const { election, contest } = question;
  const scope = tallyScope(election, contest, question.region);
  if (!scope.ok) return scope;
  const { region } = scope.value;
  const below =
    question.children && !(region !== NATIONAL && isVillage(region)) ? childScopes(election, contest, region) : [];
  const book = await readBook(reader, question, [scope.value, ...below]);
  const own = describeScope(book, scope.value);
  const stations =
    question.children && region !== NATIONAL && isVillage(region)
      ? await describeStations(reader, question, region, book.layout)
      : [];
  const children = [...below.map((child) => describeScope(book, child)), ...stations];
  return accept({
    election: election.id,
    contest: contest.id,
    ...own,
    notice: NOTICE,
    ...(question.children ? { children } : {}),
  });
}

/** All rows and counts that the answer needs, read together. */
type Book = {
  readonly contest: Contest;
  readonly layout: SumLayout;
  readonly regencies: ReadonlyMap<string, AreaTotal>;
  readonly regencyStations: ReadonlyMap<string, number>;
  readonly rows: ReadonlyMap<string, AreaTotal>;
  readonly stations: ReadonlyMap<string, number>;
  readonly remote: ReadonlySet<string>;
  /** kabupaten by province, which is what a province is put together from */
  readonly provinces: ReadonlyMap<string, readonly RegionCode[]>;
};

async function readBook(
  { sql, cache }: TallyReader,
  { election, contest }: TallyQuestion,
  scopes: readonly TallyScope[],
): Promise<Book> {
  const parts = scopes.flatMap((scope) => scope.parts);
  const regions = parts.filter((part) => isStored(part) && levelOf(part) !== 'regency');
  const isAllBelowRegency = regions.length === parts.length;
  const keys = regions.map((region) => ({
    kabId: regencyIdOf(region) as number,
    contestNo: contest.contestNo,
    region,
  }));
  const villages = regions.filter(isVillage);
  const [regencies, regencyStations, rows, stations, remote] = await Promise.all([
    isAllBelowRegency ? new Map<string, AreaTotal>() : cache.totals(contest.contestNo),
    isAllBelowRegency ? new Map<string, number>() : cache.stations(election),
    keys.length > 0 ? readAreaTotals(sql, keys) : [],
    keys.length > 0 ? listStationCounts(sql, election.electionNo, regions) : new Map<string, number>(),
    villages.length > 0 ? findRemoteAmong(sql, villages) : new Set<string>(),
  ]);
  return {
    contest,
    layout: sumLayout(candidateNumbers(contest)),
    regencies,
    regencyStations,
    rows: new Map(rows.map((row) => [row.region, row])),
    stations,
    remote,
    provinces: provincesOf(regencies, regencyStations),
  };
}

function provincesOf(
  ...byRegency: readonly ReadonlyMap<string, unknown>[]
): ReadonlyMap<string, readonly RegionCode[]> {
  const regencies = new Set(byRegency.flatMap((known) => [...known.keys()] as RegionCode[]));
  return Map.groupBy(regencies, (regency) => ancestorAt(regency, 'province') as string);
}

function describeScope(book: Book, scope: TallyScope): TallyChild {
  const sums = emptySums(book.layout);
  let expected = 0;
  let asOf: Date | null = null;
  for (const part of scope.parts) {
    const found = partOf(book, part);
    expected += found.stations;
    for (const row of found.rows) {
      addSums(sums, row.sums);
      if (asOf === null || row.changedAt > asOf) asOf = row.changedAt;
    }
  }
  const remote = scope.region !== NATIONAL && isVillage(scope.region) ? { remote: book.remote.has(scope.region) } : {};
  return { ...describe({ region: scope.region, name: scope.name, expected, asOf, sums }, book), ...remote };
}

/** The stored rows that make up one part, and its stations; provinces are put together from their kabupaten. */
function partOf(book: Book, part: RegionCode): { rows: readonly AreaTotal[]; stations: number } {
  const level = levelOf(part);
  if (level === 'district' || level === 'village') {
    const row = book.rows.get(part);
    return { rows: row ? [row] : [], stations: book.stations.get(part) ?? 0 };
  }
  const regency = ancestorAt(part, 'regency');
  if (regency) {
    const row = book.regencies.get(regency);
    return { rows: row ? [row] : [], stations: book.regencyStations.get(regency) ?? 0 };
  }
  const inside = (book.provinces.get(part) ?? []).map((code) => partOf(book, code));
  return {
    rows: inside.flatMap(({ rows }) => rows),
    stations: inside.reduce((sum, { stations }) => sum + stations, 0),
  };
}

type Described = {
  region: string;
  station?: number;
  name: string;
  expected: number;
  asOf: Date | null;
  sums: readonly number[];
};

function describe(
  { sums, asOf, ...where }: Described,
  { contest, layout }: Pick<Book, 'contest' | 'layout'>,
): TallyChild {
  const { received, flagged, verified, statuses, totals } = readSums(sums, layout, candidateNumbers(contest));
  return {
    ...where,
    asOf: asOf?.toISOString() ?? null,
    received,
    flagged,
    verified,
    statuses,
    turnout: totals.all.turnout,
    totals,
  };
}

/** A village's children are its stations, each with its counting sheet. */
async function describeStations(
  { sql }: TallyReader,
  { election, contest }: TallyQuestion,
  village: RegionCode,
  layout: SumLayout,
): Promise<TallyChild[]> {
  const [stations, sheets] = await Promise.all([
    listStations(sql, election.electionNo, village),
    readVillageSheets(sql, contest.contestNo, village),
  ]);
  const counting = new Map(countingSheets(contest, sheets).map((sheet) => [sheet.station, sheet]));
  return stations.map(({ station }) => {
    const sheet = counting.get(station);
    const sums = emptySums(layout);
    if (sheet)
      addSheet(
        sums,
        layout,
        {
          state: sheet.state,
          hasOpenError: sheet.errors.length > 0,
          hasRival: sheet.openRivals > 0,
          values: sheet.values,
        },
        1,
      );
    const where = {
      region: village,
      station,
      name: `TPS ${stationLabel(station)}`,
      expected: 1,
      asOf: sheet?.changedAt ?? null,
      sums,
    };
    return describe(where, { contest, layout });
  });
}

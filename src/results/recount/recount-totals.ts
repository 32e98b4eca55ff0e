import type { Election } from '#elections/domain/election.ts';
import { stationKey } from '#elections/domain/election.ts';
import { listStationCounts, listStations } from '#elections/store/stations.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';
import { checkCodes } from '../domain/check-sheet.ts';
import { recount } from '../domain/recount.ts';
import { storedRegions } from '../intake/batch.ts';
import { checkContextOf } from '../intake/check-context.ts';
import { readContestTotals } from '../store/area-totals.ts';
import { streamSheets } from '../store/contest-sheets.ts';
import { wholeVillages } from './sheet-groups.ts';

export type RecountDifference = {
  readonly election: string;
  readonly contest: string | null;
  readonly region: string;
  readonly field: string;
  readonly stored: string;
  readonly recounted: string;
};
export type RecountReport = { readonly compared: number; readonly differences: readonly RecountDifference[] };

/** Builds every total again from the sheets and compares it, cell by cell, with what is stored; on one snapshot. */
export async function recountTotals(sql: Sql, elections: readonly Election[]): Promise<RecountReport> {
  return (await sql.begin('isolation level repeatable read read only', async (tx) => {
    let compared = 0;
    const differences: RecountDifference[] = [];
    for (const election of elections) {
      const stations = await listStations(tx, election.electionNo);
      compared += await compareStations(tx, election, stations, differences);
      const register = new Map(stations.map((item) => [stationKey(item.village, item.station), item.permanentVoters]));
      for (const contest of election.contests)
        compared += await compareContest(tx, { election, contest, register, differences });
    }
    return { compared, differences };
  })) as RecountReport;
}

async function compareStations(
  tx: Tx,
  election: Election,
  stations: Awaited<ReturnType<typeof listStations>>,
  differences: RecountDifference[],
): Promise<number> {
  const counted = new Map<string, number>();
  for (const { village } of stations)
    for (const region of storedRegions(village)) counted.set(region, (counted.get(region) ?? 0) + 1);
  const stored = await listStationCounts(tx, election.electionNo, [...counted.keys()]);
  for (const [region, count] of counted) {
    const found = stored.get(region) ?? 0;
    if (found !== count)
      differences.push({
        election: election.id,
        contest: null,
        region,
        field: 'stations',
        stored: String(found),
        recounted: String(count),
      });
  }
  return counted.size;
}

type ContestInput = {
  election: Election;
  contest: Election['contests'][number];
  register: ReadonlyMap<string, number | null>;
  differences: RecountDifference[];
};

async function compareContest(tx: Tx, { election, contest, register, differences }: ContestInput): Promise<number> {
  const totals = recount(contest, storedRegions);
  const note = (region: string, field: string, stored: unknown, recounted: unknown) =>
    differences.push({
      election: election.id,
      contest: contest.id,
      region,
      field,
      stored: String(stored),
      recounted: String(recounted),
    });
  for await (const village of wholeVillages(streamSheets(tx, contest.contestNo))) {
    for (const sheet of village) {
      const voters = register.get(stationKey(sheet.village, sheet.station)) ?? null;
      const { errors } = checkCodes(sheet.values, checkContextOf(election, contest, voters));
      if (errors.join() !== sheet.errors.join())
        note(
          stationKey(sheet.village, sheet.station),
          `errors (${sheet.round})`,
          sheet.errors.join(' '),
          errors.join(' '),
        );
    }
    totals.add(village);
  }
  const stored = new Map((await readContestTotals(tx, contest.contestNo)).map((row) => [row.region, row.sums]));
  for (const region of new Set([...stored.keys(), ...totals.sums.keys()])) {
    const before = stored.get(region) ?? [];
    const now = totals.sums.get(region)?.sums ?? [];
    for (let i = 0; i < totals.layout.size; i++)
      if ((before[i] ?? 0) !== (now[i] ?? 0)) note(region, cellName(totals.layout, i), before[i] ?? 0, now[i] ?? 0);
  }
  return stored.size;
}

/** What a cell of the sums holds, for the reader of a difference. */
function cellName(layout: { readonly fields: readonly string[]; readonly basisSize: number }, index: number): string {
  const head = [
    'flagged',
    'status conflict',
    'status returned',
    'status flagged',
    'status verified',
    'status submitted',
  ];
  if (index < head.length) return head[index] as string;
  const basis = ['all', 'clean', 'verified'][Math.floor((index - head.length) / layout.basisSize)];
  const cell = (index - head.length) % layout.basisSize;
  const count = layout.fields.length;
  if (cell === 0) return `${basis}.sheets`;
  if (cell <= count) return `${basis}.${layout.fields[cell - 1]}`;
  if (cell <= 2 * count) return `${basis}.stated.${layout.fields[cell - 1 - count]}`;
  return `${basis}.turnout.${['voters', 'registered', 'sheets'][cell - 1 - 2 * count]}`;
}

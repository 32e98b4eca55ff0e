import type { ElectionHooks } from '#elections/commands/apply-election.ts';
import type { Election } from '#elections/domain/election.ts';
import { stationKey } from '#elections/domain/election.ts';
import { listElections } from '#elections/store/elections.ts';
import { listStations } from '#elections/store/stations.ts';
import { type RegionCode, regencyIdOf } from '#kernel/region-code.ts';
import { invariant } from '#kernel/result.ts';
import type { Tx } from '#platform/db/sql.ts';
import { checkCodes } from '../domain/check-sheet.ts';
import { recount } from '../domain/recount.ts';
import { storedRegions } from '../intake/batch.ts';
import { checkContextOf } from '../intake/check-context.ts';
import { upsertAreaTotals } from '../store/area-totals.ts';
import { clearTotals, readRoundsWithSheets, streamSheets, updateChecks } from '../store/contest-sheets.ts';
import { wholeVillages } from './sheet-groups.ts';

/** What results do when an election or its stations change; handed to the commands of elections at the composition root. */
export const resultsHooks: ElectionHooks = { sheetsOf: readRoundsWithSheets, recheck: recheckElection };

const ROWS_MAX = 1000;

/** Recomputes the checks of every sheet and all totals under the settings that now stand, in the caller's transaction. */
export async function recheckElection(tx: Tx, _at: Date, electionNo: number): Promise<void> {
  const election = (await listElections(tx)).find((item) => item.electionNo === electionNo);
  invariant(election, 'an election that changed exists');
  const register = new Map(
    (await listStations(tx, electionNo)).map((item) => [stationKey(item.village, item.station), item.permanentVoters]),
  );
  for (const contest of election.contests) await recheckContest(tx, election, contest, register);
}

async function recheckContest(
  tx: Tx,
  election: Election,
  contest: Election['contests'][number],
  register: ReadonlyMap<string, number | null>,
): Promise<void> {
  const totals = recount(contest, storedRegions);
  for await (const village of wholeVillages(streamSheets(tx, contest.contestNo))) {
    const checked = village.map((sheet) => {
      const voters = register.get(stationKey(sheet.village, sheet.station)) ?? null;
      return { ...sheet, ...checkCodes(sheet.values, checkContextOf(election, contest, voters)) };
    });
    const moved = checked.filter(
      (sheet, i) =>
        String([sheet.errors, '|', sheet.warnings]) !== String([village[i]?.errors, '|', village[i]?.warnings]),
    );
    await updateChecks(tx, contest.contestNo, moved);
    totals.add(checked);
  }
  await clearTotals(tx, contest.contestNo);
  const rows = [...totals.sums].map(([region, { sums, changedAt }]) => ({
    kabId: regencyIdOf(region as RegionCode) as number,
    contestNo: contest.contestNo,
    region,
    sums,
    changedAt,
  }));
  for (let i = 0; i < rows.length; i += ROWS_MAX) await upsertAreaTotals(tx, rows.slice(i, i + ROWS_MAX));
}

import { type Actor, cliActor } from '#access/domain/actor.ts';
import { type Contest, candidateNumbers, type Election } from '#elections/domain/election.ts';
import type { RowError } from '#elections/row-errors.ts';
import { listStations } from '#elections/store/stations.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { stationLabel } from '#kernel/station-number.ts';
import { databaseProblem } from '#platform/db/problems.ts';
import { checkColumns } from '#platform/files/check-columns.ts';
import type { Table } from '#platform/files/table.ts';
import type { Desk } from '../desk.ts';
import { checkCodes } from '../domain/check-sheet.ts';
import { fieldNames } from '../domain/fields.ts';
import type { Receipt, Submission } from '../domain/submission.ts';
import { type JudgedRow, judgeRows, sheetRowWorld } from '../exchange/judge-rows.ts';
import { checkContextOf } from '../intake/check-context.ts';
import type { SubmitOptions } from '../intake/prepare-submission.ts';
import { resultsProblem } from '../problems.ts';
import { type SheetIntake, submitAll } from './submit-sheets.ts';

export type ImportResultsInput = {
  readonly desk: Desk;
  readonly intake: SheetIntake;
  readonly election: Election;
  readonly contest: Contest;
  readonly table: Table;
  readonly source: string;
  /** corrects what stands, with this reason */
  readonly replace: string | null;
  readonly dryRun: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  /** asked between pieces: a person may break the import off */
  readonly isStopped?: () => boolean;
};

export type ImportResults = {
  readonly rows: number;
  readonly accepted: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly conflicting: number;
  readonly empty: number;
  readonly rejected: number;
  readonly flagged: number;
  readonly conflicts: readonly {
    readonly row: number;
    readonly region: string;
    readonly station: string;
    readonly revision: number | null;
  }[];
  readonly errors: readonly RowError[];
};

/** Enough to keep two flights of the group commit full. */
const IN_FLIGHT_MAX = 1000;
const REHEARSED_AT_ONCE = 1000;

/** Brings result sheets in from a file, through the same command as the phone. */
export async function importResults(input: ImportResultsInput): Promise<Result<ImportResults, Problem>> {
  const { desk, election, contest, table } = input;
  const fields = fieldNames(candidateNumbers(contest));
  const optional = [...fields, 'round', 'note', 'state', 'demo'];
  const columns = checkColumns(table.header, { required: ['region', 'station'], optional });
  if (!columns.ok) return columns;
  if (columns.value.has('demo') && election.demo === null)
    return refuse(resultsProblem('demo-file', { election: election.id }));
  const stations = await listStations(desk.sql, election.electionNo);
  const judged = judgeRows(table, columns.value, sheetRowWorld(election, contest, stations));
  const submissions = judged.sheets.map((row) => submissionOf(input, row));
  const sent = await send(input, submissions);
  const receipts = sent.receipts;
  const counts = countOutcomes(receipts);
  if (sent.problem) {
    const stand = counts.accepted + counts.corrected + counts.conflicting;
    return refuse(
      resultsProblem('import-broken', { stand, total: judged.rows, cause: sent.problem.replace(/\.$/, '') }),
    );
  }
  const voters = new Map(stations.map((station) => [`${station.village}/${station.station}`, station.permanentVoters]));
  const flagged = judged.sheets.filter((row, i) => {
    const written = receipts[i]?.outcome === 'accepted' || receipts[i]?.outcome === 'corrected';
    return (
      written &&
      checkCodes(row.values, checkContextOf(election, contest, voters.get(`${row.region}/${row.station}`) ?? null))
        .errors.length > 0
    );
  }).length;
  const refused = judged.sheets.flatMap((row, i) => refusalOf(row, receipts[i]));
  return accept({
    rows: judged.rows,
    ...counts,
    unchanged: counts.unchanged + judged.repeated,
    empty: judged.empty,
    rejected: judged.rejected + refused.length,
    flagged,
    conflicts: judged.sheets.flatMap((row, i) =>
      receipts[i]?.outcome === 'conflict'
        ? [
            {
              row: row.line,
              region: row.region,
              station: stationLabel(row.station),
              revision: receipts[i]?.revision ?? null,
            },
          ]
        : [],
    ),
    errors: [...judged.errors, ...refused].sort((a, b) => a.row - b.row),
  });
}

function submissionOf({ desk, election, contest, replace }: ImportResultsInput, row: JudgedRow): Submission {
  return {
    id: desk.ids.next(),
    election: election.id,
    contest: contest.id,
    region: row.region,
    station: row.station,
    round: row.round,
    definition: contest.definitionHash,
    basis: 0,
    ...(replace === null ? {} : { reason: replace }),
    ...(row.note === null ? {} : { note: row.note }),
    values: row.values,
    enteredAt: desk.clock.now().toISOString(),
  };
}

type Sent = { readonly receipts: readonly Receipt[]; readonly problem: string | null };

async function send(input: ImportResultsInput, submissions: readonly Submission[]): Promise<Sent> {
  const actor = cliActor(input.source);
  const options = { replace: input.replace !== null };
  if (input.dryRun) return { receipts: await rehearse(input.desk, actor, submissions, options), problem: null };
  const receipts: (Receipt | undefined)[] = new Array(submissions.length);
  let next = 0;
  let done = 0;
  let problem: string | null = null;

  /** Hands in one sheet after the other; what a lost answer was for may stand or not, and a repeat of the import tells. */
  async function handIn(): Promise<void> {
    while (next < submissions.length && problem === null) {
      if (input.isStopped?.()) problem = 'dihentikan';
      else await handInOne(next++);
    }
  }

  async function handInOne(at: number): Promise<void> {
    try {
      [receipts[at]] = await input.intake.submit(actor, [submissions[at] as Submission], options);
      input.onProgress?.(++done, submissions.length);
    } catch (error) {
      const lost = databaseProblem(error);
      if (!lost) throw error;
      problem ??= lost.message.id;
    }
  }

  await Promise.all(Array.from({ length: IN_FLIGHT_MAX }, handIn));
  return { receipts: receipts.filter((receipt) => receipt !== undefined), problem };
}

class RolledBack extends Error {
  readonly receipts: readonly Receipt[];
  constructor(receipts: readonly Receipt[]) {
    super('dry run');
    this.receipts = receipts;
  }
}

/** The real run up to the commit, which is then given up: a dry run can say nothing that the real one would not. */
async function rehearse(
  desk: Desk,
  actor: Actor,
  submissions: readonly Submission[],
  options: SubmitOptions,
): Promise<readonly Receipt[]> {
  try {
    await desk.sql.begin(async (tx) => {
      const receipts: Receipt[] = [];
      for (let i = 0; i < submissions.length; i += REHEARSED_AT_ONCE) {
        const items = submissions.slice(i, i + REHEARSED_AT_ONCE).map((submission) => ({ actor, submission, options }));
        receipts.push(...(await submitAll(tx, desk.clock, await desk.books.current(tx), items)));
      }
      throw new RolledBack(receipts);
    });
    return [];
  } catch (error) {
    if (error instanceof RolledBack) return error.receipts;
    throw error;
  }
}

function countOutcomes(receipts: readonly Receipt[]) {
  const count = (outcome: Receipt['outcome']) => receipts.filter((receipt) => receipt.outcome === outcome).length;
  return {
    accepted: count('accepted'),
    corrected: count('corrected'),
    unchanged: count('unchanged'),
    conflicting: count('conflict'),
  };
}

function refusalOf(row: JudgedRow, receipt: Receipt | undefined): RowError[] {
  if (receipt?.outcome !== 'refused' && receipt?.outcome !== 'held') return [];
  const message = receipt.problem?.message.id ?? 'Kiriman ditahan untuk diperiksa.';
  return [
    {
      row: row.line,
      column: null,
      value: null,
      code: receipt.problem?.code ?? 'results.held',
      message: `Baris ${row.line}: ${message}`,
    },
  ];
}

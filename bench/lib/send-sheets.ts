import { cliActor } from '#access/domain/actor.ts';
import type { Election } from '#elections/domain/election.ts';
import type { SheetIntake } from '#results/commands/submit-sheets.ts';
import type { Desk } from '#results/desk.ts';
import type { Submission } from '#results/domain/submission.ts';
import { fullSheet } from './full-sheet.ts';
import { CANDIDATES } from './national-desk.ts';
import type { BenchStation } from './spread.ts';

export type SendOptions = {
  readonly desk: Desk;
  readonly intake: SheetIntake;
  readonly election: Election;
  readonly stations: readonly BenchStation[];
  /** callers that wait for a receipt at the same time; each sends the sheets of one station together, as a phone does */
  readonly callers: number;
  readonly onProgress: (sheets: number) => void;
};

export type Sent = {
  readonly sheets: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly waitsMs: readonly number[];
};

/** Sends every contest's sheet of every station and waits for all receipts. */
export async function sendSheets(options: SendOptions): Promise<Sent> {
  const outcomes: Record<string, number> = {};
  const waitsMs: number[] = [];
  let next = 0;
  let sheets = 0;
  async function caller(): Promise<void> {
    for (;;) {
      const number = next++;
      const station = options.stations[number];
      if (!station) return;
      const start = performance.now();
      const receipts = await options.intake.submit(cliActor('bench'), submissionsOf(options, station, number));
      waitsMs.push(performance.now() - start);
      for (const { outcome } of receipts) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      sheets += receipts.length;
      options.onProgress(sheets);
    }
  }
  await Promise.all(Array.from({ length: options.callers }, caller));
  return { sheets, outcomes, waitsMs };
}

function submissionsOf(
  { desk, election }: SendOptions,
  { village, station }: BenchStation,
  number: number,
): Submission[] {
  return election.contests.map((contest, i) => ({
    id: desk.ids.next(),
    election: election.id,
    contest: contest.id,
    region: village,
    station,
    round: 'regular',
    definition: contest.definitionHash,
    basis: 0,
    values: fullSheet(number + i, CANDIDATES),
    enteredAt: desk.clock.now().toISOString(),
  }));
}

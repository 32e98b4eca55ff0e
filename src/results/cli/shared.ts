import { chooseElection } from '#elections/cli.ts';
import type { Contest, Election } from '#elections/domain/election.ts';
import type { Problem } from '#kernel/problem.ts';
import type { Result } from '#kernel/result.ts';
import type { CliArgs, CliCommand, WrongUse } from '#platform/cli/command.ts';
import type { Desk } from '../desk.ts';
import { findContest } from '../intake/prepare-submission.ts';

/** What the commands of results work with; the database is opened by the first that needs it. */
export type ResultsContext = { readonly desk: () => Promise<Desk>; readonly isStopped: () => boolean };
export type ResultsCommand = CliCommand<ResultsContext>;

export const ELECTION = { type: 'string', describe: 'id pemilihan', value: 'ID' } as const;
export const CONTEST = { type: 'string', required: true, describe: 'id kontes', value: 'ID' } as const;
export const REGION = { type: 'string', describe: 'kode wilayah', value: 'KODE' } as const;
export const LARGE = { type: 'boolean', describe: 'izinkan berkas di atas 20 MB' } as const;

/** The contest that the options name, in the named or only election. */
export async function chooseContest(
  desk: Desk,
  args: CliArgs,
): Promise<Result<{ election: Election; contest: Contest }, Problem> | WrongUse> {
  const book = await desk.books.current(desk.sql);
  const election = chooseElection(book, args);
  if (!('ok' in election) || !election.ok) return election;
  return findContest(book, election.value.id, args.text('contest') as string);
}

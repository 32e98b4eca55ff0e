import { join } from 'node:path';
import { type AccessContext, accessCommands } from '#access/cli.ts';
import { RIGHTS } from '#access/domain/rights.ts';
import { type ElectionsContext, electionCommands } from '#elections/cli.ts';
import { type BackupContext, backupCommands } from '#elections/cli-backup.ts';
import { bookKeeper } from '#elections/election-book.ts';
import type { Problem } from '#kernel/problem.ts';
import type { CliArgs, CliCommand } from '#platform/cli/command.ts';
import { runCli } from '#platform/cli/run-cli.ts';
import { randomIds, systemClock } from '#platform/clock.ts';
import { type Database, type DatabaseTarget, openDatabase } from '#platform/db/connect.ts';
import { databaseProblem } from '#platform/db/problems.ts';
import { type RegionsContext, regionCommands } from '#regions/cli.ts';
import { regionLookup } from '#regions/region-lookup.ts';
import type { ResultsContext } from '#results/cli/shared.ts';
import { resultCommands } from '#results/cli.ts';
import type { Desk } from '#results/desk.ts';
import { resultsHooks } from '#results/recount/recheck.ts';
import { type ServeContext, STOP_SIGNALS, serveCommand } from './serve.ts';

type Context = AccessContext & ElectionsContext & RegionsContext & ResultsContext & BackupContext & ServeContext;

const COMMANDS: readonly CliCommand<Context>[] = [
  serveCommand,
  ...electionCommands,
  ...resultCommands,
  ...regionCommands,
  ...backupCommands,
  ...accessCommands,
];

/** The desk's own command line: the same commands and the same rules as behind HTTP. */
export function runCommandLine(words: readonly string[]): Promise<number> {
  return runCli(words, { commands: COMMANDS, open: openContext, explain: explainFailure });
}

/** A refusal to open the database, on its way to the one place that says it. */
class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

function explainFailure(error: unknown): Problem | null {
  return error instanceof Refused ? error.problem : databaseProblem(error);
}

function openContext(args: CliArgs): { context: Context; close(): Promise<void> } {
  const target = targetOf(args);
  const books = bookKeeper();
  const clock = systemClock;
  let opened: Promise<Database> | null = null;
  const filesDir = join(folderOf(args), 'desk');
  const stopping = listenForStop();
  const database = () => (opened ??= open(target));
  const sql = async () => (await database()).sql;
  return {
    context: {
      sql,
      books,
      clock,
      hooks: resultsHooks,
      desk: async (): Promise<Desk> => ({ sql: await sql(), books, clock, ids: randomIds(clock), filesDir }),
      // Sessions of a running desk are in another process; it sees a change within a second.
      access: async () => ({
        sql: await sql(),
        clock,
        ids: randomIds(clock),
        filesDir,
        regions: regionLookup,
        rights: RIGHTS,
        sessions: { forget: () => {} },
      }),
      isStopped: stopping.isAsked,
      database,
      blobsDir: join(filesDir, 'blobs'),
    },
    async close() {
      const done = await opened?.catch(() => null);
      await done?.close();
      stopping.end();
    },
  };
}

/** npm hands on the signal that the terminal gave the whole group, so one Ctrl-C arrives twice; only a later one insists. */
const INSISTS_AFTER_MS = 2000;

/** Asks the command to stop in order, its database with it; whoever asks again later ends the process on the spot. */
function listenForStop(): { isAsked(): boolean; end(): void } {
  let askedAt: number | null = null;
  const stop = () => {
    askedAt ??= performance.now();
    if (performance.now() - askedAt > INSISTS_AFTER_MS) process.exit(1);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, stop);
  return {
    isAsked: () => askedAt !== null,
    end() {
      for (const signal of STOP_SIGNALS) process.removeListener(signal, stop);
    },
  };
}

async function open(target: DatabaseTarget): Promise<Database> {
  const opened = await openDatabase(target);
  if (!opened.ok) throw new Refused(opened.problem);
  return opened.value;
}

function targetOf(args: CliArgs): DatabaseTarget {
  const url = args.text('database');
  if (url !== undefined) return { url };
  return { dataDir: folderOf(args) };
}

/** Where the desk keeps its database and files; the demo has a folder of its own. */
function folderOf(args: CliArgs): string {
  return args.text('data') ?? (args.flag('demo') ? './data-demo' : './data');
}

import { readFile, stat } from 'node:fs/promises';
import { cliActor } from '#access/domain/actor.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { type CliArgs, type CliCommand, type WrongUse, wrongUse } from '#platform/cli/command.ts';
import type { Sql } from '#platform/db/sql.ts';
import { fileProblem } from '#platform/files/problems.ts';
import { readTable } from '#platform/files/read-table.ts';
import { applyElection, type ElectionHooks } from './commands/apply-election.ts';
import { importStations } from './commands/import-stations.ts';
import type { Election } from './domain/election.ts';
import { STATION_COLUMNS_REQUIRED } from './domain/parse-station.ts';
import type { BookKeeper, ElectionBook } from './election-book.ts';
import { electionsProblem } from './problems.ts';

export type ElectionsContext = {
  readonly sql: () => Promise<Sql>;
  readonly books: BookKeeper;
  readonly clock: Clock;
  readonly hooks: ElectionHooks;
};

export const electionCommands: readonly CliCommand<ElectionsContext>[] = [
  {
    name: 'election apply',
    positionals: ['BERKAS.json'],
    options: {},
    describe: 'memasang atau memperbarui pemilihan dari berkas definisinya',
    async run({ sql, clock, hooks }, args) {
      const definition = await readJson(args.positionals[0] as string);
      if (!definition.ok) return definition;
      const applied = await applyElection({
        sql: await sql(),
        at: clock.now(),
        actor: cliActor('election-apply'),
        definition: definition.value,
        hooks,
      });
      if (!applied.ok) return applied;
      const { election, contests, stations, created, updated } = applied.value;
      const change = created + updated === 0 ? 'tidak ada yang berubah' : `${created} dibuat, ${updated} diperbarui`;
      return accept({
        json: applied.value,
        exit: 0,
        text: `${election}: ${contests} kontes, ${stations} TPS; ${change}.`,
      });
    },
  },
  {
    name: 'import stations',
    positionals: ['BERKAS'],
    options: {
      election: { type: 'string', describe: 'id pemilihan', value: 'ID' },
      large: { type: 'boolean', describe: 'izinkan berkas di atas 20 MB' },
    },
    describe: 'membaca daftar TPS dari CSV atau Excel',
    async run({ sql, books, clock, hooks }, args) {
      const table = await readTable(args.positionals[0] as string, {
        requiredColumns: STATION_COLUMNS_REQUIRED,
        allowLarge: args.flag('large'),
      });
      if (!table.ok) return table;
      const election = chooseElection(await books.current(await sql()), args);
      if (!('ok' in election) || !election.ok) return election;
      const imported = await importStations({
        sql: await sql(),
        at: clock.now(),
        actor: cliActor('import-stations'),
        election: election.value,
        table: table.value,
        hooks,
      });
      if (!imported.ok) return imported;
      const { rows, created, updated, unchanged, rejected, errors } = imported.value;
      const lines = [
        `${rows} baris: ${created} baru, ${updated} diperbarui, ${unchanged} sama, ${rejected} ditolak.`,
        ...errors.map((error) => error.message),
      ];
      return accept({ json: imported.value, exit: rejected > 0 ? 1 : 0, text: lines.join('\n') });
    },
  },
];

/** The election a command is for: the named one, or the only one. */
export function chooseElection(book: ElectionBook, args: CliArgs): Result<Election, Problem> | WrongUse {
  const known = book.elections.map((election) => election.id).join(', ');
  const named = args.text('election');
  if (named !== undefined) {
    const found = book.find(named);
    return found
      ? accept(found)
      : refuse(electionsProblem('unknown-election', { election: named, known: known || '–' }));
  }
  const [only, second] = book.elections;
  if (second) return wrongUse(electionsProblem('election-needed', { known }).message.id);
  return only ? accept(only) : wrongUse(electionsProblem('none').message.id);
}

const DEFINITION_BYTES_MAX = 20 * 1024 * 1024;

async function readJson(path: string): Promise<Result<unknown, Problem>> {
  const file = path.split('/').at(-1) ?? path;
  try {
    const found = await stat(path);
    if (!found.isFile()) return refuse(fileProblem('not-a-file', { file }));
    if (found.size > DEFINITION_BYTES_MAX) return refuse(fileProblem('too-large', { limit: 20 }));
    return accept(JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, '')));
  } catch (error) {
    if (error instanceof SyntaxError)
      return refuse(electionsProblem('not-json', { file, detail: error.message.slice(0, 120) }));
    return refuse(
      fileProblem(isMissing(error) ? 'not-found' : 'unreadable', { file, reason: (error as Error).message }),
    );
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

import type { Problem } from '#kernel/problem.ts';
import { type CliAnswer, type CliArgs, type CliCommand, isWrongUse } from './command.ts';
import { findCommand, parseCommandArgs, usageOf } from './parse-args.ts';

export type CliSurroundings<Context> = {
  readonly commands: readonly CliCommand<Context>[];
  /** what the commands work with; closed when the command is done */
  readonly open: (args: CliArgs) => { readonly context: Context; close(): Promise<void> };
  /** the one sentence for a failure that is not the user's doing (database gone, disk full), or null for a defect */
  readonly explain: (error: unknown) => Problem | null;
};

/**
 * Runs one command line and answers its exit status: 0 done, 1 refused or with findings, 2 wrong use. With --json exactly
 * one JSON document goes to standard output; people's sentences go to standard error when something was refused.
 */
export async function runCli<Context>(
  words: readonly string[],
  { commands, open, explain }: CliSurroundings<Context>,
): Promise<number> {
  // Without a listener a pipe that closes would end the process on the spot, its database left behind.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  const wantsJson = words.includes('--json');
  if (words.length === 0 || words[0] === 'help' || words.includes('--help')) return showHelp(commands);
  const command = findCommand(commands, words);
  if (!command)
    return fail(wantsJson, 2, {
      code: 'cli.unknown-command',
      message: `Perintah “${words.slice(0, 2).join(' ')}” tidak dikenal. Lihat: desk help`,
      fields: {},
    });
  const args = parseCommandArgs(command, words.slice(command.name.split(' ').length));
  if (isWrongUse(args)) return fail(wantsJson, 2, { code: 'cli.wrong-use', message: args.wrongUse, fields: {} });
  const opened = open(args);
  try {
    const result = await command.run(opened.context, args);
    if ('wrongUse' in result)
      return fail(wantsJson, 2, { code: 'cli.wrong-use', message: result.wrongUse, fields: {} });
    if (!result.ok) return fail(wantsJson, 1, problemBody(result.problem));
    return await show(wantsJson, result.value);
  } catch (error) {
    if (error === NOBODY_READS) return 1;
    const problem = explain(error);
    return fail(wantsJson, 1, problem ? problemBody(problem) : defectBody(error));
  } finally {
    await close(opened, explain);
  }
}

/** A database that is gone cannot be closed; what the command answered stands. */
async function close<Context>(
  { close }: { close(): Promise<void> },
  explain: CliSurroundings<Context>['explain'],
): Promise<void> {
  try {
    await close();
  } catch (error) {
    if (!explain(error)) throw error;
  }
}

/** A defect of the program: one sentence for the user, and where it arose only for who asks for it. */
function defectBody(error: unknown) {
  if (process.env.DESK_DEBUG === '1') console.error(error);
  const detail = error instanceof Error ? `${error.name}: ${error.message.split('\n', 1)[0]}` : String(error);
  const message = `Ada kesalahan di program (${detail}). Ulangi; bila tetap terjadi, jalankan dengan DESK_DEBUG=1 dan laporkan rinciannya.`;
  return { code: 'cli.failed', message, fields: {} };
}

function problemBody({ code, message, fields }: Problem) {
  return { code, message: message.id, fields };
}

async function show(wantsJson: boolean, answer: CliAnswer): Promise<number> {
  if (wantsJson) await write(`${JSON.stringify(answer.json)}\n`);
  else if (!answer.written && answer.text !== '') await write(`${answer.text}\n`);
  return answer.exit;
}

async function fail(
  wantsJson: boolean,
  exit: 1 | 2,
  error: { code: string; message: string; fields: unknown },
): Promise<number> {
  if (wantsJson) await write(`${JSON.stringify({ error })}\n`);
  process.stderr.write(`${error.message}\n`);
  return exit;
}

/** Whoever read our output has gone (`desk export … | head`): there is nobody left to tell. */
const NOBODY_READS = new Error('nobody reads standard output any more');

/** Writes to standard output and waits until it is taken: a pipe may be slower than we are. */
export function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error) resolve();
      else reject('code' in error && error.code === 'EPIPE' ? NOBODY_READS : error);
    });
  });
}

function showHelp<Context>(commands: readonly CliCommand<Context>[]): number {
  const lines = commands.map((command) => `  ${usageOf(command)}\n      ${command.describe}`);
  process.stdout.write(
    `Desk Pilkada / Desk Pemilu. Data cepat, bukan hasil resmi.\n\n${lines.join('\n')}\n\nSemua perintah: --data DIR atau --database URL, dan --json.\n`,
  );
  return 0;
}

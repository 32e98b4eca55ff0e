import { parseArgs } from 'node:util';
import type { CliArgs, CliCommand, WrongUse } from './command.ts';
import { wrongUse } from './command.ts';

/** Options that every command takes. */
export const COMMON_OPTIONS = {
  data: { type: 'string', describe: 'folder basis data dan berkas (bawaan: ./data)', value: 'DIR' },
  database: { type: 'string', describe: 'pakai server PostgreSQL 15–18 ini', value: 'URL' },
  json: { type: 'boolean', describe: 'jawaban sebagai satu dokumen JSON' },
} as const;

/** Finds the command that the words name: the longest name wins. */
export function findCommand<Context>(
  commands: readonly CliCommand<Context>[],
  words: readonly string[],
): CliCommand<Context> | null {
  const matching = commands.filter((command) => command.name.split(' ').every((part, i) => words[i] === part));
  return matching.sort((a, b) => b.name.length - a.name.length)[0] ?? null;
}

/** Reads the words after the command's name; an unknown option or a missing argument is a wrong use. */
export function parseCommandArgs<Context>(command: CliCommand<Context>, words: readonly string[]): CliArgs | WrongUse {
  const options = { ...COMMON_OPTIONS, ...command.options };
  const kinds = Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }]));
  try {
    const parsed = parseArgs({ args: [...words], options: kinds, allowPositionals: true, strict: true });
    const { positionals } = parsed;
    const values = parsed.values as Readonly<Record<string, string | boolean | undefined>>;
    const missing = command.positionals[positionals.length];
    if (missing) return wrongUse(`Argumen ${missing} belum ditulis. Pakai: ${usageOf(command)}`);
    const extra = positionals[command.positionals.length];
    if (extra) return wrongUse(`Argumen “${extra}” tidak dikenal. Pakai: ${usageOf(command)}`);
    const needed = Object.entries(command.options).find(
      ([name, option]) => option.required && values[name] === undefined,
    );
    if (needed) return wrongUse(`Pilihan --${needed[0]} belum ditulis. Pakai: ${usageOf(command)}`);
    const empty = Object.entries(values).find(([, value]) => value === '');
    if (empty) return wrongUse(`Pilihan --${empty[0]} kosong. Pakai: ${usageOf(command)}`);
    return {
      positionals,
      text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
      flag: (name) => values[name] === true,
    };
  } catch (error) {
    return wrongUse(`${parseFault(error)} Pakai: ${usageOf(command)}`);
  }
}

export function usageOf<Context>(command: CliCommand<Context>): string {
  const options = Object.entries(command.options).map(([name, option]) => {
    const shown = option.type === 'boolean' ? `--${name}` : `--${name} ${option.value ?? 'NILAI'}`;
    return option.required ? shown : `[${shown}]`;
  });
  return ['desk', command.name, ...command.positionals, ...options].join(' ');
}

function parseFault(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const quoted = error instanceof Error ? (/'(--?[^' ]+)/.exec(error.message)?.[1] ?? '') : '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `Pilihan ${quoted} tidak dikenal.`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return `Pilihan ${quoted} ditulis keliru (nilainya kurang, atau tidak perlu nilai).`;
  return 'Perintah ini tidak terbaca.';
}

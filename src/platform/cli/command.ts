import type { Problem } from '#kernel/problem.ts';
import type { Result } from '#kernel/result.ts';

/** What a command of the program answers: one JSON document, the same in words, and whether all went well. */
export type CliAnswer = {
  readonly json: unknown;
  readonly text: string;
  /** 0 done; 1 rows rejected or conflicting, differences found */
  readonly exit: 0 | 1;
  /** the answer went to standard output already (an export without --out) */
  readonly written?: boolean;
};

export type CliOption = {
  readonly type: 'string' | 'boolean';
  readonly required?: boolean;
  readonly describe: string;
  readonly value?: string;
};

/** One command, as data: how it is called, and the function that carries it out. */
export type CliCommand<Context> = {
  readonly name: string;
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, CliOption>>;
  readonly describe: string;
  readonly run: (context: Context, args: CliArgs) => Promise<Result<CliAnswer, Problem> | WrongUse>;
};

export type CliArgs = {
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  flag(name: string): boolean;
};

/** The command was called wrongly: exit 2. */
export type WrongUse = { readonly wrongUse: string };

export function wrongUse(sentence: string): WrongUse {
  return { wrongUse: sentence };
}

export function isWrongUse(value: object): value is WrongUse {
  return 'wrongUse' in value;
}

import type { CliCommand } from '#platform/cli/command.ts';
import type { Database } from '#platform/db/connect.ts';

export type IntegrityContext = { readonly database: () => Promise<Database> };

export const integrityCommands: readonly CliCommand<IntegrityContext>[] = [];

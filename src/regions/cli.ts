import { cliActor } from '#access/domain/actor.ts';
import type { Clock } from '#kernel/clock.ts';
import { accept } from '#kernel/result.ts';
import type { CliCommand } from '#platform/cli/command.ts';
import type { Sql } from '#platform/db/sql.ts';
import { markRemote } from './commands/mark-remote.ts';

export type RegionsContext = { readonly sql: () => Promise<Sql>; readonly clock: Clock };

export const regionCommands: readonly CliCommand<RegionsContext>[] = [
  {
    name: 'region remote',
    positionals: ['KODE'],
    options: {
      clear: { type: 'boolean', describe: 'cabut tandanya' },
      reason: { type: 'string', describe: 'alasan', value: 'TEKS' },
    },
    describe: 'menandai desa/kelurahan terpencil, agar didahulukan dalam daftar',
    async run({ sql, clock }, args) {
      const marked = await markRemote({
        sql: await sql(),
        at: clock.now(),
        actor: cliActor('region-remote'),
        region: args.positionals[0] as string,
        remote: !args.flag('clear'),
        reason: args.text('reason') ?? null,
      });
      if (!marked.ok) return marked;
      const { region, name, remote } = marked.value;
      return accept({
        json: marked.value,
        exit: 0,
        text: `${name} (${region}) ${remote ? 'ditandai terpencil' : 'tidak lagi ditandai terpencil'}.`,
      });
    },
  },
];

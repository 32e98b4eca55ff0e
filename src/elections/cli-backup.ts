import type { Clock } from '#kernel/clock.ts';
import { accept } from '#kernel/result.ts';
import { backupDesk } from '#platform/backup/backup-desk.ts';
import type { BackupCounts } from '#platform/backup/manifest.ts';
import { restoreDesk } from '#platform/backup/restore-desk.ts';
import type { CliCommand } from '#platform/cli/command.ts';
import type { Sql } from '#platform/db/sql.ts';
import { chooseElection } from './cli.ts';
import type { BookKeeper } from './election-book.ts';

export type BackupContext = {
  readonly sql: () => Promise<Sql>;
  readonly books: BookKeeper;
  readonly clock: Clock;
  readonly blobsDir: string;
};

export const backupCommands: readonly CliCommand<BackupContext>[] = [
  {
    name: 'backup',
    positionals: ['BERKAS'],
    options: { election: { type: 'string', describe: 'hanya pemilihan ini', value: 'ID' } },
    describe: 'menyimpan seluruh desk, basis data dan berkasnya, ke satu berkas',
    async run({ sql: open, books, clock, blobsDir }, args) {
      const sql = await open();
      const chosen =
        args.text('election') === undefined ? accept(null) : chooseElection(await books.current(sql), args);
      if (!('ok' in chosen) || !chosen.ok) return chosen;
      const file = args.positionals[0] as string;
      const made = await backupDesk({
        sql,
        blobsDir,
        file,
        electionNo: chosen.value?.electionNo ?? null,
        now: clock.now(),
      });
      return made.ok
        ? accept({ json: made.value, exit: 0, text: `Disimpan ke ${file}: ${countsText(made.value)}.` })
        : made;
    },
  },
  {
    name: 'restore',
    positionals: ['BERKAS'],
    options: {},
    describe: 'memulihkan desk dari berkas cadangan, ke desk yang masih kosong',
    async run({ sql: open, clock, blobsDir }, args) {
      const file = args.positionals[0] as string;
      const restored = await restoreDesk({ sql: await open(), blobsDir, file, now: clock.now() });
      return restored.ok
        ? accept({ json: restored.value, exit: 0, text: `Dipulihkan dari ${file}: ${countsText(restored.value)}.` })
        : restored;
    },
  },
];

function countsText({ tables, rows, files, bytes }: BackupCounts): string {
  const number = new Intl.NumberFormat('id-ID');
  return `${number.format(tables)} tabel, ${number.format(rows)} baris, ${number.format(files)} berkas, ${number.format(bytes)} bita`;
}

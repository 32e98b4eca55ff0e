import { accept } from '#kernel/result.ts';
import { wrongUse } from '#platform/cli/command.ts';
import { progressBar } from '#platform/cli/progress.ts';
import { readTable } from '#platform/files/read-table.ts';
import { importResults } from '../commands/import-results.ts';
import { sheetIntake } from '../commands/submit-sheets.ts';
import { CONTEST, chooseContest, ELECTION, LARGE, type ResultsCommand } from './shared.ts';
import { importText } from './words.ts';

export const importCommand: ResultsCommand = {
  name: 'import results',
  positionals: ['BERKAS'],
  options: {
    election: ELECTION,
    contest: CONTEST,
    source: { type: 'string', required: true, describe: 'nama sumber, tercatat sebagai pengisi', value: 'NAMA' },
    'dry-run': { type: 'boolean', describe: 'periksa tanpa menyimpan' },
    replace: { type: 'boolean', describe: 'perbaiki lembar yang sudah ada' },
    reason: { type: 'string', describe: 'alasan perbaikan', value: 'TEKS' },
    large: LARGE,
  },
  describe: 'membaca lembar hasil dari CSV atau Excel',
  async run({ desk: open, isStopped }, args) {
    const reason = args.text('reason');
    if (args.flag('replace') !== (reason !== undefined && reason.trim() !== ''))
      return wrongUse('--replace dan --reason TEKS harus ditulis bersama.');
    const table = await readTable(args.positionals[0] as string, {
      requiredColumns: ['region', 'station'],
      allowLarge: args.flag('large'),
    });
    if (!table.ok) return table;
    const desk = await open();
    const chosen = await chooseContest(desk, args);
    if (!('ok' in chosen) || !chosen.ok) return chosen;
    const bar = progressBar('Mengimpor');
    const imported = await importResults({
      desk,
      intake: sheetIntake(desk),
      ...chosen.value,
      table: table.value,
      source: args.text('source') as string,
      replace: reason ?? null,
      dryRun: args.flag('dry-run'),
      onProgress: bar.show,
      isStopped,
    });
    bar.end();
    if (!imported.ok) return imported;
    const { rejected, conflicting } = imported.value;
    return accept({
      json: imported.value,
      exit: rejected + conflicting > 0 ? 1 : 0,
      text: importText(imported.value, args.flag('dry-run')),
    });
  },
};

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accept, refuse } from '#kernel/result.ts';
import { fileProblem } from '#platform/files/problems.ts';
import { readTable } from '#platform/files/read-table.ts';
import { convertSirekap, SIREKAP_REQUIRED } from '../exchange/convert-sirekap.ts';
import { LARGE, type ResultsCommand } from './shared.ts';

export const convertCommand: ResultsCommand = {
  name: 'convert sirekap',
  positionals: ['BERKAS'],
  options: { out: { type: 'string', required: true, describe: 'folder hasil', value: 'DIR' }, large: LARGE },
  describe: 'mengubah baris Sirekap menjadi election.json, stations.csv, results.csv',
  async run(_context, args) {
    const table = await readTable(args.positionals[0] as string, {
      requiredColumns: SIREKAP_REQUIRED,
      allowLarge: args.flag('large'),
    });
    if (!table.ok) return table;
    const converted = convertSirekap(table.value);
    if (!converted.ok) return converted;
    const { election, stationsCsv, resultsCsv, stations, rows } = converted.value;
    const out = args.text('out') as string;
    try {
      await mkdir(out, { recursive: true });
      await writeFile(join(out, 'election.json'), `${JSON.stringify(election, null, 2)}\n`);
      await writeFile(join(out, 'stations.csv'), stationsCsv);
      await writeFile(join(out, 'results.csv'), resultsCsv);
    } catch (error) {
      return refuse(fileProblem('unwritable', { file: out, detail: (error as Error).message }));
    }
    return accept({ json: { stations, rows }, exit: 0, text: `${rows} baris, ${stations} TPS ditulis ke ${out}.` });
  },
};

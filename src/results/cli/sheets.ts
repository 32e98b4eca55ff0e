import { accept } from '#kernel/result.ts';
import { parseStationNumber } from '#kernel/station-number.ts';
import { wrongUse } from '#platform/cli/command.ts';
import { requireRegion } from '#regions/require-region.ts';
import { listProblems } from '../reading/list-problems.ts';
import { readSheet } from '../reading/read-sheet.ts';
import { CONTEST, chooseContest, ELECTION, REGION, type ResultsCommand } from './shared.ts';
import { historyText, problemsText } from './words.ts';

export const problemsCommand: ResultsCommand = {
  name: 'sheets problems',
  positionals: [],
  options: { election: ELECTION, contest: CONTEST, region: REGION },
  describe: 'lembar yang angkanya berselisih atau patut dilihat',
  async run({ desk: open }, args) {
    const desk = await open();
    const chosen = await chooseContest(desk, args);
    if (!('ok' in chosen) || !chosen.ok) return chosen;
    const sheets = await listProblems(desk.sql, { ...chosen.value, region: args.text('region') });
    return sheets.ok ? accept({ json: { sheets: sheets.value }, exit: 0, text: problemsText(sheets.value) }) : sheets;
  },
};

export const historyCommand: ResultsCommand = {
  name: 'sheets history',
  positionals: [],
  options: {
    election: ELECTION,
    contest: CONTEST,
    region: { ...REGION, required: true },
    station: { type: 'string', required: true, describe: 'nomor TPS', value: 'N' },
  },
  describe: 'semua revisi, tindakan, dan isi tandingan satu lembar',
  async run({ desk: open }, args) {
    const desk = await open();
    const chosen = await chooseContest(desk, args);
    if (!('ok' in chosen) || !chosen.ok) return chosen;
    const station = parseStationNumber(args.text('station') as string);
    if (station === null) return wrongUse(`“${args.text('station')}” bukan nomor TPS; tulis 1 sampai 999.`);
    const region = requireRegion(args.text('region') as string, chosen.value.election.regionEdition);
    if (!region.ok) return region;
    const history = await readSheet(desk.sql, { ...chosen.value, region: region.value.code, station });
    return history.ok ? accept({ json: history.value, exit: 0, text: historyText(history.value) }) : history;
  },
};

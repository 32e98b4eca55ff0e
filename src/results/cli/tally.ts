import { accept } from '#kernel/result.ts';
import { readTally } from '../reading/read-tally.ts';
import { regencyCache } from '../reading/regency-cache.ts';
import { CONTEST, chooseContest, ELECTION, REGION, type ResultsCommand } from './shared.ts';
import { tallyText } from './words.ts';

export const tallyCommand: ResultsCommand = {
  name: 'tally',
  positionals: [],
  options: {
    election: ELECTION,
    contest: CONTEST,
    region: REGION,
    children: { type: 'boolean', describe: 'sertakan wilayah di bawahnya' },
  },
  describe: 'jumlah suara sebuah wilayah',
  async run({ desk: open }, args) {
    const desk = await open();
    const chosen = await chooseContest(desk, args);
    if (!('ok' in chosen) || !chosen.ok) return chosen;
    const reader = { sql: desk.sql, cache: regencyCache(desk.sql) };
    const tally = await readTally(reader, {
      ...chosen.value,
      region: args.text('region'),
      children: args.flag('children'),
    });
    return tally.ok
      ? accept({ json: tally.value, exit: 0, text: tallyText(tally.value, chosen.value.contest) })
      : tally;
  },
};

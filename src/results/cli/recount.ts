import { chooseElection } from '#elections/cli.ts';
import { accept } from '#kernel/result.ts';
import { recountTotals } from '../recount/recount-totals.ts';
import { ELECTION, type ResultsCommand } from './shared.ts';
import { recountText } from './words.ts';

export const recountCommand: ResultsCommand = {
  name: 'recount',
  positionals: [],
  options: { election: ELECTION },
  describe: 'menghitung ulang semua jumlah dari lembarnya dan membandingkan',
  async run({ desk: open }, args) {
    const desk = await open();
    const book = await desk.books.current(desk.sql);
    const chosen = args.text('election') === undefined ? accept(book.elections) : await chooseElection(book, args);
    if (!('ok' in chosen) || !chosen.ok) return chosen;
    const elections = 'contests' in chosen.value ? [chosen.value] : chosen.value;
    const report = await recountTotals(desk.sql, elections);
    return accept({ json: report, exit: report.differences.length > 0 ? 1 : 0, text: recountText(report) });
  },
};

import { chooseElection } from '#elections/cli.ts';
import { accept } from '#kernel/result.ts';
import { verifyAudit } from '../verify/verify-sheets.ts';
import { ELECTION, type ResultsCommand } from './shared.ts';
import { auditText } from './words.ts';

export const auditCommand: ResultsCommand = {
  name: 'audit verify',
  positionals: [],
  options: { election: ELECTION },
  describe: 'memeriksa catatan perubahan terhadap semua lembar, dan menyebut apa yang terbukti',
  async run({ desk: open }, args) {
    const desk = await open();
    const chosen =
      args.text('election') === undefined ? accept(null) : chooseElection(await desk.books.current(desk.sql), args);
    if (!('ok' in chosen) || !chosen.ok) return chosen;
    const report = await verifyAudit(desk.sql, {
      electionNo: chosen.value?.electionNo ?? null,
      filesDir: desk.filesDir,
    });
    return accept({ json: report, exit: report.problems.length > 0 ? 1 : 0, text: auditText(report) });
  },
};

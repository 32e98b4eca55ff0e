import { auditCommand } from './cli/audit.ts';
import { convertCommand } from './cli/convert-sirekap.ts';
import { exportCommand } from './cli/export-results.ts';
import { importCommand } from './cli/import-results.ts';
import { recountCommand } from './cli/recount.ts';
import type { ResultsCommand } from './cli/shared.ts';
import { historyCommand, problemsCommand } from './cli/sheets.ts';
import { tallyCommand } from './cli/tally.ts';

/** Every command of this room; the words after `desk` find one of them. */
export const resultCommands: readonly ResultsCommand[] = [
  convertCommand,
  importCommand,
  tallyCommand,
  problemsCommand,
  historyCommand,
  recountCommand,
  auditCommand,
  exportCommand,
];

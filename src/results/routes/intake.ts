import type { FastifyInstance } from 'fastify';
import { loadForms } from '#elections/load-forms.ts';
import type { SheetIntake } from '../commands/submit-sheets.ts';
import type { Desk } from '../desk.ts';
import { leaseRoutes } from './lease.ts';
import { returnRoute } from './return.ts';
import { submitRoute } from './submit.ts';
import { tasksRoute } from './tasks.ts';

export type IntakeDeps = { readonly desk: Desk; readonly intake: SheetIntake };

/** What the phone talks to: sheets in, tasks out, who fills what, and sheets sent back. */
export function intakeRoutes(app: FastifyInstance, { desk, intake }: IntakeDeps): void {
  submitRoute(app, { clock: desk.clock, intake });
  tasksRoute(app, { desk, forms: loadForms() });
  leaseRoutes(app, desk);
  returnRoute(app, desk);
}

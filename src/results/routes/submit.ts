import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Actor } from '#access/domain/actor.ts';
import { actorOf } from '#access/http/request-actor.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Problem } from '#kernel/problem.ts';
import type { Result } from '#kernel/result.ts';
import { databaseProblem } from '#platform/db/problems.ts';
import { problemDocument } from '#platform/http/problem-reply.ts';
import { httpProblem } from '#platform/http/problems.ts';
import type { SheetIntake } from '../commands/submit-sheets.ts';
import { type ReceiptAnswer, submitSheetsContract } from '../contract/intake.ts';
import { type Receipt, type Submission, sheetId } from '../domain/submission.ts';
import { parseSubmission, statedId } from '../intake/parse-submission.ts';

export type SubmitDeps = { readonly clock: Clock; readonly intake: SheetIntake };

export function submitRoute(server: FastifyInstance, { clock, intake }: SubmitDeps): void {
  const app = server.withTypeProvider<TypeBoxTypeProvider>();
  app.post(submitSheetsContract.path, { schema: { body: submitSheetsContract.body } }, async (request) => {
    const items = request.body.submissions;
    const parsed = items.map(parseSubmission);
    const receipts = await receiveAll(intake, actorOf(request), parsed, request.log);
    return {
      receipts: items.map((item, at): ReceiptAnswer => {
        const result = parsed[at] as Result<Submission, Problem>;
        const receipt = receipts.get(at);
        if (receipt) return receiptAnswer(receipt);
        const problem = result.ok ? httpProblem('failed', { request: request.id }) : result.problem;
        return unread(statedId(item), clock.now(), problem);
      }),
    };
  });
}

/**
 * Hands the readable items to the intake, those of one sheet together in their order. A defect that one of them meets is
 * logged and costs only that sheet its receipts; a database that is gone is everybody's, and the phone tries again later.
 */
async function receiveAll(
  intake: SheetIntake,
  actor: Actor,
  parsed: readonly Result<Submission, Problem>[],
  log: FastifyBaseLogger,
): Promise<ReadonlyMap<number, Receipt>> {
  const readable = parsed.flatMap((result, at) => (result.ok ? [{ at, submission: result.value }] : []));
  const sheets = [...Map.groupBy(readable, ({ submission }) => sheetId(submission)).values()];
  const settled = await Promise.allSettled(
    sheets.map((items) =>
      intake.submit(
        actor,
        items.map(({ submission }) => submission),
      ),
    ),
  );
  const receipts = new Map<number, Receipt>();
  for (const [index, outcome] of settled.entries()) {
    if (outcome.status === 'fulfilled') {
      for (const [i, { at }] of (sheets[index] ?? []).entries()) receipts.set(at, outcome.value[i] as Receipt);
      continue;
    }
    if (databaseProblem(outcome.reason)) throw outcome.reason;
    log.error({ err: outcome.reason }, 'a submission failed');
  }
  return receipts;
}

function receiptAnswer({ problem, ...receipt }: Receipt): ReceiptAnswer {
  return problem ? { ...receipt, problem: documentOf(problem) } : receipt;
}

/** The receipt of an item that no sheet can be named for. */
function unread(submission: string, at: Date, problem: Problem): ReceiptAnswer {
  return {
    submission,
    sheet: '',
    revision: null,
    outcome: 'refused',
    contentHash: '',
    receivedAt: at.toISOString(),
    problem: documentOf(problem),
  };
}

function documentOf(problem: Problem): NonNullable<ReceiptAnswer['problem']> {
  const { fields, ...document } = problemDocument(problem);
  return { ...document, fields: { ...fields } };
}

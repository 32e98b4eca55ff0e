import type { Actor } from '#access/domain/actor.ts';
import { isInScope } from '#access/domain/rights.ts';
import { candidateNumbers, isInContest } from '#elections/domain/election.ts';
import type { ElectionBook } from '#elections/election-book.ts';
import { canonicalJson, type Json } from '#kernel/canonical-json.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { parseUuid } from '#kernel/uuid.ts';
import { sha256 } from '#platform/audit/audit-log.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import type { Desk } from '../desk.ts';
import type { Values } from '../domain/fields.ts';
import type { SheetAct } from '../domain/sheet-facts.ts';
import { contentText, impossibleFigures, isStorable, type SheetKey, sheetId } from '../domain/submission.ts';
import type { ActAnswer, ActRequest } from '../intake/act-request.ts';
import { findContest, regencyOfVillage } from '../intake/prepare-submission.ts';
import { type ActResult, DefinitionMoved, recordActs } from '../intake/record-acts.ts';
import { resultsProblem } from '../problems.ts';

/** An act of the desk on one sheet; `id` is made by the client and makes a repeat harmless. */
export type JudgeRequest = {
  readonly id: string;
  readonly key: SheetKey;
  readonly act: Exclude<SheetAct, { act: 'submit' }>;
  /** the third figures, where a conflict is decided by neither side */
  readonly values?: Values;
};

/** The transaction that verify, return, decide, reopen and void share. */
export async function judgeSheet(desk: Desk, actor: Actor, request: JudgeRequest): Promise<Result<ActAnswer, Problem>> {
  for (;;) {
    try {
      return await withTransaction(desk.sql, async (tx) => {
        const prepared = prepareAct(await desk.books.current(tx), actor, request);
        if (!prepared.ok) return prepared;
        const [result] = await recordActs(tx, desk.clock, [prepared.value]);
        return result as ActResult;
      });
    } catch (error) {
      if (!(error instanceof DefinitionMoved)) throw error;
    }
  }
}

function prepareAct(book: ElectionBook, actor: Actor, request: JudgeRequest): Result<ActRequest, Problem> {
  const { key, act, values } = request;
  const id = parseUuid(request.id);
  if (id === null) return refuse(resultsProblem('unreadable-act', { field: 'id' }));
  if ('reason' in act && act.reason !== null && !isStorable(act.reason))
    return refuse(resultsProblem('unreadable-act', { field: 'reason' }));
  const found = findContest(book, key.election, key.contest);
  if (!found.ok) return found;
  const { election, contest } = found.value;
  const kabId = regencyOfVillage(key.region);
  if (kabId === null || !isInContest(election, contest, key.region) || !isInScope(actor, key.region)) {
    return refuse(resultsProblem('unknown-sheet', { sheet: sheetId(key) }));
  }
  if (act.act === 'decide' && act.choice === 'third') {
    const problem =
      values === undefined ? resultsProblem('third-needed') : impossibleFigures(values, candidateNumbers(contest));
    if (problem) return refuse(problem);
  }
  const content =
    values === undefined
      ? null
      : {
          values,
          contentHash: sha256(contentText(key, values)).toString('hex'),
          author: { id: actor.id, role: actor.role },
          note: null,
          enteredAt: null,
        };
  const requestHash = sha256(canonicalJson({ key, act, values: values ?? null } as unknown as Json)).toString('hex');
  return accept({ id, kabId, key, election, contest, actor, act, requestHash, content, hold: null });
}

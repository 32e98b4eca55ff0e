import type { Actor } from '#access/domain/actor.ts';
import { isAbove } from '#access/domain/role.ts';
import { openedRounds } from '#elections/domain/election.ts';
import type { Problem } from '#kernel/problem.ts';
import { isWithin, type Area } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { appendAudit, lockRegencies, nextAuditRow } from '#platform/audit/audit-log.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import type { Tx } from '#platform/db/sql.ts';
import type { Desk } from '../desk.ts';
import { candidateNumbers } from '#elections/domain/election.ts';
import { foreignField, sheetId } from '../domain/submission.ts';
import type { ActAnswer } from '../intake/act-request.ts';
import { prepareSubmission } from '../intake/prepare-submission.ts';
import { type ActResult, recordActs } from '../intake/record-acts.ts';
import { resultsProblem } from '../problems.ts';
import { decideHeld, findWaiting, type Held } from '../store/held.ts';

export type HeldTarget = { readonly id: string; readonly kabId: number; readonly submission: string };

/** Lets a held submission run through the life of a sheet as of now, with its own basis and author. */
export function admitHeld(desk: Desk, actor: Actor, target: HeldTarget): Promise<Result<ActAnswer, Problem>> {
  return withTransaction(desk.sql, async (tx) => {
    const at = desk.clock.now();
    const found = await findFor(tx, actor, target);
    if (!found.ok) return found;
    const held = found.value;
    const book = await desk.books.current(tx);
    const author: Actor = { ...held.author, region: held.author.region as Area, device: null, channel: 'phone' };
    const contest = book.contestByNo(held.contestNo)?.contest;
    if (!contest) return refuse(resultsProblem('unknown-held', { submission: target.submission }));
    if (!openedRounds(contest, held.village, held.station).includes(held.round)) {
      return refuse(resultsProblem('round-not-opened', { round: held.round, station: held.station, region: held.village }));
    }
    const foreign = foreignField(held.submission.values, candidateNumbers(contest));
    if (foreign !== null) return refuse(resultsProblem('wrong-form', { field: foreign }));
    const current = { ...held.submission, definition: contest.definitionHash };
    const prepared = prepareSubmission(book, author, current, { replace: false });
    if (!prepared.ok) return prepared;
    const [result] = await recordActs(tx, at, [{ ...prepared.value, id: target.id }]);
    await settle(tx, at, { held, actor, target, fate: 'admitted', reason: null });
    return result as ActResult;
  });
}

/** Leaves a held submission out for good; it stays listed with the reason. */
export function refuseHeld(desk: Desk, actor: Actor, target: HeldTarget, input: { readonly reason: string }): Promise<Result<null, Problem>> {
  return withTransaction(desk.sql, async (tx) => {
    const found = await findFor(tx, actor, target);
    if (!found.ok) return found;
    if (input.reason.trim() === '') return refuse(resultsProblem('reason-needed', { act: 'refuse-held' }));
    await settle(tx, desk.clock.now(), { held: found.value, actor, target, fate: 'refused', reason: input.reason });
    return accept(null);
  });
}

async function findFor(tx: Tx, actor: Actor, target: HeldTarget): Promise<Result<Held, Problem>> {
  await lockRegencies(tx, [target.kabId]);
  const held = await findWaiting(tx, target.kabId, target.submission);
  if (!held || !isWithin(held.village as Area, actor.region)) return refuse(resultsProblem('unknown-held', { submission: target.submission }));
  if (!isAbove(actor, held.author)) return refuse(resultsProblem('not-above'));
  return accept(held);
}

type Settling = { held: Held; actor: Actor; target: HeldTarget; fate: 'admitted' | 'refused'; reason: string | null };

async function settle(tx: Tx, at: Date, { held, actor, target, fate, reason }: Settling): Promise<void> {
  const heads = await lockRegencies(tx, [held.kabId]);
  await decideHeld(tx, { kabId: held.kabId, id: target.submission }, { fate, reason, actId: target.id });
  const { election, contest, region, station, round } = held.submission;
  const entry = nextAuditRow(heads, held.kabId, at, {
    electionNo: null,
    action: `held.${fate}`,
    subject: sheetId({ election, contest, region, station, round }),
    actor,
    act: target.id,
    reason,
    before: { submission: held.submission.id, cause: held.cause },
    after: { fate },
  });
  await appendAudit(tx, at, [entry]);
}

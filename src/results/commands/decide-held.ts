import type { Actor } from '#access/domain/actor.ts';
import { isAbove } from '#access/domain/role.ts';
import { openedRounds } from '#elections/domain/election.ts';
import type { ElectionBook } from '#elections/election-book.ts';
import type { Problem } from '#kernel/problem.ts';
import { type Area, isWithin } from '#kernel/region-code.ts';
import { accept, invariant, type Result, refuse } from '#kernel/result.ts';
import { appendAudit, lockRegencies, nextAuditRow } from '#platform/audit/audit-log.ts';
import type { Tx } from '#platform/db/sql.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import type { Desk } from '../desk.ts';
import { sheetId } from '../domain/submission.ts';
import type { ActAnswer, ActRequest } from '../intake/act-request.ts';
import { prepareSubmission } from '../intake/prepare-submission.ts';
import { type ActResult, DefinitionMoved, recordActs } from '../intake/record-acts.ts';
import { resultsProblem } from '../problems.ts';
import { readActs } from '../store/acts.ts';
import { decideHeld, findHeld } from '../store/held.ts';

type Held = NonNullable<Awaited<ReturnType<typeof findHeld>>>;

export type HeldTarget = { readonly id: string; readonly kabId: number; readonly submission: string };

/** Lets a held submission run through the life of a sheet as of now, with its own basis and author. */
export async function admitHeld(desk: Desk, actor: Actor, target: HeldTarget): Promise<Result<ActAnswer, Problem>> {
  for (;;) {
    try {
      return await withTransaction(desk.sql, (tx) => admit(desk, tx, actor, target));
    } catch (error) {
      if (!(error instanceof DefinitionMoved)) throw error;
    }
  }
}

async function admit(desk: Desk, tx: Tx, actor: Actor, target: HeldTarget): Promise<Result<ActAnswer, Problem>> {
  const found = await findFor(tx, actor, target);
  if (!found.ok) return found;
  const held = found.value;
  if (isRepeat(held, target, 'admitted')) return accept(await firstAnswer(tx, target));
  const problem = checkWaiting(held, actor, target);
  if (problem) return refuse(problem);
  const book = await desk.books.current(tx);
  const prepared = prepareHeld(book, held, target);
  if (!prepared.ok) return prepared;
  const [result] = await recordActs(tx, desk.clock, [{ ...prepared.value, id: target.id }]);
  if (result?.ok)
    await settle(tx, desk.clock.now(), {
      electionNo: electionNoOf(book, held),
      held,
      actor,
      target,
      fate: 'admitted',
      reason: null,
    });
  return result as ActResult;
}

/** The submission as if it came now, under the definition that stands. */
function prepareHeld(book: ElectionBook, held: Held, target: HeldTarget): Result<ActRequest, Problem> {
  const contest = book.contestByNo(held.contestNo)?.contest;
  if (!contest) return refuse(resultsProblem('unknown-held', { submission: target.submission }));
  if (!openedRounds(contest, held.village, held.station).includes(held.round)) {
    return refuse(
      resultsProblem('round-not-opened', { round: held.round, station: held.station, region: held.village }),
    );
  }
  // The author may have lost the right on the way; the decider's own has been looked at.
  const author: Actor = { ...held.author, region: held.village as Area, device: null, channel: 'phone' };
  return prepareSubmission(
    book,
    author,
    { ...held.submission, definition: contest.definitionHash },
    { replace: false },
  );
}

/** Leaves a held submission out for good; it stays listed with the reason. */
export function refuseHeld(
  desk: Desk,
  actor: Actor,
  target: HeldTarget,
  input: { readonly reason: string },
): Promise<Result<null, Problem>> {
  return withTransaction(desk.sql, async (tx) => {
    const found = await findFor(tx, actor, target);
    if (!found.ok) return found;
    if (isRepeat(found.value, target, 'refused')) return accept(null);
    const problem = checkWaiting(found.value, actor, target);
    if (problem) return refuse(problem);
    if (input.reason.trim() === '') return refuse(resultsProblem('reason-needed', { act: 'refuse-held' }));
    await settle(tx, desk.clock.now(), {
      electionNo: electionNoOf(await desk.books.current(tx), found.value),
      held: found.value,
      actor,
      target,
      fate: 'refused',
      reason: input.reason,
    });
    return accept(null);
  });
}

async function findFor(tx: Tx, actor: Actor, target: HeldTarget): Promise<Result<Held, Problem>> {
  await lockRegencies(tx, [target.kabId]);
  const held = await findHeld(tx, target.kabId, target.submission);
  const inScope = held !== null && isWithin(held.village as Area, actor.region);
  return inScope ? accept(held) : refuse(resultsProblem('unknown-held', { submission: target.submission }));
}

/** The same act again, whose first answer was lost on the way. */
function isRepeat(held: Held, target: HeldTarget, fate: 'admitted' | 'refused'): boolean {
  return held.fate === fate && held.fateAct === target.id;
}

async function firstAnswer(tx: Tx, { kabId, id }: HeldTarget): Promise<ActAnswer> {
  const earlier = (await readActs(tx, [{ kabId, id }])).get(`${kabId} ${id}`);
  invariant(earlier, 'an admission is recorded as an act');
  return earlier.answer as ActAnswer;
}

function checkWaiting(held: Held, actor: Actor, target: HeldTarget): Problem | null {
  if (held.fate !== null) return resultsProblem('unknown-held', { submission: target.submission });
  return isAbove(actor, held.author) ? null : resultsProblem('not-above');
}

function electionNoOf(book: ElectionBook, held: Held): number | null {
  return book.contestByNo(held.contestNo)?.election.electionNo ?? null;
}

type Settling = {
  electionNo: number | null;
  held: Held;
  actor: Actor;
  target: HeldTarget;
  fate: 'admitted' | 'refused';
  reason: string | null;
};

async function settle(tx: Tx, at: Date, { electionNo, held, actor, target, fate, reason }: Settling): Promise<void> {
  const heads = await lockRegencies(tx, [held.kabId]);
  await decideHeld(tx, { kabId: held.kabId, id: target.submission }, { fate, reason, actId: target.id });
  const { election, contest, region, station, round } = held.submission;
  const entry = nextAuditRow(heads, held.kabId, at, {
    electionNo,
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

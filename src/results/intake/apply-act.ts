import type { Json } from '#kernel/canonical-json.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { nextAuditRow } from '#platform/audit/audit-log.ts';
import { checkCodes } from '../domain/check-sheet.ts';
import type { SheetState, Transition } from '../domain/sheet-facts.ts';
import { ENTERING, nextSheetState } from '../domain/sheet-life.ts';
import { factsOf, type Rival, type Sheet } from '../domain/slot.ts';
import { sheetId } from '../domain/submission.ts';
import { resultsProblem } from '../problems.ts';
import type { ActAnswer, ActContent, ActRequest } from './act-request.ts';
import { type Batch, putSheet, sheetOf, slotKeyOf } from './batch.ts';
import { checkContextOf } from './check-context.ts';

/** Decides one act on the batch's sheets and notes all that has to be written; a refusal changes nothing. */
export function applyAct(
  batch: Batch,
  request: ActRequest,
  permanentVoters: number | null,
): Result<ActAnswer, Problem> {
  const sheet = sheetOf(batch, request);
  if (request.hold) {
    const { role } = request.actor;
    const mayEnter = request.hold.cause === 'right' || ENTERING.includes(role);
    if (!mayEnter) return refuse(resultsProblem('no-right', { role, act: request.act.act }));
    return accept(holdSubmission(batch, request, sheet));
  }
  const decided = nextSheetState({
    sheet: { ...factsOf(sheet), hasPhoto: sheet.hasPhoto || request.election.demo === 'synthetic' },
    act: request.act,
    actor: request.actor,
    photoAsked: request.election.verification === 'photo',
  });
  if (!decided.ok) return decided;
  const next = carryOut(batch, request, sheet, decided.value, permanentVoters);
  if (movesSheet(decided.value, sheet)) putSheet(batch, request, next);
  const rival = rivalOf(decided.value, next);
  return accept(noteAct(batch, request, sheet, next, { outcome: decided.value.outcome, rival }));
}

/** An equal content is noted as an act; the sheet, its time and the screens stay as they are. */
function movesSheet(step: Transition, sheet: Sheet): boolean {
  return (
    step.newRevision !== null ||
    step.addRival ||
    step.closeRivals.length > 0 ||
    step.voidRequest !== null ||
    step.state !== sheet.state
  );
}

/** The sheet after a transition, with the rows that make it so. */
function carryOut(
  batch: Batch,
  request: ActRequest,
  sheet: Sheet,
  step: Transition,
  permanentVoters: number | null,
): Sheet {
  const at = { ...slotKeyOf(request), round: request.key.round };
  const content = contentOf(request, sheet, step);
  let next: Sheet = { ...sheet, state: step.state };
  if (content) {
    const revision = sheet.revision + 1;
    const { errors, warnings } = checkCodes(
      content.values,
      checkContextOf(request.election, request.contest, permanentVoters),
    );
    batch.revisions.push({ ...at, ...content, revision, actId: request.id, reason: reasonOf(request) });
    next = {
      ...next,
      revision,
      contentHash: content.contentHash,
      author: content.author,
      values: content.values,
      errors,
      warnings,
    };
  }
  if (step.addRival && request.content && request.act.act === 'submit') {
    const rival: Rival & { rival: number } = {
      rival: sheet.lastRival + 1,
      reason: request.act.reason,
      ...request.content,
    };
    batch.rivals.push({ ...at, ...rival, actId: request.id, basis: request.act.basis });
    next = { ...next, rivals: [...sheet.rivals, rival], lastRival: rival.rival };
  }
  for (const closing of step.closeRivals) batch.closings.push({ ...at, ...closing, actId: request.id });
  const closed = new Set(step.closeRivals.map((closing) => closing.rival));
  next = { ...next, rivals: next.rivals.filter((rival) => !closed.has(rival.rival)) };
  return changeVoidRequest(batch, request, next, step);
}

function contentOf(request: ActRequest, sheet: Sheet, step: Transition): ActContent | null {
  const source = step.newRevision;
  if (source === null) return null;
  if (source.from === 'act') return request.content;
  return sheet.rivals.find((rival) => rival.rival === source.rival) ?? null;
}

function changeVoidRequest(batch: Batch, request: ActRequest, sheet: Sheet, step: Transition): Sheet {
  const change = step.voidRequest;
  if (change === null || (change !== 'open' && sheet.voidRequest === null)) return sheet;
  const at = { ...slotKeyOf(request), round: request.key.round, actId: request.id };
  if (change !== 'open') {
    batch.voidChanges.push({ ...at, change });
    return { ...sheet, voidRequest: null };
  }
  batch.voidChanges.push({
    ...at,
    change,
    by: request.actor.id,
    reason: reasonOf(request) ?? '',
    revision: sheet.revision,
  });
  return { ...sheet, voidRequest: { by: request.actor.id, revision: sheet.revision } };
}

function holdSubmission(batch: Batch, request: ActRequest, sheet: Sheet): ActAnswer {
  const { id, role, region } = request.actor;
  const hold = request.hold as NonNullable<ActRequest['hold']>;
  batch.held.push({
    ...slotKeyOf(request),
    round: request.key.round,
    cause: hold.cause,
    author: { id, role, region },
    submission: hold.submission,
  });
  return noteAct(batch, request, sheet, sheet, { outcome: 'held', rival: undefined, held: true });
}

type Noted = { outcome: string; rival: number | undefined; held?: boolean };

/** The answer, the act and its entry in the record: one each, written with the change. */
export function noteAct(
  batch: Batch,
  request: ActRequest,
  before: Sheet,
  after: Sheet,
  { outcome, rival, held }: Noted,
): ActAnswer {
  const answer: ActAnswer = {
    act: request.id,
    sheet: sheetId(request.key),
    outcome,
    state: after.state,
    revision: held ? null : after.revision,
    contentHash: request.content?.contentHash ?? after.contentHash,
    recordedAt: batch.at.toISOString(),
    ...(rival === undefined ? {} : { rival }),
  };
  const reason = reasonOf(request);
  const { actor, id, requestHash, kabId } = request;
  batch.acts.push({
    ...slotKeyOf(request),
    round: request.key.round,
    id,
    act: request.act.act,
    outcome,
    revision: answer.revision,
    actor,
    reason,
    requestHash,
    answer,
  });
  const brought: Json = request.content
    ? { contentHash: request.content.contentHash, author: request.content.author.id }
    : null;
  batch.audit.push(
    nextAuditRow(batch.heads, kabId, batch.at, {
      electionNo: request.election.electionNo,
      action: `sheet.${request.act.act}`,
      subject: answer.sheet,
      actor,
      act: id,
      reason,
      before: digest(before),
      after: { ...digest(after), outcome, brought, request: requestHash, ...(rival === undefined ? {} : { rival }) },
    }),
  );
  return answer;
}

/** What the record says of a sheet: enough to prove its figures by their hash, without repeating them. */
function digest(sheet: Sheet): {
  state: SheetState;
  revision: number;
  contentHash: string | null;
  author: string | null;
  rivals: readonly number[];
} {
  const { state, revision, contentHash, author, rivals } = sheet;
  return { state, revision, contentHash, author: author?.id ?? null, rivals: rivals.map((rival) => rival.rival) };
}

function rivalOf(step: Transition, next: Sheet): number | undefined {
  if (step.addRival) return next.lastRival;
  return step.noteOnRival ?? undefined;
}

function reasonOf(request: ActRequest): string | null {
  return 'reason' in request.act ? request.act.reason : null;
}

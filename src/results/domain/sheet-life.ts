import { isAbove, type Role } from '#access/domain/role.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { resultsProblem } from '../problems.ts';
import { checkAct, type Guard, guards } from './act-guards.ts';
import type { ActName, RivalClosing, SheetState, Situation, Transition } from './sheet-facts.ts';

/** One row of the life of a sheet: in these states this act, done by these roles and passing these guards, has this effect. */
export type Row<Name extends ActName = ActName> = {
  readonly from: readonly SheetState[];
  readonly act: Name;
  /** among rows of one state and act, the first whose condition holds applies */
  readonly when?: (at: Situation<Name>) => boolean;
  readonly by: readonly Role[];
  readonly guards: readonly Guard[];
  readonly effect: (at: Situation<Name>) => Transition;
};

export const ENTERING: readonly Role[] = ['village_operator', 'district_verifier', 'regency_desk', 'cli'];
const JUDGING: readonly Role[] = ['district_verifier', 'regency_desk', 'province_desk'];
const DESKS: readonly Role[] = ['regency_desk', 'province_desk'];

const row = <Name extends ActName>(entry: Row<Name>): Row => entry as unknown as Row;

/** The transition table of a sheet, in the order of the contract. What no row covers is refused. */
export const SHEET_LIFE: readonly Row[] = [
  row({ from: ['none', 'void'], act: 'submit', by: ENTERING, guards: [], effect: () => nextRevision('accepted') }),
  row({
    from: ['returned'],
    act: 'submit',
    when: (at) => isEqual(at) && !at.act.replace && isInformed(at),
    by: ENTERING,
    guards: [],
    effect: correct,
  }),
  row({
    from: ['submitted', 'returned', 'verified'],
    act: 'submit',
    when: isEqual,
    by: ENTERING,
    guards: [],
    effect: noteEqual,
  }),
  row({ from: ['submitted', 'returned'], act: 'submit', when: mayCorrect, by: ENTERING, guards: [], effect: correct }),
  row({ from: ['submitted', 'returned', 'verified'], act: 'submit', by: ENTERING, guards: [], effect: standAsRival }),
  row({
    from: ['submitted'],
    act: 'verify',
    by: JUDGING,
    guards: [guards.noAuthor, guards.above, guards.noRival, guards.photoWhereAsked, guards.noErrorUnlessAsWritten],
    effect: () => ({ ...stay('verified', 'verified') }),
  }),
  row({
    from: ['submitted'],
    act: 'return',
    by: JUDGING,
    guards: [guards.reason, guards.above],
    effect: () => stay('returned', 'returned'),
  }),
  row({
    from: ['submitted', 'returned'],
    act: 'decide',
    when: (at) => at.sheet.rivals.length > 0,
    by: JUDGING,
    guards: [guards.rivalsSeen, guards.aboveAll],
    effect: decideOpen,
  }),
  row({
    from: ['verified'],
    act: 'decide',
    when: (at) => at.sheet.rivals.length > 0 && at.act.choice !== 'third',
    by: JUDGING,
    guards: [guards.rivalsSeen, guards.reason, guards.noAuthor, guards.aboveAll, guards.photoWhereAsked],
    effect: decideVerified,
  }),
  row({
    from: ['verified'],
    act: 'reopen',
    by: DESKS,
    guards: [guards.reason],
    effect: () => stay('reopened', 'submitted'),
  }),
  row({
    from: ['submitted', 'returned', 'verified'],
    act: 'request-void',
    when: (at) => at.sheet.voidRequest === null,
    by: DESKS,
    guards: [guards.reason],
    effect: (at) => ({ ...stay('void-requested', at.sheet.state), voidRequest: 'open' }),
  }),
  row({
    from: ['submitted', 'returned', 'verified'],
    act: 'confirm-void',
    when: (at) => at.sheet.voidRequest !== null,
    by: DESKS,
    guards: [guards.secondPerson],
    effect: (at) => ({ ...stay('void', 'void'), voidRequest: 'confirmed', closeRivals: closeAll(at, 'void') }),
  }),
  row({
    from: ['submitted', 'returned', 'verified'],
    act: 'refuse-void',
    when: (at) => at.sheet.voidRequest !== null,
    by: DESKS,
    guards: [guards.secondPerson],
    effect: (at) => ({ ...stay('void-refused', at.sheet.state), voidRequest: 'refused' }),
  }),
];

/**
 * What an act does to a sheet: the one function that decides, for the phone's submissions and the desk's acts alike.
 * Pure; the caller has made sure that the station is within the actor's region.
 * @source contracts 6, "The life of a sheet"
 */
export function nextSheetState(at: Situation): Result<Transition, Problem> {
  const { sheet, act, actor } = at;
  if (act.act !== 'submit' && act.revision !== sheet.revision && sheet.state !== 'none') {
    return refuse(resultsProblem('stale', { seen: act.revision, current: sheet.revision }));
  }
  const candidates = SHEET_LIFE.filter((entry) => entry.act === act.act);
  if (!candidates.some((entry) => entry.by.includes(actor.role))) {
    return refuse(resultsProblem('no-right', { role: actor.role, act: act.act }));
  }
  const found = candidates.find((entry) => entry.from.includes(sheet.state) && (entry.when?.(at) ?? true));
  if (!found) return refuse(resultsProblem('not-in-this-state', { state: sheet.state, act: act.act }));
  const problem = checkAct(found.guards, at);
  return problem ? refuse(problem) : accept(found.effect(at));
}

function stay(outcome: string, state: SheetState): Transition {
  return { outcome, state, newRevision: null, addRival: false, noteOnRival: null, closeRivals: [], voidRequest: null };
}

function nextRevision(outcome: string): Transition {
  return { ...stay(outcome, 'submitted'), newRevision: { from: 'act' } };
}

function isEqual(at: Situation<'submit'>): boolean {
  return at.act.contentHash === at.sheet.contentHash;
}

/** The author saw the current revision and says why it changes. */
function isInformed(at: Situation<'submit'>): boolean {
  return at.act.replace || (at.act.basis === at.sheet.revision && hasText(at.act.reason));
}

function mayCorrect(at: Situation<'submit'>): boolean {
  const { sheet, act, actor } = at;
  if (act.replace) return sheet.rivals.length === 0;
  const author = sheet.author;
  return isInformed(at) && author !== null && (author.id === actor.id || isAbove(actor, author));
}

function correct(at: Situation<'submit'>): Transition {
  const equal = at.sheet.rivals.filter((rival) => rival.contentHash === at.act.contentHash);
  return { ...nextRevision('corrected'), closeRivals: equal.map(({ rival }) => ({ rival, as: 'corrected' as const })) };
}

/** Equal content confirms nothing, but its author now shares it: his own rival is withdrawn, and he can never verify it. */
function noteEqual(at: Situation<'submit'>): Transition {
  const own = at.sheet.rivals.filter((rival) => rival.author.id === at.actor.id);
  return {
    ...stay('unchanged', at.sheet.state),
    closeRivals: own.map(({ rival }) => ({ rival, as: 'withdrawn' as const })),
  };
}

function standAsRival(at: Situation<'submit'>): Transition {
  const waiting = at.sheet.rivals.find((rival) => rival.contentHash === at.act.contentHash);
  const same = stay('conflict', at.sheet.state);
  return waiting ? { ...same, noteOnRival: waiting.rival } : { ...same, addRival: true };
}

function decideOpen(at: Situation<'decide'>): Transition {
  const { choice, take } = at.act;
  if (choice === 'keep') return { ...stay('kept', at.sheet.state), closeRivals: closeAll(at, 'kept') };
  if (choice === 'third') return { ...nextRevision('third'), closeRivals: closeAll(at, 'third') };
  return {
    ...nextRevision('taken'),
    newRevision: { from: 'rival', rival: take as number },
    closeRivals: closeTaken(at),
  };
}

function decideVerified(at: Situation<'decide'>): Transition {
  if (at.act.choice === 'keep') return { ...stay('kept', 'verified'), closeRivals: closeAll(at, 'kept') };
  const taken = { from: 'rival', rival: at.act.take as number } as const;
  return { ...nextRevision('taken'), state: 'verified', newRevision: taken, closeRivals: closeTaken(at) };
}

function closeAll(at: Pick<Situation, 'sheet'>, as: RivalClosing): Transition['closeRivals'] {
  return at.sheet.rivals.map(({ rival }) => ({ rival, as }));
}

function closeTaken(at: Situation<'decide'>): Transition['closeRivals'] {
  return at.sheet.rivals.map(({ rival }) => ({ rival, as: rival === at.act.take ? 'taken' : 'kept' }));
}

function hasText(reason: string | null): boolean {
  return reason !== null && reason.trim() !== '';
}

import { describe, expect, it } from 'vitest';
import { ROLES } from '#access/domain/role.ts';
import type { SheetAct, SheetFacts, Situation, Transition } from '#results/domain/sheet-facts.ts';
import { nextSheetState } from '#results/domain/sheet-life.ts';
import {
  type Act,
  ALL_ROLES,
  type AnyRole,
  type Cell,
  expectedVerdict,
  STATES,
  type State,
} from './expected-sheet-life.ts';

const LIVE: readonly State[] = ['submitted', 'returned', 'verified'];
const AUTHOR_ROLES: readonly AnyRole[] = [
  'village_operator',
  'cli',
  'district_verifier',
  'regency_desk',
  'province_desk',
];
const RIVAL_ROLES: readonly AnyRole[] = ['village_operator', 'regency_desk'];
const SEEN = ['current', 'old'] as const;
const YES_NO = [true, false] as const;

describe('the life of a sheet', () => {
  it('gives every state × act × kind of actor the verdict of the contract', () => {
    const wrong: unknown[] = [];
    const count = { cells: 0, allowed: 0, refused: 0 };
    for (const cell of cells()) {
      count.cells++;
      const expected = expectedVerdict(cell);
      const actual = verdictOf(cell);
      const fits =
        'becomes' in expected
          ? 'becomes' in actual && JSON.stringify(actual.becomes) === JSON.stringify(expected.becomes)
          : 'refusedFor' in actual && expected.refusedFor.includes(actual.refusedFor);
      if ('becomes' in expected) count.allowed++;
      else count.refused++;
      if (!fits && wrong.length < 20) wrong.push({ cell, expected, actual });
    }
    console.log(`sheet life: ${count.cells} cells, ${count.allowed} allowed, ${count.refused} refused`);
    expect(wrong).toEqual([]);
    expect(count).toEqual({ cells: 1_155_684, allowed: 88_569, refused: 1_067_115 });
  }, 60_000);

  it('knows the same roles as the contract', () => {
    expect([...ROLES].sort()).toEqual([...ALL_ROLES].sort());
  });
});

/** Every situation that can occur: a sheet that nobody sent has no author, and only a living one has rivals. */
function* cells(): Generator<Cell> {
  for (const state of STATES) {
    const live = LIVE.includes(state);
    const rivals: Cell['rival'][] = [null];
    if (live) for (const by of ['other', 'actor'] as const) for (const role of RIVAL_ROLES) rivals.push({ by, role });
    for (const rival of rivals)
      for (const error of state === 'none' ? [false] : YES_NO)
        for (const voidAskedBy of live ? ([null, 'actor', 'other'] as const) : [null])
          for (const authorRole of state === 'none' ? AUTHOR_ROLES.slice(0, 1) : AUTHOR_ROLES)
            for (const relation of state === 'none'
              ? (['stranger'] as const)
              : (['author', 'entered-equal', 'stranger'] as const))
              for (const role of ALL_ROLES)
                for (const act of actsOf(role, rival !== null))
                  for (const photo of act.name === 'verify' || act.name === 'decide' ? YES_NO : [true])
                    yield { state, rival, error, voidAskedBy, photo, role, relation, authorRole, act };
  }
}

/** Only the command line replaces, and always with a reason. */
function actsOf(role: AnyRole, hasRival: boolean): readonly Act[] {
  return role === 'cli'
    ? [...ACTS[hasRival ? 'rival' : 'plain'], ...REPLACING[hasRival ? 'rival' : 'plain']]
    : ACTS[hasRival ? 'rival' : 'plain'];
}

const CONTENTS = { plain: ['current', 'other'], rival: ['current', 'rival', 'other'] } as const;
const ACTS = { plain: listActs('plain'), rival: listActs('rival') };
const REPLACING = { plain: listReplacing('plain'), rival: listReplacing('rival') };

function listActs(kind: keyof typeof CONTENTS): readonly Act[] {
  const acts: Act[] = [];
  for (const seen of SEEN) {
    for (const reason of YES_NO) {
      for (const content of CONTENTS[kind]) acts.push({ name: 'submit', content, seen, reason, replace: false });
      for (const name of ['return', 'reopen', 'request-void'] as const) acts.push({ name, seen, reason });
      for (const choice of ['keep', 'take', 'third'] as const)
        for (const namesRivals of YES_NO) acts.push({ name: 'decide', choice, seen, reason, namesRivals });
    }
    for (const asWritten of YES_NO) acts.push({ name: 'verify', seen, asWritten });
    for (const name of ['confirm-void', 'refuse-void'] as const) acts.push({ name, seen });
  }
  return acts;
}

function listReplacing(kind: keyof typeof CONTENTS): readonly Act[] {
  return SEEN.flatMap((seen) =>
    CONTENTS[kind].map((content): Act => ({ name: 'submit', content, seen, reason: true, replace: true })),
  );
}

function verdictOf(cell: Cell): { becomes: unknown } | { refusedFor: string } {
  const sheet = factsOf(cell);
  const result = nextSheetState({
    sheet,
    act: actOf(cell.act, sheet),
    actor: { id: 'actor', role: cell.role },
    photoAsked: true,
  } as Situation);
  if (!result.ok) return { refusedFor: result.problem.code.replace('results.', '') };
  return { becomes: readTransition(result.value, sheet) };
}

function readTransition(step: Transition, sheet: SheetFacts) {
  const ends = step.voidRequest !== null && step.voidRequest !== 'open';
  return {
    outcome: step.outcome,
    state: step.state,
    revision: step.newRevision?.from ?? null,
    rival: step.addRival ? 'added' : step.noteOnRival !== null ? 'noted' : null,
    closes: step.closeRivals.length > 0 && step.closeRivals.length === sheet.rivals.length,
    voidRequest: step.voidRequest === 'open' ? 'opens' : ends ? 'ends' : 'stays',
  };
}

function factsOf(cell: Cell): SheetFacts {
  const { state, rival, relation, voidAskedBy } = cell;
  const revision = state === 'none' ? 0 : 3;
  const authors = new Set<string>(state === 'none' ? [] : ['first']);
  if (relation !== 'stranger') authors.add('actor');
  if (rival) authors.add(rival.by === 'actor' ? 'actor' : 'rival');
  const author = state === 'none' ? null : { id: relation === 'author' ? 'actor' : 'first', role: cell.authorRole };
  return {
    state,
    revision,
    contentHash: state === 'none' ? null : 'current',
    author,
    hasOpenError: cell.error,
    rivals: rival
      ? [{ rival: 4, contentHash: 'rival', author: { id: rival.by === 'actor' ? 'actor' : 'rival', role: rival.role } }]
      : [],
    voidRequest: voidAskedBy === null ? null : { by: voidAskedBy === 'actor' ? 'actor' : 'asker', revision },
    authors,
    hasPhoto: cell.photo,
  };
}

function actOf(act: Act, sheet: SheetFacts): SheetAct {
  const revision = act.seen === 'current' ? sheet.revision : sheet.revision + (sheet.revision === 0 ? 7 : -1);
  const reason = 'reason' in act && act.reason ? 'sesuai C.Hasil' : null;
  if (act.name === 'submit') {
    return { act: 'submit', basis: revision, contentHash: act.content, reason, replace: act.replace };
  }
  if (act.name === 'verify') return { act: 'verify', revision, asWritten: act.asWritten };
  if (act.name === 'decide') {
    const take = act.choice === 'take' ? 4 : null;
    return { act: 'decide', revision, choice: act.choice, rivals: act.namesRivals ? [4] : [4, 5], take, reason };
  }
  if (act.name === 'confirm-void') return { act: 'confirm-void', revision };
  return { act: act.name, revision, reason };
}

/**
 * A second reading of the life of a sheet, written from the contract alone: it imports nothing of the program, so that a
 * mistake in the program's table cannot hide behind the same mistake here.
 */
export const STATES = ['none', 'submitted', 'returned', 'verified', 'void'] as const;
export type State = (typeof STATES)[number];

export const ALL_ROLES = [
  'village_operator',
  'district_verifier',
  'regency_desk',
  'province_desk',
  'leader',
  'data_admin',
  'technical_admin',
  'auditor',
  'integration',
  'cli',
] as const;
export type AnyRole = (typeof ALL_ROLES)[number];

export type Act =
  | {
      readonly name: 'submit';
      readonly content: 'current' | 'rival' | 'other';
      readonly seen: 'current' | 'old';
      readonly reason: boolean;
      readonly replace: boolean;
    }
  | { readonly name: 'verify'; readonly seen: 'current' | 'old'; readonly asWritten: boolean }
  | { readonly name: 'return' | 'reopen' | 'request-void'; readonly seen: 'current' | 'old'; readonly reason: boolean }
  | { readonly name: 'confirm-void' | 'refuse-void'; readonly seen: 'current' | 'old' }
  | {
      readonly name: 'decide';
      readonly choice: 'keep' | 'take' | 'third';
      readonly seen: 'current' | 'old';
      readonly reason: boolean;
      readonly namesRivals: boolean;
    };

/** One situation. The sheet has at most one rival here; several are met in the histories. */
export type Cell = {
  readonly state: State;
  readonly rival: { readonly by: 'actor' | 'other'; readonly role: AnyRole } | null;
  readonly error: boolean;
  readonly voidAskedBy: 'actor' | 'other' | null;
  readonly photo: boolean;
  readonly role: AnyRole;
  /** what the actor has to do with the current content */
  readonly relation: 'author' | 'entered-equal' | 'stranger';
  /** the role under which the current content was made, by the actor or by another person */
  readonly authorRole: AnyRole;
  readonly act: Act;
};

export type Becomes = {
  readonly outcome: string;
  readonly state: State;
  /** whose content the next revision holds; null when there is none */
  readonly revision: 'act' | 'rival' | null;
  readonly rival: 'added' | 'noted' | null;
  readonly closes: boolean;
  readonly voidRequest: 'opens' | 'ends' | 'stays';
};
/** Several conditions may be broken at once; which of them is named first is free. */
export type Verdict = { readonly becomes: Becomes } | { readonly refusedFor: readonly string[] };

type Test = (cell: Cell) => boolean;
type Need = readonly [test: Test, code: string];
type Line = {
  readonly states: readonly State[];
  readonly act: Act['name'];
  readonly where?: Test;
  readonly needs: readonly Need[];
  readonly becomes: (cell: Cell) => Becomes;
};

const LADDER: readonly AnyRole[] = ['district_verifier', 'regency_desk', 'province_desk'];
const rung = (role: AnyRole) => LADDER.indexOf(role);

/** “Above = district_verifier < regency_desk < province_desk …, higher than the author …; another person of the same level will do” */
export function standsAbove(role: AnyRole, author: AnyRole, samePerson: boolean): boolean {
  if (rung(role) < 0) return false;
  if (rung(role) > rung(author)) return true;
  return role === author && role !== 'district_verifier' && !samePerson;
}

const aboveCurrent: Test = (c) => standsAbove(c.role, c.authorRole, c.relation === 'author');
const aboveRival: Test = (c) => c.rival === null || standsAbove(c.role, c.rival.role, c.rival.by === 'actor');
const isAuthorOfSheet: Test = (c) => c.relation !== 'stranger' || c.rival?.by === 'actor';
const saysWhy: Test = (c) => 'reason' in c.act && c.act.reason;
const sawCurrent: Test = (c) => c.act.seen === 'current';
const asWritten: Test = (c) => c.act.name === 'verify' && c.act.asWritten;
const isEqual: Test = (c) => c.act.name === 'submit' && c.act.content === 'current';
const replaces: Test = (c) => c.act.name === 'submit' && c.act.replace;
const choiceIs =
  (choice: string): Test =>
  (c) =>
    c.act.name === 'decide' && c.act.choice === choice;

const enters: Need = [
  (c) => ['village_operator', 'district_verifier', 'regency_desk', 'cli'].includes(c.role),
  'no-right',
];
const judges: Need = [(c) => LADDER.includes(c.role), 'no-right'];
const isDesk: Need = [(c) => c.role === 'regency_desk' || c.role === 'province_desk', 'no-right'];
const above: Need = [aboveCurrent, 'not-above'];
const aboveBoth: Need = [(c) => aboveCurrent(c) && aboveRival(c), 'not-above'];
const noAuthor: Need = [(c) => !isAuthorOfSheet(c), 'own-work'];
const reason: Need = [saysWhy, 'reason-needed'];
const photo: Need = [(c) => c.photo, 'photo-needed'];
const fresh: Need = [sawCurrent, 'stale'];
const namesRivals: Need = [(c) => c.act.name === 'decide' && c.act.namesRivals, 'stale'];

const stays = (outcome: string, state: State): Becomes => ({
  outcome,
  state,
  revision: null,
  rival: null,
  closes: false,
  voidRequest: 'stays',
});
/** A request to void stays open through new revisions: nothing changes until another person confirms or refuses it. */
const moves = (outcome: string, state: State, from: 'act' | 'rival' = 'act'): Becomes => ({
  ...stays(outcome, state),
  revision: from,
});

const LIVE: readonly State[] = ['submitted', 'returned', 'verified'];
const hasRival: Test = (c) => c.rival !== null;

/** The contract's table, line by line; for a submission the first line that fits applies. */
const TABLE: readonly Line[] = [
  { states: ['none', 'void'], act: 'submit', needs: [enters], becomes: () => moves('accepted', 'submitted') },
  {
    states: ['returned'],
    act: 'submit',
    where: (c) => isEqual(c) && sawCurrent(c) && saysWhy(c) && !replaces(c),
    needs: [enters],
    becomes: () => moves('corrected', 'submitted'),
  },
  {
    states: LIVE,
    act: 'submit',
    where: isEqual,
    needs: [enters],
    becomes: (c) => ({ ...stays('unchanged', c.state), closes: c.rival?.by === 'actor' }),
  },
  {
    states: ['submitted', 'returned'],
    act: 'submit',
    where: (c) => !replaces(c) && sawCurrent(c) && saysWhy(c) && (c.relation === 'author' || aboveCurrent(c)),
    needs: [enters],
    becomes: (c) => ({
      ...moves('corrected', 'submitted'),
      closes: c.act.name === 'submit' && c.act.content === 'rival',
    }),
  },
  // 4b: “corrected on a submitted or returned sheet without rivals, …, and still conflicting otherwise”
  {
    states: ['submitted', 'returned'],
    act: 'submit',
    where: (c) => replaces(c) && !hasRival(c),
    needs: [enters],
    becomes: () => moves('corrected', 'submitted'),
  },
  {
    states: LIVE,
    act: 'submit',
    needs: [enters],
    becomes: (c) => ({
      ...stays('conflict', c.state),
      rival: c.act.name === 'submit' && c.act.content === 'rival' ? 'noted' : 'added',
    }),
  },
  {
    states: ['submitted'],
    act: 'verify',
    needs: [
      judges,
      fresh,
      above,
      noAuthor,
      [(c) => !hasRival(c), 'rivals-waiting'],
      photo,
      [(c) => !c.error || asWritten(c), 'errors-open'],
    ],
    becomes: () => stays('verified', 'verified'),
  },
  {
    states: ['submitted'],
    act: 'return',
    needs: [judges, fresh, above, reason],
    becomes: () => stays('returned', 'returned'),
  },
  {
    states: ['submitted', 'returned'],
    act: 'decide',
    where: (c) => hasRival(c) && choiceIs('keep')(c),
    needs: [judges, fresh, aboveBoth, namesRivals],
    becomes: (c) => ({ ...stays('kept', c.state), closes: true }),
  },
  {
    states: ['submitted', 'returned'],
    act: 'decide',
    where: (c) => hasRival(c) && choiceIs('take')(c),
    needs: [judges, fresh, aboveBoth, namesRivals],
    becomes: () => ({ ...moves('taken', 'submitted', 'rival'), closes: true }),
  },
  {
    states: ['submitted', 'returned'],
    act: 'decide',
    where: (c) => hasRival(c) && choiceIs('third')(c),
    needs: [judges, fresh, aboveBoth, namesRivals],
    becomes: () => ({ ...moves('third', 'submitted'), closes: true }),
  },
  {
    states: ['verified'],
    act: 'decide',
    where: (c) => hasRival(c) && choiceIs('keep')(c),
    needs: [judges, fresh, aboveBoth, noAuthor, reason, photo, namesRivals],
    becomes: () => ({ ...stays('kept', 'verified'), closes: true }),
  },
  {
    states: ['verified'],
    act: 'decide',
    where: (c) => hasRival(c) && choiceIs('take')(c),
    needs: [judges, fresh, aboveBoth, noAuthor, reason, photo, namesRivals],
    becomes: () => ({ ...moves('taken', 'verified', 'rival'), closes: true }),
  },
  {
    states: ['verified'],
    act: 'reopen',
    needs: [isDesk, fresh, reason],
    becomes: () => stays('reopened', 'submitted'),
  },
  {
    states: LIVE,
    act: 'request-void',
    where: (c) => c.voidAskedBy === null,
    needs: [isDesk, fresh, reason],
    becomes: (c) => ({ ...stays('void-requested', c.state), voidRequest: 'opens' }),
  },
  {
    states: LIVE,
    act: 'confirm-void',
    where: (c) => c.voidAskedBy !== null,
    needs: [isDesk, fresh, [(c) => c.voidAskedBy === 'other', 'second-person']],
    becomes: (c) => ({ ...stays('void', 'void'), closes: hasRival(c), voidRequest: 'ends' }),
  },
  {
    states: LIVE,
    act: 'refuse-void',
    where: (c) => c.voidAskedBy !== null,
    needs: [isDesk, fresh, [(c) => c.voidAskedBy === 'other', 'second-person']],
    becomes: (c) => ({ ...stays('void-refused', c.state), voidRequest: 'ends' }),
  },
];

export function expectedVerdict(cell: Cell): Verdict {
  const lines = TABLE.filter((line) => line.act === cell.act.name);
  const line = lines.find((entry) => entry.states.includes(cell.state) && (entry.where?.(cell) ?? true));
  if (line) {
    const broken = line.needs.filter(([test]) => !test(cell)).map(([, code]) => code);
    return broken.length === 0 ? { becomes: line.becomes(cell) } : { refusedFor: broken };
  }
  // Nothing fits: the state says no; a role that never may, or an old revision, may be named instead.
  const also = (lines[0]?.needs ?? []).filter(([test, code]) => ['no-right', 'stale'].includes(code) && !test(cell));
  return { refusedFor: ['not-in-this-state', ...also.map(([, code]) => code)] };
}

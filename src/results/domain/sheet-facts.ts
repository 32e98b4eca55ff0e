import type { Actor } from '#access/domain/actor.ts';
import type { Author } from '#access/domain/role.ts';

/** Drafts live on the phone only; `none` is a sheet that nobody has sent yet. */
export const SHEET_STATES = ['none', 'submitted', 'returned', 'verified', 'void'] as const;
export type SheetState = (typeof SHEET_STATES)[number];

/** Another content waiting beside the current one. */
export type RivalFacts = { readonly rival: number; readonly contentHash: string; readonly author: Author };

/** All that a decision about one sheet may rest on. */
export type SheetFacts = {
  readonly state: SheetState;
  /** the current revision; 0 before the first */
  readonly revision: number;
  readonly contentHash: string | null;
  /** author of the current revision */
  readonly author: Author | null;
  /** whether the current figures contradict themselves (an open E) */
  readonly hasOpenError: boolean;
  /** open rivals only */
  readonly rivals: readonly RivalFacts[];
  readonly voidRequest: { readonly by: string; readonly revision: number } | null;
  /** whoever made a revision or a rival of this sheet, or entered equal content */
  readonly authors: ReadonlySet<string>;
  readonly hasPhoto: boolean;
};

export const NO_SHEET: SheetFacts = {
  state: 'none',
  revision: 0,
  contentHash: null,
  author: null,
  hasOpenError: false,
  rivals: [],
  voidRequest: null,
  authors: new Set(),
  hasPhoto: false,
};

/** What somebody wants to do with a sheet. `revision` is the one the actor had before his eyes. */
export type SheetAct =
  | {
      readonly act: 'submit';
      readonly basis: number;
      readonly contentHash: string;
      readonly reason: string | null;
      readonly replace: boolean;
    }
  | { readonly act: 'verify'; readonly revision: number; readonly asWritten: boolean }
  | { readonly act: 'return'; readonly revision: number; readonly reason: string | null }
  | {
      readonly act: 'decide';
      readonly revision: number;
      readonly choice: 'keep' | 'take' | 'third';
      /** the rivals the decider saw; `take` names the one taken */
      readonly rivals: readonly number[];
      readonly take: number | null;
      readonly reason: string | null;
    }
  | { readonly act: 'reopen'; readonly revision: number; readonly reason: string | null }
  | { readonly act: 'request-void'; readonly revision: number; readonly reason: string | null }
  | { readonly act: 'confirm-void'; readonly revision: number }
  | { readonly act: 'refuse-void'; readonly revision: number; readonly reason: string | null };

export type ActName = SheetAct['act'];
export type ActOf<Name extends ActName> = Extract<SheetAct, { act: Name }>;

/** Everything a row of the transition table may look at. */
export type Situation<Name extends ActName = ActName> = {
  readonly sheet: SheetFacts;
  readonly act: ActOf<Name>;
  readonly actor: Pick<Actor, 'id' | 'role'>;
  /** whether the election asks for a photo before a sheet is verified */
  readonly photoAsked: boolean;
};

export type RivalClosing = 'kept' | 'taken' | 'third' | 'withdrawn' | 'corrected' | 'void';

/** What an act does; what is not named stays as it was. */
export type Transition = {
  readonly outcome: string;
  readonly state: SheetState;
  /** where the next revision's content comes from; null when the current revision stays */
  readonly newRevision: { readonly from: 'act' } | { readonly from: 'rival'; readonly rival: number } | null;
  readonly addRival: boolean;
  readonly noteOnRival: number | null;
  readonly closeRivals: readonly { readonly rival: number; readonly as: RivalClosing }[];
  readonly voidRequest: 'open' | 'confirmed' | 'refused' | null;
};

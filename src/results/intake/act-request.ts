import type { Actor } from '#access/domain/actor.ts';
import type { Author } from '#access/domain/role.ts';
import type { Contest, Election } from '#elections/domain/election.ts';
import type { Values } from '../domain/fields.ts';
import type { SheetAct } from '../domain/sheet-facts.ts';
import type { SheetKey, Submission } from '../domain/submission.ts';
import type { HeldCause } from '../store/held.ts';

/** A content that an act brings along: a submission's, or the third figures of a decision. */
export type ActContent = {
  readonly values: Values;
  readonly contentHash: string;
  readonly author: Author;
  readonly note: string | null;
  readonly enteredAt: string | null;
};

/** One act, ready for the transaction: what can be known without the database has been worked out. */
export type ActRequest = {
  readonly id: string;
  readonly kabId: number;
  readonly key: SheetKey;
  readonly election: Election;
  readonly contest: Contest;
  readonly actor: Actor;
  readonly act: SheetAct;
  readonly requestHash: string;
  readonly content: ActContent | null;
  /** set when the submission must wait for the level above instead of acting */
  readonly hold: { readonly cause: HeldCause; readonly submission: Submission } | null;
};

/** What an act came to, the same for every repeat of its id. */
export type ActAnswer = {
  readonly act: string;
  readonly sheet: string;
  readonly outcome: string;
  readonly state: string;
  readonly revision: number | null;
  readonly contentHash: string | null;
  readonly recordedAt: string;
  readonly rival?: number;
};

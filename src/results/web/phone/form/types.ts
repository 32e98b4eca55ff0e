import type { Clock, IdSource } from '#kernel/clock.ts';
import type { Draft } from '#platform/outbox/outbox-item.ts';
import type { PhoneStore } from '#platform/outbox/phone-store.ts';
import type { Task, TaskDefinition, TaskElection, TaskForm } from '../../../contract/tasks.ts';
import type { Submission } from '../../../domain/submission.ts';
import type { SheetDraft } from './sheet-draft.ts';

/** Everything that one paper needs on the screen. */
export type Paper = {
  readonly task: Task;
  /** name of the village, as the task list has it */
  readonly village: string;
  readonly definition: TaskDefinition;
  readonly form: TaskForm;
  readonly election: TaskElection;
};

/** Another station of the same contest and form, for figures that were typed under the wrong one. */
export type MovePlace = {
  readonly task: Task;
  readonly village: string;
  /** a draft is waiting there already, so nothing may be moved onto it */
  readonly hasDraft: boolean;
};

export type FormStore = Pick<PhoneStore, 'putDraft' | 'removeDraft' | 'putPhoto' | 'readPhoto' | 'removePhoto'>;

/** What the person decided to send; the photos' bytes stand in the store under their ids. */
export type SavedSheet = {
  readonly submission: Submission;
  readonly photos: Draft['photos'];
  readonly draftKey: string;
};

export type SheetFormProps = Paper & {
  /** the account under which drafts are kept */
  readonly owner: string;
  readonly store: FormStore;
  /** what was kept under `draftKey(owner, task.id)`; null starts a new one */
  readonly draft: Draft | null;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly places: readonly MovePlace[];
  /** Resolves when the submission is safe on the phone (outbox.save); a rejection keeps the form open and says so. */
  readonly onsaved: (saved: SavedSheet) => Promise<void>;
  /** Called when the draft is safe in the store. */
  readonly onback: () => void;
  /** The draft now stands under this task; the caller opens its form. */
  readonly onmove: (task: string) => void;
};

export type ConflictViewProps = Paper & {
  readonly owner: string;
  /** "Angka saya salah": a draft equal to the other side with the reason, to be stored and opened in the form. */
  readonly onwrong: (draft: SheetDraft) => void;
  readonly onback: () => void;
};

import type { Json } from '#kernel/canonical-json.ts';
import type { RegionCode } from '#kernel/region-code.ts';
import type { Uuid } from '#kernel/uuid.ts';
import type { Draft } from '#platform/outbox/outbox-item.ts';
import type { Task, TaskDefinition } from '../../../contract/tasks.ts';
import type { Values } from '../../../domain/fields.ts';
import { NO_NOTE, type NoteParts, noteBeside, noteText, plainText, readNote } from '../../../domain/note-text.ts';
import type { Submission } from '../../../domain/submission.ts';

/** Figures of one paper on their way to a submission, exactly as typed. */
export type SheetDraft = {
  /** address of the sheet */
  readonly task: string;
  /** hash of the definition under which it is being filled */
  readonly definition: string;
  /** the revision that the author saw when he began; 0 = none */
  readonly basis: number;
  /** what stands in each box, by field; an untouched box is absent or empty */
  readonly texts: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly note: NoteParts;
  /** "are the rest zero?" has been answered */
  readonly zerosAsked: boolean;
  readonly stage: 'fill' | 'review';
  /** the box that had the focus last */
  readonly place: string | null;
  readonly photos: Draft['photos'];
};

/** The kind of drafts and outbox items that hold result sheets. */
export const SHEET_KIND = 'sheet';

export function draftKey(owner: string, task: string): string {
  return `${SHEET_KIND}:${owner}:${task}`;
}

/** Whether sending this sheet anew corrects what stands: one's own sheet, or one that was sent back. */
export function isCorrection(task: Task): boolean {
  return task.sheet !== null && task.status !== 'void' && (task.sheet.author.me || task.sheet.returned !== null);
}

/**
 * A correction begins with the figures that stand, without the words of why they contradicted each other: those are
 * said anew of what it leaves. A second person's entry begins empty, so that it is independent.
 */
export function startDraft(task: Task, definition: TaskDefinition): SheetDraft {
  const { sheet } = task;
  const corrects = sheet !== null && isCorrection(task);
  return {
    task: task.id,
    definition: definition.hash,
    basis: sheet?.revision ?? 0,
    texts: corrects ? textsOf(sheet.values) : {},
    reason: '',
    note: corrects ? noteBeside(false, readNote(sheet.note)) : NO_NOTE,
    zerosAsked: corrects,
    stage: 'fill',
    place: null,
    photos: [],
  };
}

/** A submission taken back from the outbox: the draft that it was. */
export function draftOfSubmission(task: string, submission: Submission, photos: Draft['photos']): SheetDraft {
  return {
    task,
    definition: submission.definition,
    basis: submission.basis,
    texts: textsOf(submission.values),
    reason: submission.reason ?? '',
    note: readNote(submission.note ?? null),
    zerosAsked: true,
    stage: 'review',
    place: null,
    photos,
  };
}

/** The same figures under another station of the same contest, where they belong. */
export function movedDraft(draft: SheetDraft, to: Task): SheetDraft {
  return { ...draft, task: to.id, basis: to.sheet?.revision ?? 0 };
}

/**
 * The draft as it is sent: figures that were stated, the note in lines, the reason where there is one.
 * @param made.contradicts whether these figures contradict each other
 */
export function toSubmission(
  draft: SheetDraft,
  values: Values,
  task: Task,
  made: { readonly id: Uuid; readonly now: Date; readonly contradicts: boolean },
): Submission {
  const note = noteText(noteBeside(made.contradicts, draft.note));
  const reason = plainText(draft.reason);
  return {
    id: made.id,
    election: task.election,
    contest: task.contest,
    // The server named the task, so this is the code of a village in its dotted form.
    region: task.region as RegionCode,
    station: task.station,
    round: task.round,
    definition: draft.definition,
    basis: draft.basis,
    ...(reason === '' ? {} : { reason }),
    ...(note === null ? {} : { note }),
    values,
    enteredAt: made.now.toISOString(),
  };
}

export function storedDraft(draft: SheetDraft, owner: string, at: Date): Draft {
  const { photos, ...body } = draft;
  return {
    key: draftKey(owner, draft.task),
    owner,
    kind: SHEET_KIND,
    body,
    photos,
    changedAt: at.toISOString(),
  };
}

/** Reads what the phone kept; null when it is no draft of a sheet. Parts that an older app did not write are empty. */
export function parseSheetDraft(stored: Draft): SheetDraft | null {
  const body = recordOf(stored.body);
  if (stored.kind !== SHEET_KIND || body === null || typeof body.task !== 'string') return null;
  const note = recordOf(body.note) ?? {};
  return {
    task: body.task,
    definition: wordOf(body.definition),
    basis: typeof body.basis === 'number' ? body.basis : 0,
    texts: Object.fromEntries(Object.entries(recordOf(body.texts) ?? {}).map(([field, text]) => [field, wordOf(text)])),
    reason: wordOf(body.reason),
    note: {
      event: wordOf(note.event),
      asWritten: wordOf(note.asWritten),
      crew: oneOf(note.crew, ['complete', 'incomplete']),
      witnesses: oneOf(note.witnesses, ['complete', 'incomplete', 'absent']),
    },
    zerosAsked: body.zerosAsked === true,
    stage: body.stage === 'review' ? 'review' : 'fill',
    place: typeof body.place === 'string' ? body.place : null,
    photos: stored.photos,
  };
}

export function textsOf(values: Values): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([field, count]) => [field, String(count)]));
}

type JsonRecord = { readonly [key: string]: Json | undefined };

function recordOf(value: Json | undefined): JsonRecord | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonRecord) : null;
}

function wordOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function oneOf<Word extends string>(value: Json | undefined, words: readonly Word[]): Word | null {
  return words.find((word) => word === value) ?? null;
}

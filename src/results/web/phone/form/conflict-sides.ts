import type { Task, TaskSheet } from '../../../contract/tasks.ts';
import type { Values } from '../../../domain/fields.ts';
import { readNote } from '../../../domain/note-text.ts';
import type { Box } from './form-boxes.ts';
import { type SheetDraft, textsOf } from './sheet-draft.ts';

/** One content of a sheet: the current one (`rival` null) or one that waits beside it. */
export type Side = Pick<TaskSheet, 'author' | 'values' | 'recordedAt' | 'note'> & { readonly rival: number | null };

/** One's own entry and those it disagrees with; without an own one, the current entry stands in its place. */
export type Conflict = { readonly mine: Side; readonly own: boolean; readonly others: readonly Side[] };

/** Null where nothing waits. */
export function conflictOf({ sheet }: Task): Conflict | null {
  if (sheet === null || sheet.rivals.length === 0) return null;
  const current: Side = { ...sheet, rival: null };
  const mine = sheet.author.me ? current : sheet.rivals.find(({ author }) => author.me);
  if (mine === undefined || mine === current) return { mine: current, own: mine === current, others: sheet.rivals };
  return { mine, own: true, others: [current] };
}

export type SideRow = {
  readonly field: string;
  readonly mine: number | null;
  readonly theirs: number | null;
  readonly differs: boolean;
};

/** Box by box in the order of the paper; empty and 0 differ. */
export function compareSides(boxes: readonly Box[], mine: Values, theirs: Values): readonly SideRow[] {
  return boxes.map(({ field }) => {
    const [left, right] = [mine[field] ?? null, theirs[field] ?? null];
    return { field, mine: left, theirs: right, differs: left !== right };
  });
}

/** "My figures are wrong": the other side's figures, to be looked at once more and sent with the reason. */
export function draftLike(theirs: Side, task: Task, definition: string, reason: string): SheetDraft {
  return {
    task: task.id,
    definition,
    basis: task.sheet?.revision ?? 0,
    texts: textsOf(theirs.values),
    reason,
    note: readNote(theirs.note),
    zerosAsked: true,
    stage: 'review',
    place: null,
    photos: [],
  };
}

import { checkSheet, hasOpenError, type SheetProblem } from '../../../domain/check-sheet.ts';
import { noteBeside } from '../../../domain/note-text.ts';
import { checkContextOf, problemsWhileFilling, type Typing } from './draft-problems.ts';
import { type DraftSaver, draftSaver } from './draft-saver.ts';
import { type Box, boxesOf, boxSections } from './form-boxes.ts';
import { maybeZero, type Reading, readBoxes } from './read-boxes.ts';
import { areEqual, type ProblemsByRow, problemsByRow } from './row-problems.ts';
import { isCorrection, parseSheetDraft, type SheetDraft, startDraft, storedDraft } from './sheet-draft.ts';
import type { SheetFormProps } from './types.ts';
import { whatIsMissing } from './what-is-missing.ts';

export type SheetFormState = ReturnType<typeof sheetForm>;

/** Another tab of this phone has written or sent the draft meanwhile. */
class FilledElsewhere extends Error {}

/** The draft on the screen, what it says, and what is found in it. Every change is on its way to the store at once. */
export function sheetForm(props: SheetFormProps) {
  const { task, definition, form, store, owner, clock } = props;
  const kept = props.draft === null ? null : parseSheetDraft(props.draft);
  const sections = boxSections(form, definition.candidates);
  const boxes = boxesOf(sections);
  const context = checkContextOf(props);
  const numbers = context.candidates;

  /** Kept under another definition: its figures are looked at again under the one on the screen, and sent under that. */
  const redefined = kept !== null && kept.definition !== definition.hash;
  const begun: SheetDraft = redefined
    ? { ...kept, definition: definition.hash, stage: 'fill' }
    : (kept ?? startDraft(task, definition));
  let draft = $state.raw(begun);
  // What stands in each box once more, by box: a key then concerns the box it was meant for and no other.
  const texts = $state<Record<string, string>>({});
  let typing: Typing | null = null;
  // Set, not derived: a key that changes nothing here then touches none of the boxes that show it.
  let reading = $state.raw<Reading>({ values: {}, faults: {}, empty: [] });
  let faults = $state.raw<Reading['faults']>({});
  let shown = $state.raw<readonly SheetProblem[]>([]);
  let byRow = $state.raw<ProblemsByRow>(new Map());
  let keeping = $state<'new' | 'saving' | 'kept' | 'failed' | 'elsewhere'>(kept === null ? 'new' : 'kept');
  // The draft in the store as this form last read or wrote it: what another tab wrote since is not written over.
  let seen = props.draft?.changedAt ?? null;
  let saver = newSaver();

  const found = $derived<readonly SheetProblem[]>(checkSheet(reading.values, context));
  const contradicts = $derived(hasOpenError(found));
  const corrects = isCorrection(task);
  /** A correction is of the same paper, so the photos that the server has of it count. */
  const photosAtServer = corrects ? (task.sheet?.photos ?? 0) : 0;
  const missing = $derived(
    whatIsMissing(draft, reading, { reason: corrects, explanation: contradicts, photosAtServer }),
  );

  function newSaver(): DraftSaver {
    return draftSaver(
      async (state) => {
        keeping = 'saving';
        const stored = storedDraft(state, owner, clock.now());
        if (!(await store.putDraft(stored, seen))) throw new FilledElsewhere();
        seen = stored.changedAt;
        keeping = 'kept';
      },
      (error) => {
        keeping = error instanceof FilledElsewhere ? 'elsewhere' : 'failed';
      },
    );
  }

  function change(part: Partial<SheetDraft>): void {
    draft = { ...draft, ...part };
    if (part.texts) read();
    saver.change(draft);
  }

  function type(box: Box, text: string): void {
    typing = { field: box.field, text: text.trim(), digits: box.digits };
    change({ texts: { ...draft.texts, [box.field]: text } });
  }

  function read(): void {
    Object.assign(texts, draft.texts);
    reading = readBoxes(boxes, draft.texts);
    faults = reading.faults;
    look();
  }

  function look(): void {
    const found = problemsWhileFilling(reading.values, context, typing);
    if (areEqual(found, shown)) return;
    shown = found;
    byRow = problemsByRow(sections, found, byRow);
  }

  function visit(field: string | null): void {
    typing = null;
    look();
    if (field === null || field === draft.place) return;
    draft = { ...draft, place: field };
    // Looking at a paper is no draft yet.
    if (keeping !== 'new') saver.change(draft);
  }

  /** On to the last look. Words for a contradiction that is gone would stand unseen until the next one. */
  function review(part: Partial<SheetDraft> = {}): void {
    change({ ...part, stage: 'review' });
    const note = noteBeside(contradicts, draft.note);
    if (note !== draft.note) change({ note });
  }

  async function flush(): Promise<boolean> {
    try {
      await saver.flush();
      return true;
    } catch (error) {
      keeping = error instanceof FilledElsewhere ? 'elsewhere' : 'failed';
      return false;
    }
  }

  /** Nothing may write the draft again while it becomes a submission or moves to another station. */
  async function handOver(hand: () => Promise<void>): Promise<boolean> {
    if (!(await flush())) return false;
    saver.close();
    try {
      await hand();
      return true;
    } catch {
      saver = newSaver();
      return false;
    }
  }

  read();
  return {
    sections,
    boxes,
    corrects,
    photosAtServer,
    redefined,
    /** The sheet got another revision after this draft was begun. */
    get overtaken() {
      return draft.basis !== (task.sheet?.revision ?? 0);
    },
    get draft() {
      return draft;
    },
    texts,
    get reading() {
      return reading;
    },
    get faults() {
      return faults;
    },
    get shown() {
      return shown;
    },
    get byRow() {
      return byRow;
    },
    get found() {
      return found;
    },
    get contradicts() {
      return contradicts;
    },
    get missing() {
      return missing;
    },
    get keeping() {
      return keeping;
    },
    maybeZero: () => maybeZero(reading, numbers),
    change,
    review,
    type,
    visit,
    flush,
    handOver,
    close: () => saver.close(),
  };
}

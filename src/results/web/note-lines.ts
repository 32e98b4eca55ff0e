import type { Text } from '#kernel/problem.ts';
import { text } from '#platform/web/language.ts';
import type { SheetHistory } from '../contract/sheets.ts';
import { type NoteParts, noteText, readNote } from '../domain/note-text.ts';
import { NOTE_TEXTS as T } from './sheet-texts.ts';

/** One part of a note: what it is about, and what was said. */
export type NoteLine = { readonly label: Text; readonly said: Text };

/** A note part by part, the answer to what does not agree first. One that the phone did not write stands as it came. */
export function noteLines(note: string | null): readonly NoteLine[] {
  if (note === null || note.trim() === '') return [];
  const parts = readNote(note);
  if (noteText(parts) !== note) return [line(T.other, note)];
  const signed = signatures(parts);
  return [
    ...(parts.asWritten === '' ? [] : [line(T.asWritten, parts.asWritten)]),
    ...(signed === null ? [] : [{ label: T.signatures, said: signed }]),
    ...(parts.event === '' ? [] : [line(T.event, parts.event)]),
  ];
}

/** The note that came with an act of the history: of the revision it made, or of the entry it put beside the current one. */
export function noteOfAct(
  { revisions, rivals }: Pick<SheetHistory, 'revisions' | 'rivals'>,
  act: SheetHistory['acts'][number],
): string | null {
  if (act.act !== 'submit') return null;
  const isIts = (content: { round: string; author: { id: string }; recordedAt: string }) =>
    content.round === act.round && content.author.id === act.actor.id && content.recordedAt === act.at;
  if (act.outcome === 'conflict') return rivals.find(isIts)?.note ?? null;
  return revisions.find((one) => isIts(one) && one.revision === act.revision)?.note ?? null;
}

function line(label: Text, said: string): NoteLine {
  return { label, said: text(said, said) };
}

function signatures({ crew, witnesses }: NoteParts): Text | null {
  const words = [crew && T.crew[crew], witnesses && T.witnesses[witnesses]].filter((word) => word !== null);
  if (words.length === 0) return null;
  return text(words.map(({ id }) => id).join('; '), words.map(({ en }) => en).join('; '));
}

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import type { Uuid } from '#kernel/uuid.ts';
import { SUBMISSION } from '#results/contract/intake.ts';
import { type NoteParts, noteText, plainText, readNote } from '#results/domain/note-text.ts';
import { contentText, unreadableField } from '#results/domain/submission.ts';
import { contentHash } from '#results/web/phone/form/content-hash.ts';
import {
  draftOfSubmission,
  movedDraft,
  parseSheetDraft,
  type SheetDraft,
  startDraft,
  storedDraft,
  textsOf,
  toSubmission,
} from '#results/web/phone/form/sheet-draft.ts';
import { GOOD, PAPERS, PLACES, paperOf } from '../../journeys/paper-form/papers.mjs';
import { anyDraft } from './any-draft.ts';

const NOW = new Date('2024-11-27T10:00:00Z');
const ID = '01936000-0000-7000-8000-000000000001' as Uuid;
const { definition } = paperOf(PAPERS.fresh);
const SAID: NoteParts = { event: 'hujan', asWritten: 'V.A memang 384', crew: 'complete', witnesses: null };

describe('a draft on the phone', () => {
  it('comes back exactly as it was kept, the focused box and the photos too', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const kept = JSON.parse(JSON.stringify(storedDraft(draft, 'adi', NOW)));
        expect(parseSheetDraft(kept)).toEqual(draft);
      }),
      { numRuns: 1000 },
    );
  });

  it('is nobody else’s: another kind of draft is not read', () => {
    const kept = storedDraft(startDraft(PAPERS.fresh, definition), 'adi', NOW);
    expect(parseSheetDraft({ ...kept, kind: 'visit' })).toBeNull();
    expect(parseSheetDraft({ ...kept, body: null })).toBeNull();
    expect(parseSheetDraft({ ...kept, body: { task: 't' } })).toMatchObject({ task: 't', texts: {}, stage: 'fill' });
  });

  it('begins empty for a new sheet and for a second person, with the figures for a correction', () => {
    expect(startDraft(PAPERS.fresh, definition)).toMatchObject({ texts: {}, basis: 0, zerosAsked: false });
    expect(startDraft(PAPERS.second, definition)).toMatchObject({ texts: {}, basis: 1 });
    const correction = startDraft(PAPERS.returned, definition);
    expect(correction).toMatchObject({ basis: 3, texts: { ...textsOf(GOOD), valid_votes: '384' } });
    expect(correction.note.event).toBe('hujan lebat');
  });

  it('of a correction keeps event and signatures of the note, not the words for a contradiction', () => {
    const sheet = { ...PAPERS.returned.sheet!, note: noteText(SAID) };
    expect(startDraft({ ...PAPERS.returned, sheet }, definition).note).toEqual({ ...SAID, asWritten: '' });
  });

  it('moves to another station with everything but what that station’s sheet decides', () => {
    const draft: SheetDraft = { ...startDraft(PAPERS.returned, definition), reason: 'salah TPS' };
    const to = PLACES[0]!.task;
    expect(movedDraft(draft, to)).toEqual({ ...draft, task: to.id, basis: 0 });
  });
});

describe('a submission made from a draft', () => {
  const values = fc.dictionary(fc.constantFrom('candidate_1', 'valid_votes', 'voted_total_m'), fc.nat(999));

  it('is readable for the server, whatever was typed into the texts', () => {
    fc.assert(
      fc.property(anyDraft, values, (draft, stated) => {
        const submission = toSubmission(draft, stated, PAPERS.fresh, { id: ID, now: NOW, contradicts: true });
        expect(unreadableField(submission)).toBeNull();
        expect(Check(SUBMISSION, submission)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('becomes the same submission again after it was taken back', () => {
    fc.assert(
      fc.property(anyDraft, values, (draft, stated) => {
        const sent = toSubmission(draft, stated, PAPERS.fresh, { id: ID, now: NOW, contradicts: true });
        const back = draftOfSubmission(draft.task, sent, draft.photos);
        expect(back.texts).toEqual(textsOf(stated));
        expect(back.note).toEqual(readNote(sent.note ?? null));
        expect(back.reason).toBe(plainText(draft.reason));
        expect(toSubmission(back, stated, PAPERS.fresh, { id: ID, now: NOW, contradicts: true })).toEqual(sent);
      }),
      { numRuns: 1000 },
    );
  });

  it('explains a contradiction only while there is one', () => {
    const draft = { ...startDraft(PAPERS.fresh, definition), note: SAID };
    const noteOf = (contradicts: boolean) =>
      readNote(toSubmission(draft, GOOD, PAPERS.fresh, { id: ID, now: NOW, contradicts }).note ?? null);
    expect(noteOf(true)).toEqual(SAID);
    expect(noteOf(false)).toEqual({ ...SAID, asWritten: '' });
  });

  it('has the content hash that the server computes', async () => {
    const submission = toSubmission(startDraft(PAPERS.fresh, definition), GOOD, PAPERS.fresh, {
      id: ID,
      now: NOW,
      contradicts: true,
    });
    const expected = createHash('sha256').update(contentText(submission, GOOD)).digest('hex');
    expect(await contentHash(submission)).toBe(expected);
  });

  it('is small: every box of the form in less than 1.3 kB', () => {
    const draft = { ...startDraft(PAPERS.fresh, definition), reason: 'V.A salah salin' };
    const submission = toSubmission(draft, GOOD, PAPERS.fresh, { id: ID, now: NOW, contradicts: true });
    expect(JSON.stringify(submission).length).toBeLessThan(1300);
  });
});

import fc from 'fast-check';
import type { Uuid } from '#kernel/uuid.ts';
import type { NoteParts } from '#results/domain/note-text.ts';
import { NOTE_PART_MAX } from '#results/domain/note-text.ts';
import type { SheetDraft } from '#results/web/phone/form/sheet-draft.ts';

const LABELS = [
  'Kejadian khusus: ',
  'Tanda tangan: KPPS lengkap',
  '\n',
  '  ',
  '\n  ',
  '\r\n',
  'a',
  'é',
  '🙂',
  '\u0000',
];

/** Texts that look like the note's own lines, and any others. */
const anyText = fc
  .oneof(
    fc.array(fc.constantFrom(...LABELS), { maxLength: 12 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  )
  .filter((text) => text.length <= NOTE_PART_MAX);

export const anyNote: fc.Arbitrary<NoteParts> = fc.record({
  event: anyText,
  asWritten: anyText,
  crew: fc.constantFrom('complete' as const, 'incomplete' as const, null),
  witnesses: fc.constantFrom('complete' as const, 'incomplete' as const, 'absent' as const, null),
});

function anyHex(length: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
}

const anyId = fc.uuid({ version: 7 }).map((id) => id as Uuid);

export const anyDraft: fc.Arbitrary<SheetDraft> = fc.record({
  task: fc.constant('e:gubernur:64.09.01.1001:004:regular'),
  definition: anyHex(8),
  basis: fc.nat(20),
  texts: fc.dictionary(fc.constantFrom('candidate_1', 'candidate_2', 'valid_votes', 'voted_total_m'), fc.string()),
  reason: anyText,
  note: anyNote,
  zerosAsked: fc.boolean(),
  stage: fc.constantFrom('fill' as const, 'review' as const),
  place: fc.option(fc.constantFrom('candidate_1', 'valid_votes')),
  photos: fc
    .array(fc.record({ id: anyId, bytes: fc.nat(250_000), sha256: anyHex(64) }), {
      maxLength: 4,
    })
    .map((photos) => photos.map((photo, index) => ({ ...photo, page: index + 1 }))),
});

import fc from 'fast-check';
import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { SUBMISSION } from '#results/contract/intake.ts';
import { NO_NOTE, NOTE_PART_MAX, noteText, plainText, readNote } from '#results/domain/note-text.ts';
import { anyNote } from './web-phone/any-draft.ts';

describe('the note of a submission', () => {
  it('says special event, state of the paper and signatures in lines of Indonesian', () => {
    const note = noteText({
      event: 'Listrik padam\npukul 10',
      asWritten: 'V.A memang 384',
      crew: 'complete',
      witnesses: 'incomplete',
    });
    expect(note).toBe(
      [
        'Kejadian khusus: Listrik padam',
        '  pukul 10',
        'Kertas memang begitu: V.A memang 384',
        'Tanda tangan: KPPS lengkap; saksi tidak lengkap',
      ].join('\n'),
    );
  });

  it('is absent where nothing is said', () => {
    expect(noteText(NO_NOTE)).toBeNull();
    expect(noteText({ ...NO_NOTE, event: ' \n ' })).toBeNull();
  });

  it('reads back to what was said, whatever the texts look like', () => {
    fc.assert(
      fc.property(anyNote, (parts) => {
        const read = readNote(noteText(parts));
        // The desk takes a note that does not write back to itself for somebody else's words.
        expect(noteText(read)).toBe(noteText(parts));
        expect(read).toEqual({ ...parts, event: plainText(parts.event), asWritten: plainText(parts.asWritten) });
      }),
      { numRuns: 2000 },
    );
  });

  it('fits a submission however long the texts are', () => {
    const long = fc.string({ unit: 'binary', minLength: 600, maxLength: 1500 });
    fc.assert(
      fc.property(long, long, (event, asWritten) => {
        const note = noteText({ event, asWritten, crew: 'incomplete', witnesses: 'incomplete' }) ?? '';
        const lines = note.split('\n').length;
        expect(lines).toBeLessThanOrEqual(201);
        expect(note.length - 2 * lines).toBeLessThanOrEqual(2 * NOTE_PART_MAX + 200);
        expect(note).not.toMatch(/\p{Surrogate}/u);
        expect(note).not.toContain('\u0000');
        expect(Check(SUBMISSION.properties.note, note)).toBe(true);
      }),
    );
  });

  it('keeps what somebody else wrote as a special event', () => {
    expect(readNote('TPS banjir')).toEqual({ ...NO_NOTE, event: 'TPS banjir' });
  });
});

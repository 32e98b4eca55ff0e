import { describe, expect, it } from 'vitest';
import { NO_NOTE, noteText } from '#results/domain/note-text.ts';
import { noteLines, noteOfAct } from '#results/web/note-lines.ts';

const shown = (note: string | null) => noteLines(note).map(({ label, said }) => `${label.id}: ${said.id}`);

describe('the note of a sheet at the desk', () => {
  it('has one line per part, the answer to what does not agree first', () => {
    const note = noteText({ event: 'Banjir', asWritten: 'V.A 384', crew: 'complete', witnesses: 'absent' });
    expect(shown(note)).toEqual([
      'Kertasnya memang begitu: V.A 384',
      'Tanda tangan: KPPS lengkap; tidak ada saksi',
      'Kejadian khusus: Banjir',
    ]);
    expect(shown(noteText({ ...NO_NOTE, crew: 'incomplete' }))).toEqual(['Tanda tangan: KPPS tidak lengkap']);
  });

  it('stands whole where the phone did not write it, and is nothing where nothing was said', () => {
    expect(shown('salinan saksi\nhalaman 2 buram')).toEqual(['Catatan: salinan saksi\nhalaman 2 buram']);
    expect([shown(null), shown(' ')]).toEqual([[], []]);
  });
});

describe('the note of an act', () => {
  const content = (id: string, recordedAt: string, note: string) => ({
    ...{ round: 'regular', author: { id, role: 'village_operator' }, reason: null, note, values: {} },
    ...{ contentHash: '', enteredAt: null, recordedAt },
  });
  const history = {
    revisions: [
      { revision: 1, ...content('a', 't1', 'first') },
      { revision: 2, ...content('a', 't3', 'second') },
    ],
    rivals: [{ rival: 1, open: false, closedAs: 'kept', ...content('b', 't2', 'rival') }],
  };
  const act = (name: string, outcome: string, revision: number | null, id: string, at: string) => ({
    ...{ id: at, round: 'regular', act: name, outcome, revision, reason: null, at },
    actor: { id, role: 'village_operator', channel: 'phone' },
  });

  it('is that of the revision it made or of the entry it set beside, and none of an act that only names a revision', () => {
    expect(noteOfAct(history, act('submit', 'accepted', 1, 'a', 't1'))).toBe('first');
    expect(noteOfAct(history, act('submit', 'corrected', 2, 'a', 't3'))).toBe('second');
    expect(noteOfAct(history, act('submit', 'conflict', 1, 'b', 't2'))).toBe('rival');
    expect(noteOfAct(history, act('submit', 'unchanged', 2, 'c', 't4'))).toBeNull();
    expect(noteOfAct(history, act('return', 'returned', 2, 'd', 't5'))).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { compareSides, conflictOf, draftLike } from '#results/web/phone/form/conflict-sides.ts';
import { boxesOf, boxSections } from '#results/web/phone/form/form-boxes.ts';
import { readBoxes } from '#results/web/phone/form/read-boxes.ts';
import { startDraft, textsOf } from '#results/web/phone/form/sheet-draft.ts';
import { shrunkSize } from '#results/web/phone/form/shrink-steps.ts';
import { whatIsMissing } from '#results/web/phone/form/what-is-missing.ts';
import { GOOD, PAPERS, paperOf } from '../../journeys/paper-form/papers.mjs';

const { form, definition } = paperOf(PAPERS.fresh);
const boxes = boxesOf(boxSections(form, definition.candidates));
const { sheet } = PAPERS.conflict;
const rival = sheet!.rivals[0]!;

describe('two entries for one sheet', () => {
  it('name my own, whether it is the current one or the one that waits', () => {
    expect(conflictOf(PAPERS.conflict)).toMatchObject({ own: true, mine: { rival: null }, others: [{ rival: 1 }] });
    const turned = {
      ...PAPERS.conflict,
      sheet: {
        ...sheet!,
        author: { name: 'Siti', me: false },
        rivals: [{ ...rival, author: { name: 'Adi', me: true } }],
      },
    };
    expect(conflictOf(turned)).toMatchObject({ own: true, mine: { rival: 1 }, others: [{ rival: null }] });
  });

  it('show both to somebody who wrote neither, and nothing where none waits', () => {
    const foreign = { ...PAPERS.conflict, sheet: { ...sheet!, author: { name: 'Eka', me: false } } };
    expect(conflictOf(foreign)).toMatchObject({ own: false, others: [{ rival: 1 }] });
    expect(conflictOf(PAPERS.returned)).toBeNull();
    expect(conflictOf(PAPERS.fresh)).toBeNull();
  });

  it('differ box by box; empty and zero differ', () => {
    const { invalid_votes: _, ...theirs } = rival.values;
    const rows = compareSides(boxes, { ...GOOD, invalid_votes: 0 }, theirs);
    expect(rows).toHaveLength(boxes.length);
    expect(rows.filter(({ differs }) => differs).map(({ field }) => field)).toEqual([
      'candidate_1',
      'candidate_2',
      'invalid_votes',
    ]);
  });

  it('end with a draft equal to the other side, on the revision that was seen', () => {
    const conflict = conflictOf(PAPERS.conflict)!;
    const draft = draftLike(conflict.others[0]!, PAPERS.conflict, 'd1', 'salah salin');
    expect(draft).toMatchObject({ basis: 1, reason: 'salah salin', stage: 'review', texts: textsOf(rival.values) });
  });
});

describe('what keeps a sheet from being saved', () => {
  const full = { ...startDraft(PAPERS.fresh, definition), texts: textsOf(GOOD) };
  const plain = { reason: false, explanation: false, photosAtServer: 0 };

  it('is nothing on a sheet that agrees', () => {
    expect(whatIsMissing(full, readBoxes(boxes, full.texts), plain)).toEqual([]);
  });

  it('is the words and a photo on a sheet that contradicts itself, and nothing once both are there', () => {
    const wants = { ...plain, explanation: true };
    const reading = readBoxes(boxes, full.texts);
    expect(whatIsMissing(full, reading, wants)).toEqual(['explanation', 'photo']);
    const photos = [{ id: 'a' as never, page: 1, bytes: 1, sha256: 'b' }];
    const told = { ...full, note: { ...full.note, asWritten: 'kertas begitu' }, photos };
    expect(whatIsMissing(told, reading, wants)).toEqual([]);
  });

  it('is no new photo where the server has one of the paper', () => {
    const reading = readBoxes(boxes, full.texts);
    const wants = { reason: true, explanation: true, photosAtServer: 2 };
    expect(whatIsMissing(full, reading, wants)).toEqual(['reason', 'explanation']);
  });

  it('is the reason of a correction', () => {
    const reading = readBoxes(boxes, full.texts);
    expect(whatIsMissing({ ...full, reason: ' ' }, reading, { ...plain, reason: true })).toEqual(['reason']);
  });

  it('is a box that holds no number, or no number at all', () => {
    const faulty = { ...full.texts, candidate_1: '1.234' };
    expect(whatIsMissing(full, readBoxes(boxes, faulty), plain)).toEqual(['faults']);
    expect(whatIsMissing(full, readBoxes(boxes, {}), plain)).toEqual(['figures']);
  });
});

describe('the size of a photo', () => {
  it('has its longest side at most the bound, keeps its shape and never grows', () => {
    expect(shrunkSize({ width: 3000, height: 4000 }, 1600)).toEqual({ width: 1200, height: 1600 });
    expect(shrunkSize({ width: 4000, height: 3000 }, 1600)).toEqual({ width: 1600, height: 1200 });
    expect(shrunkSize({ width: 800, height: 600 }, 1600)).toEqual({ width: 800, height: 600 });
    expect(shrunkSize({ width: 40000, height: 1 }, 1600)).toEqual({ width: 1600, height: 1 });
  });
});

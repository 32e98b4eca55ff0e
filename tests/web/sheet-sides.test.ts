import { describe, expect, it } from 'vitest';
import type { SheetHistory } from '#results/contract/sheets.ts';
import { sidesOf } from '#results/web/conflict-sides.ts';
import { photosOf } from '#results/web/sheet-photos.ts';

const content = (id: string) => ({
  author: { id, role: 'village_operator' },
  reason: null,
  note: null,
  values: {},
  contentHash: '',
  enteredAt: null,
  recordedAt: '2024-11-27T09:00:00Z',
});
const photo = (id: string, round: string, page: number, submission: string) => ({
  id,
  round,
  page,
  submission,
  by: 'a',
  at: '2024-11-27T09:00:00Z',
});

const history: SheetHistory = {
  notice: '',
  sheets: [],
  states: {},
  revisions: [
    { round: 'regular', revision: 1, ...content('a') },
    { round: 'regular', revision: 2, ...content('b') },
    { round: 'revote', revision: 3, ...content('c') },
  ],
  rivals: [
    { round: 'regular', rival: 1, open: false, closedAs: 'kept', ...content('d') },
    { round: 'regular', rival: 2, open: true, closedAs: null, ...content('e') },
    { round: 'revote', rival: 1, open: true, closedAs: null, ...content('f') },
  ],
  acts: [],
  photos: [
    photo('old-1', 'regular', 1, '0193-1'),
    photo('new-2', 'regular', 2, '0193-2'),
    photo('new-1', 'regular', 1, '0193-2'),
    photo('other', 'revote', 1, '0193-3'),
  ],
  picture: null,
};

describe('both sides of a conflict', () => {
  it('are the content that counts and the open rivals of that round, no closed one and none of another round', () => {
    expect(sidesOf(history, 'regular').map(({ rival, author }) => [rival, author.id])).toEqual([
      [null, 'b'],
      [2, 'e'],
    ]);
  });
});

describe('the photos of a paper', () => {
  it('stand with those of the latest sender first, pages in order, only of that round', () => {
    expect(photosOf(history, 'regular').map(({ id }) => id)).toEqual(['new-1', 'new-2', 'old-1']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awaitsLaterRound, countingRound, isRound } from '#results/domain/counting-sheet.ts';

const sheets = (states: Readonly<Record<string, string>>) =>
  new Map(Object.entries(states).map(([round, state]) => [round, { state }]));

describe('the counting sheet', () => {
  it.each([
    ['nothing has come', ['regular'], {}, null],
    ['the regular sheet has come', ['regular'], { regular: 'submitted' }, 'regular'],
    ['a revote is opened but its sheet has not come', ['regular', 'revote'], { regular: 'verified' }, 'regular'],
    ['the revote has come', ['regular', 'revote'], { regular: 'verified', revote: 'submitted' }, 'revote'],
    [
      'a returned revote displaces a verified sheet',
      ['regular', 'revote'],
      { regular: 'verified', revote: 'returned' },
      'revote',
    ],
    ['the revote is void', ['regular', 'revote'], { regular: 'verified', revote: 'void' }, 'regular'],
    [
      'the later of two revotes is void',
      ['regular', 'revote', 'revote-2'],
      { regular: 'submitted', revote: 'submitted', 'revote-2': 'void' },
      'revote',
    ],
    ['only a later round has come', ['regular', 'postponed'], { postponed: 'submitted' }, 'postponed'],
    ['every sheet is void', ['regular', 'revote'], { regular: 'void', revote: 'void' }, null],
    ['a sheet lies in a round that is not open', ['regular'], { regular: 'submitted', revote: 'submitted' }, 'regular'],
    [
      'later means later in the list, not by name',
      ['regular', 'revote-2', 'revote'],
      { revote: 'submitted', 'revote-2': 'submitted' },
      'revote',
    ],
  ] as const)('when %s', (_, opened, states, expected) => {
    expect(countingRound(opened, sheets(states))).toBe(expected);
  });

  it('is at most one, of the latest opened round that has a living sheet', () => {
    const rounds = ['regular', 'revote', 'revote-2', 'continued', 'postponed'];
    const states = fc.constantFrom('none', 'submitted', 'returned', 'verified', 'void');
    fc.assert(
      fc.property(fc.array(states, { minLength: 5, maxLength: 5 }), fc.integer({ min: 1, max: 5 }), (drawn, open) => {
        const opened = rounds.slice(0, open);
        const found = countingRound(
          opened,
          new Map(rounds.map((round, at) => [round, { state: drawn[at] as string }])),
        );
        const alive = opened.filter((_, at) => ['submitted', 'returned', 'verified'].includes(drawn[at] as string));
        expect(found).toBe(alive.at(-1) ?? null);
      }),
    );
  });

  it('is marked “menunggu PSU” while a later opened round has no sheet that counts', () => {
    expect(awaitsLaterRound(['regular', 'revote'], 'regular')).toBe(true);
    expect(awaitsLaterRound(['regular', 'revote'], 'revote')).toBe(false);
    expect(awaitsLaterRound(['regular'], 'regular')).toBe(false);
    expect(awaitsLaterRound(['regular', 'revote'], null)).toBe(false);
  });

  it.each(['regular', 'revote', 'revote-2', 'revote-10', 'continued', 'continued-2', 'postponed', 'postponed-3'])(
    'knows the round “%s”',
    (round) => {
      expect(isRound(round)).toBe(true);
    },
  );

  it.each(['', 'Regular', 'regular-2', 'revote-0', 'revote-1', 'revote-01', 'revote-', 'psu', ' revote', 'revote '])(
    'does not know the round “%s”',
    (round) => {
      expect(isRound(round)).toBe(false);
    },
  );
});

import { describe, expect, it } from 'vitest';
import type { SheetProblemAnswer } from '#results/contract/sheets.ts';
import { loadForms } from '../../src/elections/load-forms.ts';
import { briefly } from '../../src/results/web/briefly.ts';
import { barSegments, isTelling, legendOf, missingOf } from '../../src/results/web/coverage.ts';
import { boxName, paperSections } from '../../src/results/web/paper-rows.ts';
import { rivalDifferences } from '../../src/results/web/rival-differences.ts';
import { type BasisTotals, pairVotes } from '../../src/results/web/shares.ts';

const form = loadForms().get('kwk-2024')!;
const pairs = [2, 1].map((number) => ({ number, name: `Pasangan ${number}`, blankColumn: false }));
const problem = (severity: 'E' | 'W', fields: string[]) => ({ severity, fields }) as unknown as SheetProblemAnswer;

describe('a sheet as its paper states it', () => {
  const values = { registered_permanent: 0, candidate_1: 112, candidate_2: 236, valid_votes: 384 };
  const sections = paperSections(form, pairs, values, [
    problem('W', ['valid_votes']),
    problem('E', ['valid_votes', 'candidate_1']),
  ]);
  const boxes = sections.flatMap(({ rows }) => rows.flatMap((row) => row.boxes));
  const box = (field: string) => boxes.find((one) => one.field === field);

  it('follows the sections and rows of the form', () => {
    expect(sections.map(({ row }) => row)).toEqual(['I', 'II', 'III', 'IV', 'V']);
    expect(sections[0]?.rows[0]?.boxes.map(({ field }) => field)).toEqual([
      'registered_permanent_m',
      'registered_permanent_f',
      'registered_permanent',
    ]);
  });

  it('shows an empty box as empty and a zero as zero', () => {
    expect(box('registered_permanent')?.value).toBe(0);
    expect(box('invalid_votes')?.value).toBeNull();
  });

  it('marks each box that a problem names with the worst it says', () => {
    expect([box('valid_votes')?.concern, box('candidate_1')?.concern, box('candidate_2')?.concern]).toEqual([
      'E',
      'E',
      null,
    ]);
  });

  it('lists where another entry differs, in the order of the paper, and takes empty for other than 0', () => {
    const rival = { candidate_1: 148, candidate_2: 236, valid_votes: 384 };
    expect(rivalDifferences(sections, values, rival)).toEqual([
      { field: 'registered_permanent', current: 0, rival: null },
      { field: 'candidate_1', current: 112, rival: 148 },
    ]);
    expect(boxName(sections, 'registered_permanent_m').id).toBe('I.A Pemilih dalam DPT (L)');
  });
});

describe('votes and coverage', () => {
  const totals = { candidates: { '1': 30, '2': 10 }, stated: {}, valid_votes: 99 } as unknown as BasisTotals;

  it('lists the pairs in ballot order and divides by their own sum', () => {
    const votes = pairVotes(totals, pairs);
    expect(votes.pairs.map(({ number, votes: count }) => [number, count])).toEqual([
      [1, 30],
      [2, 10],
    ]);
    expect(votes.sum).toBe(40);
  });

  it('counts every received sheet in one part of the bar', () => {
    const statuses = { conflict: 1, returned: 2, flagged: 3, verified: 4, submitted: 5 };
    expect(barSegments({ expected: 20, received: 15, statuses }).reduce((sum, { count }) => sum + count, 0)).toBe(15);
    expect(missingOf({ expected: 20, received: 15, statuses })).toBe(5);
    expect(missingOf({ expected: 2, received: 3, statuses })).toBe(0);
  });

  it('names in the legend every part that the bar has, so that the legend adds up', () => {
    const none = { conflict: 0, returned: 0, flagged: 0, verified: 0, submitted: 4 };
    const shown = (statuses: typeof none) =>
      legendOf({ expected: 9, received: 4, statuses }).map(({ status }) => status);
    expect(shown(none)).toEqual(['verified', 'submitted', 'flagged']);
    expect(shown({ ...none, submitted: 1, conflict: 2, returned: 1 })).toEqual([
      'verified',
      'submitted',
      'flagged',
      'returned',
      'conflict',
    ]);
  });

  it('calls a sum telling from half of the stations on', () => {
    expect([isTelling(49, 100), isTelling(50, 100), isTelling(0, 0)]).toEqual([false, true, false]);
  });
});

it('cuts a message after its numbers, not inside a row number or a figure', () => {
  const message =
    'Baris IV dan V.A tidak sama. Pasangan 1 + 2 = 1.348, tertulis 384; selisih 964. Bandingkan dengan foto.';
  expect(briefly(message)).toBe('Baris IV dan V.A tidak sama. Pasangan 1 + 2 = 1.348, tertulis 384; selisih 964.');
  expect(briefly('Perolehan suara belum lengkap.')).toBe('Perolehan suara belum lengkap.');
});

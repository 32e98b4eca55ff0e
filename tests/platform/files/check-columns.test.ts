import { expect, it } from 'vitest';
import { checkColumns } from '#platform/files/check-columns.ts';

const required = ['region', 'station'];
const isCandidate = (name: string) => /^candidate_\d+$/.test(name);

it('gives the place of every column', () => {
  const result = checkColumns(['station', 'candidate_2', 'region'], { required, optional: isCandidate });
  expect(result.ok && [...result.value]).toEqual([
    ['station', 0],
    ['candidate_2', 1],
    ['region', 2],
  ]);
});

it.each([
  ['missing', ['note'], 'files.column-missing', 'region, station'],
  ['unknown', ['region', 'station', 'suara', 'x'], 'files.column-unknown', 'suara, x'],
  ['repeated', ['region', 'station', 'note', 'note', 'note'], 'files.column-repeated', 'note'],
  ['unnamed', ['region', '', 'station', ''], 'files.column-unnamed', '2, 4'],
  [
    'unknown in great number',
    ['region', 'station', ...Array.from({ length: 22 }, () => 'x').map((x, at) => x + at)],
    'files.column-unknown',
    'x19, … (+2)',
  ],
])('refuses columns that are %s, by name', (_, header, code, names) => {
  const result = checkColumns(header, { required, optional: ['note'] });
  expect(result.ok ? 'accepted' : result.problem.code).toBe(code);
  expect(result.ok ? '' : result.problem.message.id).toContain(names);
});

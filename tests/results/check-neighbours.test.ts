import { describe, expect, it } from 'vitest';
import { checkNeighbours, type Neighbours } from '#results/domain/check-neighbours.ts';
import type { Values } from '#results/domain/fields.ts';

const CONTEXT = { candidates: [1, 2], borders: { zeroCandidatePercent: '20' } };

describe('W303: nothing here, at least 20 % in the rest of the village', () => {
  it.each([
    [1, 'exactly 20 %', [[20, 80]], 20],
    [2, 'below 20 %', [[19, 81]], null],
    [
      3,
      'shares of the sum of several stations',
      [
        [0, 50],
        [20, 30],
      ],
      20,
    ],
    [4, 'no other station', [], null],
    [5, 'the rest has no vote either', [[0, 0]], null],
  ] as const)('%i %s', (_, __, rest, right) => {
    const found = check(votes(0, 100), { village: rest.map(([a, b], at) => sheet(at + 2, votes(a, b))) });
    expect(found).toEqual(right === null ? [] : [['W303', ['candidate_1'], 0, right]]);
  });

  it('passes over its own station and sheets that do not state every pair', () => {
    const incomplete = { candidate_1: 500 };
    const village = [sheet(1, votes(60, 40)), sheet(2, incomplete), sheet(3, votes(10, 90))];
    expect(check(votes(0, 100), { village })).toEqual([]);
  });

  it('an empty box is not a zero', () => {
    expect(check({ candidate_2: 100 }, { village: [sheet(2, votes(60, 40))] })).toEqual([]);
  });
});

describe('W501: who voted differs between contests of one station', () => {
  it('speaks once per contest that differs and names it', () => {
    const otherContests = [
      { name: 'Bupati', values: { voted_total: 309 } },
      { name: 'Gubernur', values: { voted_total: 310 } },
      { name: 'Wali Kota', values: {} },
    ];
    const problems = checkNeighbours(sheet(1, { voted_total: 310 }), { village: [], otherContests }, CONTEXT);
    expect(problems).toMatchObject([{ code: 'W501', severity: 'W', left: 310, right: 309, difference: 1 }]);
    expect(problems[0]?.message.verifier.id).toContain('I.B.4 berbeda dari Bupati di TPS ini.');
  });

  it('is silent where this sheet does not state it', () => {
    expect(check({}, { otherContests: [{ name: 'Bupati', values: { voted_total: 309 } }] })).toEqual([]);
  });
});

describe('W502: the same votes for every pair as another station', () => {
  it('names every such station in one problem', () => {
    const village = [sheet(12, votes(40, 60)), sheet(3, votes(40, 60)), sheet(4, votes(60, 40))];
    const problems = checkNeighbours(sheet(1, votes(40, 60)), { village, otherContests: [] }, CONTEXT);
    expect(problems).toMatchObject([{ code: 'W502', fields: ['candidate_1', 'candidate_2'], left: 100, right: 100 }]);
    expect(problems[0]?.message.operator.id).toContain('TPS 003, 012.');
  });

  it('needs every pair stated on both', () => {
    expect(check({ candidate_1: 40 }, { village: [sheet(2, { candidate_1: 40 })] })).toEqual([]);
  });
});

function check(values: Values, neighbours: Partial<Neighbours>) {
  const found = checkNeighbours(sheet(1, values), { village: [], otherContests: [], ...neighbours }, CONTEXT);
  return found.map(({ code, fields, left, right }) => [code, fields, left, right]);
}

function sheet(station: number, values: Values) {
  return { station, values };
}

function votes(first: number, second: number): Values {
  return { candidate_1: first, candidate_2: second };
}

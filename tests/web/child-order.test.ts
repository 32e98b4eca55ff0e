import { describe, expect, it } from 'vitest';
import type { TallyChild } from '#results/contract/sheets.ts';
import { orderChildren } from '../../src/situation/web/child-order.ts';
import { stationStatus } from '../../src/situation/web/station-status.ts';

const NONE = { conflict: 0, returned: 0, flagged: 0, verified: 0, submitted: 0 };

function child(name: string, received: number, expected: number, flagged = 0): TallyChild {
  return {
    name,
    received,
    expected,
    statuses: { ...NONE, flagged, submitted: received - flagged },
  } as unknown as TallyChild;
}

const children = [
  child('Berau', 366, 475),
  child('Bontang', 269, 277),
  child('Kosong', 0, 0),
  child('Mahakam Ulu', 14, 77),
  child('Paser', 277, 277, 4),
];

describe('the order of the parts of a region', () => {
  it('puts the largest share of missing stations first, and what owes nothing last', () => {
    expect(orderChildren(children, 'behind').map(({ name }) => name)).toEqual([
      'Mahakam Ulu',
      'Berau',
      'Bontang',
      'Paser',
      'Kosong',
    ]);
  });

  it('puts more to look at first among those that are all in', () => {
    const complete = [child('A', 10, 10), child('B', 10, 10, 3)];
    expect(orderChildren(complete, 'behind').map(({ name }) => name)).toEqual(['B', 'A']);
  });

  it('goes by name on request, and leaves the list it was given alone', () => {
    expect(orderChildren([...children].reverse(), 'name').map(({ name }) => name)).toEqual([
      'Berau',
      'Bontang',
      'Kosong',
      'Mahakam Ulu',
      'Paser',
    ]);
    expect(children[0]?.name).toBe('Berau');
  });
});

it('gives a station one status: trouble before progress, and missing when nothing came', () => {
  expect(stationStatus({ statuses: NONE })).toBe('missing');
  expect(stationStatus({ statuses: { ...NONE, verified: 1 } })).toBe('verified');
  expect(stationStatus({ statuses: { ...NONE, returned: 1 } })).toBe('returned');
});

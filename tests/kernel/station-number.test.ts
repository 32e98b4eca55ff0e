import { describe, expect, it } from 'vitest';
import { isStationNumber, parseStationNumber, stationLabel } from '#kernel/station-number.ts';

describe('the number of a station', () => {
  it.each([
    ['1', 1],
    ['001', 1],
    [' 12 ', 12],
    ['0901', 901],
    ['999', 999],
  ])('reads “%s” as %i', (text, station) => {
    expect(parseStationNumber(text)).toBe(station);
  });

  it.each(['', '0', '000', '1000', '-1', '+1', '1.0', '1e2', 'TPS 1', '1 2', '٣', '0'.repeat(21)])(
    'is not “%s”',
    (text) => {
      expect(parseStationNumber(text)).toBeNull();
    },
  );

  it('is written as on the paper, and every label reads back', () => {
    expect(stationLabel(1)).toBe('001');
    for (let station = 1; station <= 999; station++) {
      expect(parseStationNumber(stationLabel(station))).toBe(station);
      expect(isStationNumber(station)).toBe(true);
    }
  });

  it.each([0, 1000, 1.5, -1, Number.NaN, '1', null])('is never %s', (value) => {
    expect(isStationNumber(value)).toBe(false);
  });
});

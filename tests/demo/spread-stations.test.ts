import { describe, expect, it } from 'vitest';
import { readReferenceFigures } from '../../src/demo/reference-figures.ts';
import { REHEARSAL_SEED } from '../../src/demo/rehearsal-election.ts';
import { type DemoStation, spreadStations } from '../../src/demo/spread-stations.ts';
import { isWithin, parseRegionCode } from '../../src/kernel/region-code.ts';

const figures = readReferenceFigures();
const stations = spreadStations(figures, REHEARSAL_SEED);

describe('stations spread over the villages', () => {
  it('are 6,274, of which 30 special, with the published voters in all', () => {
    expect(stations.length).toBe(6274);
    expect(stations.filter(({ kind }) => kind === 'special').length).toBe(30);
    expect(sum(stations, 'permanentVoters')).toBe(2_821_202);
    expect(sum(stations, 'permanentVotersMale')).toBe(1_456_666);
    expect(sum(stations, 'permanentVotersFemale')).toBe(1_364_536);
  });

  it.each([
    ['64.01', 485, 5, 1552],
    ['64.02', 1447, 6, 1643],
    ['64.03', 475, 3, 935],
    ['64.07', 321, 0, 0],
    ['64.08', 701, 2, 477],
    ['64.09', 293, 0, 0],
    ['64.11', 77, 0, 0],
    ['64.71', 996, 4, 1712],
    ['64.72', 1202, 7, 1862],
    ['64.74', 277, 3, 1214],
  ])('are as published in %s: %i, %i special with %i voters', (area, count, special, specialVoters) => {
    const here = stationsOf(area);
    const specials = here.filter(({ kind }) => kind === 'special');
    expect([here.length, specials.length, sum(specials, 'permanentVoters')]).toEqual([count, special, specialVoters]);
  });

  it.each([
    ['64.07', 138_104],
    ['64.09', 137_495],
    ['64.09.01', 65_650],
    ['64.09.02', 14_709],
    ['64.09.03', 28_142],
    ['64.09.04', 28_994],
    ['64.11', 27_869],
    ['64.71', 520_986],
  ])('hold the known voters of %s', (area, voters) => {
    expect(sum(stationsOf(area), 'permanentVoters')).toBe(voters);
  });

  it('reach every one of the 1,038 villages with a regular station', () => {
    const reached = new Set(stations.filter(({ kind }) => kind === 'regular').map(({ region }) => region));
    expect(reached).toEqual(new Set(figures.villages.map(({ region }) => region)));
    expect(reached.size).toBe(1038);
  });

  it('have numbers of their own, 901 and on for special ones, and at most 600 voters', () => {
    expect(new Set(stations.map(({ region, station }) => `${region}/${station}`)).size).toBe(stations.length);
    for (const { kind, station, permanentVoters, permanentVotersMale, permanentVotersFemale } of stations) {
      expect(station >= 901).toBe(kind === 'special');
      expect(permanentVoters).toBeLessThanOrEqual(600);
      expect(Math.min(permanentVotersMale, permanentVotersFemale)).toBeGreaterThan(0);
      expect(permanentVotersMale + permanentVotersFemale).toBe(permanentVoters);
    }
  });

  it('are never more than February had in the same village', () => {
    for (const { region, stations: february } of figures.villages) {
      const here = stations.filter((one) => one.region === region && one.kind === 'regular').length;
      expect(here).toBeLessThanOrEqual(Math.max(1, february));
    }
  });

  it('are the same for the same seed and others for another', () => {
    expect(spreadStations(figures, REHEARSAL_SEED)).toEqual(stations);
    expect(spreadStations(figures, 'other')).not.toEqual(stations);
  });
});

function stationsOf(area: string): DemoStation[] {
  const code = parseRegionCode(area)!;
  return stations.filter(({ region }) => isWithin(region, code));
}

function sum(
  some: readonly DemoStation[],
  field: 'permanentVoters' | 'permanentVotersMale' | 'permanentVotersFemale',
): number {
  return some.reduce((all, station) => all + station[field], 0);
}

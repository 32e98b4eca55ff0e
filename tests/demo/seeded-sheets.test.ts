import { describe, expect, it } from 'vitest';
import { DEFAULT_BORDERS } from '#elections/domain/parse-definition.ts';
import { readReferenceFigures } from '../../src/demo/reference-figures.ts';
import {
  REHEARSAL_SEED,
  RESERVE_PERCENT,
  type RehearsalContest,
  rehearsalElection,
} from '../../src/demo/rehearsal-election.ts';
import { type SeededSheet, seededSheet } from '../../src/demo/seeded-sheets.ts';
import { type DemoStation, spreadStations } from '../../src/demo/spread-stations.ts';
import { checkCodes } from '../../src/results/domain/check-sheet.ts';
import { fieldNames, type Values } from '../../src/results/domain/fields.ts';

const election = rehearsalElection();
const stations = spreadStations(readReferenceFigures(), REHEARSAL_SEED);

type Made = { readonly contest: RehearsalContest; readonly station: DemoStation; readonly sheet: SeededSheet };
const made: Made[] = election.contests.flatMap((contest) =>
  stations
    .filter(({ region }) => region.startsWith(contest.area))
    .map((station) => ({ contest, station, sheet: seededSheet(REHEARSAL_SEED, contest, station) })),
);

describe('seeded sheets', () => {
  it('are two for each station', () => {
    expect(made.length).toBe(2 * 6274);
  });

  it('state every field of their form on the paper', () => {
    for (const { contest, sheet } of made) {
      expect(Object.keys(sheet.truth).sort()).toEqual(fieldNames(numbersOf(contest)).sort());
    }
  });

  it('hold a truth in which no check finds anything', () => {
    const found = made.flatMap((one) => codes(one, one.sheet.truth));
    expect(found).toEqual([]);
  });

  it('differ from the paper in 1 entry of 20, and exactly where a slip is named', () => {
    const differing = made.filter(({ sheet }) => JSON.stringify(sheet.entered) !== JSON.stringify(sheet.truth));
    expect(differing.length / made.length).toBeGreaterThan(0.045);
    expect(differing.length / made.length).toBeLessThan(0.055);
    expect(differing).toEqual(made.filter(({ sheet }) => sheet.slip !== null));
  });

  it('have slips of every kind; some break a sum and some only a look at the picture finds', () => {
    const kinds = new Map<string, { broken: number; quiet: number }>();
    for (const one of made) {
      if (one.sheet.slip === null) continue;
      const kind = kinds.get(one.sheet.slip) ?? { broken: 0, quiet: 0 };
      kind[codes(one, one.sheet.entered).some((code) => code.startsWith('E')) ? 'broken' : 'quiet']++;
      kinds.set(one.sheet.slip, kind);
    }
    expect([...kinds.keys()].sort()).toEqual([
      'dropped-digit',
      'filler-read-as-digit',
      'next-row',
      'older-ballot-order',
      'swapped-candidates',
      'swapped-digits',
      'swapped-sexes',
    ]);
    for (const [slip, { broken, quiet }] of kinds) {
      const keepsSums = ['next-row', 'swapped-candidates', 'swapped-sexes'].includes(slip);
      expect([slip, keepsSums ? broken : quiet]).toEqual([slip, 0]);
    }
  });

  it('have a turnout of 50 to 85 % and 2 to 7 % invalid votes', () => {
    for (const { sheet } of made) {
      const { truth } = sheet;
      expect(truth.voted_total! / truth.registered_permanent!).toBeGreaterThan(0.5);
      expect(truth.voted_total! / truth.registered_permanent!).toBeLessThan(0.85);
      expect(truth.invalid_votes! / truth.total_votes!).toBeGreaterThan(0.02);
      expect(truth.invalid_votes! / truth.total_votes!).toBeLessThan(0.07);
    }
  });

  it('let the same people vote in both contests of a station', () => {
    const voters = new Map<string, number>();
    for (const { station, sheet } of made) {
      const key = `${station.region}/${station.station}`;
      expect(voters.get(key) ?? sheet.truth.voted_total).toBe(sheet.truth.voted_total);
      voters.set(key, sheet.truth.voted_total!);
    }
  });

  it('come out the same alone as among all, and others for another seed', () => {
    const { contest, station, sheet } = made[9000]!;
    expect(seededSheet(REHEARSAL_SEED, contest, station)).toEqual(sheet);
    expect(seededSheet('other', contest, station).truth).not.toEqual(sheet.truth);
  });
});

function codes({ contest, station }: Made, values: Values): string[] {
  const { errors, warnings } = checkCodes(values, {
    candidates: numbersOf(contest),
    reservePercent: RESERVE_PERCENT,
    maxVotersPerStation: election.maxVotersPerStation,
    borders: DEFAULT_BORDERS,
    station: { permanentVoters: station.permanentVoters },
  });
  return [...errors, ...warnings];
}

function numbersOf(contest: RehearsalContest): number[] {
  return contest.candidates.map(({ number }) => number);
}

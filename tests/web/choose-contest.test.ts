import { describe, expect, it } from 'vitest';
import type { ElectionAnswer } from '#elections/contract.ts';
import {
  chooseContest,
  isNamedTo,
  isSeenFrom,
  partsOf,
  regionAfter,
  startRegion,
  stepsTo,
} from '../../src/situation/web/choose-contest.ts';
import { contestName } from '../../src/situation/web/contest-name.ts';
import { parseAddress } from '../../src/situation/web/desk-address.ts';

function contest(id: string, kind: 'governor' | 'regent' | 'president', area: string, areaName: string) {
  return { id, kind, area, areaName, form: 'kwk-2024', definition: '', candidates: [], rounds: [] };
}

const governor = contest('gubernur-64', 'governor', '64', 'Kalimantan Timur');
const regent = contest('bupati-64.09', 'regent', '64.09', 'Kabupaten Penajam Paser Utara');
const president = contest('ppwp', 'president', 'national', 'Indonesia');

function election(id: string, demo: ElectionAnswer['demo'], contests: ElectionAnswer['contests']): ElectionAnswer {
  return {
    id,
    demo,
    contests,
    name: id,
    kind: 'pilkada',
    votingDay: '2024-11-27',
    timeZone: 'Asia/Makassar',
    timeZoneName: 'WITA',
    regions: ['64'],
    regionEdition: 'kpu2024',
    maxVotersPerStation: 600,
    reservePercent: '2.5',
    verification: 'photo',
  };
}

const february = election('ppwp-2024', 'real', [president]);
const rehearsal = election('gladi', 'synthetic', [governor, regent]);

describe('what an address shows', () => {
  it('opens a demo on its rehearsal, at the area of the first contest', () => {
    const choice = chooseContest([february, rehearsal], parseAddress(''), 'national');
    expect([choice?.election.id, choice?.contest.id, choice?.region]).toEqual(['gladi', 'gubernur-64', '64']);
  });

  it('shows the election, contest and region that it names', () => {
    const choice = chooseContest(
      [february, rehearsal],
      parseAddress('?election=gladi&contest=bupati-64.09&region=64.09.01'),
      'national',
    );
    expect([choice?.contest.id, choice?.region]).toEqual(['bupati-64.09', '64.09.01']);
  });

  it.each(['?election=other', '?contest=other', '?election=gladi&contest=ppwp'])(
    'shows nothing for %s, which is not here',
    (query) => {
      expect(chooseContest([february, rehearsal], parseAddress(query), 'national')).toBeNull();
    },
  );

  it('keeps the region when the next contest covers it, else goes to that contest’s area', () => {
    expect(regionAfter('64.09.01', regent, '64')).toBe('64.09.01');
    expect(regionAfter('64.71', regent, '64')).toBe('64.09');
    expect(regionAfter(null, governor, '64')).toBe('64');
    expect(regionAfter('64.71', president, '64')).toBe('64.71');
  });

  it.each([
    ['64.09', '64.09', '64.09'],
    ['64.09.01', '64.09.01', '64.09.01'],
    ['64', '64', '64.09'],
    ['national', '64', '64.09'],
  ])('begins for somebody of %s at %s of the governor and at %s of the regent', (own, ofGovernor, ofRegent) => {
    expect(startRegion(governor.area, own)).toBe(ofGovernor);
    expect(startRegion(regent.area, own)).toBe(ofRegent);
  });

  it('names the own region, what lies in it and what it lies in, and nothing beside', () => {
    const named = ['national', '64', '64.09', '64.09.01', '64.71'].filter((region) => isNamedTo(region, '64.09'));
    expect(named).toEqual(['national', '64', '64.09', '64.09.01']);
  });

  it('leads a person of one kabupaten from no contest to a region above or beside the own one', () => {
    expect(regionAfter('64', governor, '64.09')).toBe('64.09');
    expect(regionAfter('64.71', president, '64.09')).toBe('64.09');
    expect(['64', '64.71', '64.09', '64.09.01'].map((region) => isSeenFrom(region, '64.09'))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('the way to a region', () => {
  it('starts at the contest’s area and ends at the region', () => {
    expect(stepsTo('64.09.01.1001', '64')).toEqual(['64', '64.09', '64.09.01', '64.09.01.1001']);
    expect(stepsTo('64.09', '64.09')).toEqual(['64.09']);
    expect(stepsTo('64', 'national')).toEqual(['national', '64']);
  });

  it('knows what the parts of a region are', () => {
    expect(['national', '64', '64.09', '64.09.01', '64.09.01.1001'].map(partsOf)).toEqual([
      'province',
      'regency',
      'district',
      'village',
      'station',
    ]);
  });
});

it('names a contest with its place only where several of a kind stand side by side', () => {
  expect([governor, regent, president].map((one) => contestName(one).id)).toEqual([
    'Gubernur',
    'Bupati Penajam Paser Utara',
    'Presiden',
  ]);
});

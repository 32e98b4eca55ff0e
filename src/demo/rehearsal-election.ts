import type { ElectionDefinitionFile } from '#elections/definition-schema.ts';

export type RehearsalContest = ElectionDefinitionFile['contests'][number];
type Candidates = RehearsalContest['candidates'];

export const REHEARSAL_ELECTION_ID = 'gladi-pilkada-2024-kaltim';
/** The seed of stations, sheets and pictures; whoever loads and whoever draws must use the same. */
export const REHEARSAL_SEED = 'gladi';
/** Reserve ballots of a station in per cent of its voters, as decimal text. @law unverified */
export const RESERVE_PERCENT = '2.5';

/** The number of pairs on the real ballots of 27 November 2024 (KPU Sirekap). Samarinda had one pair against the blank column. */
const LOCAL_BALLOTS = [
  ['64.01', 2],
  ['64.02', 3],
  ['64.03', 2],
  ['64.07', 3],
  ['64.08', 2],
  ['64.09', 4],
  ['64.11', 3],
  ['64.71', 3],
  ['64.72', 'blank column'],
  ['64.74', 4],
] as const;

/**
 * The synthetic rehearsal: the shape of Kalimantan Timur's real election, with neutral names, because invented figures must never
 * stand under the names of real people.
 */
export function rehearsalElection(): ElectionDefinitionFile {
  return {
    id: REHEARSAL_ELECTION_ID,
    name: 'Gladi Pilkada 2024 (sintetis)',
    kind: 'pilkada',
    votingDay: '2024-11-27',
    timeZone: 'Asia/Makassar',
    regions: ['64'],
    regionEdition: 'kpu2024',
    maxVotersPerStation: 600,
    reservePercent: Number(RESERVE_PERCENT),
    verification: 'photo',
    demo: 'synthetic',
    contests: [
      { id: 'gubernur-64', kind: 'governor', area: '64', form: 'kwk-2024', candidates: pairs(2) },
      ...LOCAL_BALLOTS.map(([area, ballot]) => localContest(area, ballot)),
    ],
  };
}

function localContest(area: string, ballot: number | 'blank column'): RehearsalContest {
  // Cities have codes from 71 on.
  const isCity = Number(area.slice(3)) >= 71;
  return {
    id: `${isCity ? 'walikota' : 'bupati'}-${area}`,
    kind: isCity ? 'mayor' : 'regent',
    area,
    form: 'kwk-2024',
    candidates: ballot === 'blank column' ? pairAgainstBlankColumn() : pairs(ballot),
  };
}

function pairs(count: number): Candidates {
  return Array.from({ length: count }, (_, index) => ({ number: index + 1, name: `Pasangan ${index + 1}` }));
}

/** On Samarinda's ballot the blank column stood first. */
function pairAgainstBlankColumn(): Candidates {
  return [
    { number: 1, name: 'Kolom kosong', blankColumn: true },
    { number: 2, name: 'Pasangan 2' },
  ];
}

import { parseFormProfile } from '#elections/domain/parse-form.ts';
import kwk from '../../../data/reference/forms/kwk-2024.json' with { type: 'json' };
import labels from '../../../data/reference/labels/2024.json' with { type: 'json' };

const parsed = parseFormProfile(kwk, [labels]);
if (!parsed.ok) throw new Error(parsed.problem.message.en);
const form = { hash: 'f1', ...parsed.value };

const definition = {
  hash: 'd1',
  election: 'e',
  contest: 'gubernur',
  kind: 'governor',
  areaName: 'Kalimantan Timur',
  form: 'f1',
  candidates: [
    { number: 1, name: 'Pasangan 1', blankColumn: false },
    { number: 2, name: 'Pasangan 2', blankColumn: false },
  ],
};
const election = {
  id: 'e',
  name: 'Gladi',
  votingDay: '2024-11-27',
  timeZone: 'Asia/Makassar',
  timeZoneName: 'WITA',
  demo: 'synthetic',
  maxVotersPerStation: 600,
  reservePercent: '2.5',
  borders: { invalidPercent: '15', zeroCandidatePercent: '20', turnoutPercent: '95' },
  contests: [{ contest: 'gubernur', definition: 'd1' }],
};

/** A sheet that agrees in every sum; 36 boxes with the candidates. */
export const GOOD = {
  registered_permanent_m: 201,
  registered_permanent_f: 199,
  registered_permanent: 400,
  voted_permanent_m: 172,
  voted_permanent_f: 176,
  voted_permanent: 348,
  voted_transfer_m: 2,
  voted_transfer_f: 1,
  voted_transfer: 3,
  voted_additional_m: 3,
  voted_additional_f: 3,
  voted_additional: 6,
  voted_total_m: 177,
  voted_total_f: 180,
  voted_total: 357,
  ballots_received: 410,
  ballots_used: 357,
  ballots_returned: 2,
  ballots_unused: 51,
  disabled_voted_m: 1,
  disabled_voted_f: 2,
  disabled_voted: 3,
  candidate_1: 112,
  candidate_2: 236,
  valid_votes: 348,
  invalid_votes: 9,
  total_votes: 357,
};

function taskAt(station, more = {}) {
  return {
    id: `e:gubernur:64.09.01.1001:${String(station).padStart(3, '0')}:regular`,
    election: 'e',
    contest: 'gubernur',
    region: '64.09.01.1001',
    station,
    round: 'regular',
    status: 'missing',
    permanentVoters: 400,
    sheet: null,
    lease: null,
    ...more,
  };
}

function content(name, me, values) {
  return {
    author: { name, me },
    values,
    contentHash: 'h',
    recordedAt: '2024-11-27T09:42:00Z',
    note: 'Kejadian khusus: hujan lebat',
  };
}

const other = { ...GOOD, candidate_1: 110, candidate_2: 238 };

/** What the page shows, by the word after its question mark. */
export const PAPERS = {
  fresh: taskAt(4),
  second: taskAt(5, {
    status: 'submitted',
    sheet: { revision: 1, ...content('Siti', false, GOOD), returned: null, rivals: [], photos: 0 },
  }),
  returned: taskAt(6, {
    status: 'returned',
    sheet: {
      revision: 3,
      ...content('Adi', true, { ...GOOD, valid_votes: 384 }),
      returned: {
        reason: 'V.A tidak sama dengan foto',
        by: { name: 'Desk Penajam', me: false },
        at: '2024-11-27T10:01:00Z',
      },
      rivals: [],
      photos: 1,
    },
  }),
  conflict: taskAt(7, {
    status: 'conflict',
    sheet: {
      revision: 1,
      ...content('Adi', true, GOOD),
      returned: null,
      rivals: [{ rival: 1, ...content('Siti', false, other) }],
      photos: 0,
    },
  }),
};

export const PLACES = [
  { task: taskAt(11), village: 'Kampung Baru', hasDraft: false },
  { task: taskAt(12), village: 'Kampung Baru', hasDraft: true },
];

export function paperOf(task) {
  return { task, village: 'Kampung Baru', definition, form, election };
}

import { reserveBallots } from '#elections/domain/reserve.ts';
import { ancestorAt } from '#kernel/region-code.ts';
import { candidateField, menField, type Values, womenField } from '#results/domain/fields.ts';
import { apportion } from './apportion.ts';
import { clerkSlip, type Slip } from './clerk-slips.ts';
import { RESERVE_PERCENT, type RehearsalContest } from './rehearsal-election.ts';
import { between, type Random, seededRandom, wholeBetween } from './seeded-random.ts';
import type { DemoStation } from './spread-stations.ts';

/** What stands on the paper, what was typed, and how they differ (null: they do not). */
export type SeededSheet = { readonly truth: Values; readonly entered: Values; readonly slip: Slip | null };

/** One entry in this many differs from its paper. */
const SLIP_EVERY = 20;

/** The sheet of one contest at one station; it depends on the seed and on nothing but these two, so it can be made alone. */
export function seededSheet(seed: string, contest: RehearsalContest, station: DemoStation): SeededSheet {
  const truth = trueValues(seed, contest, station);
  const random = seededRandom(seed, 'slip', contest.id, station.region, station.station);
  if (wholeBetween(random, 1, SLIP_EVERY) > 1) return { truth, entered: truth, slip: null };
  const { slip, values } = clerkSlip(
    truth,
    contest.candidates.map(({ number }) => number),
    random,
  );
  return { truth, entered: values, slip };
}

function trueValues(seed: string, contest: RehearsalContest, station: DemoStation): Values {
  const voters = voterBlock(seed, station);
  const used = voters.voted_total as number;
  const random = seededRandom(seed, 'votes', contest.id, station.region, station.station);
  const received = station.permanentVoters + reserveBallots(station.permanentVoters, RESERVE_PERCENT);
  const returned = Math.min(received - used, wholeBetween(random, 0, 7) === 0 ? wholeBetween(random, 1, 3) : 0);
  const invalid = Math.round(used * between(random, 0.023, 0.067));
  return {
    ...voters,
    ballots_received: received,
    ballots_used: used,
    ballots_returned: returned,
    ballots_unused: received - used - returned,
    ...candidateVotes(seed, contest, station, used - invalid, random),
    valid_votes: used - invalid,
    invalid_votes: invalid,
    total_votes: used,
  };
}

/** Keyed by the station alone: the same people get the ballots of both contests. */
function voterBlock(seed: string, station: DemoStation): Values {
  const random = seededRandom(seed, 'voters', station.region, station.station);
  const village = seededRandom(seed, 'turnout', station.region);
  // The mean of two draws: most villages lie near the middle of 55 to 79 %.
  const turnout = (between(village, 0.55, 0.79) + between(village, 0.55, 0.79)) / 2 + between(random, -0.02, 0.02);
  // Women vote a little more often than men, as in the published figures of the province.
  const men = Math.round(station.permanentVotersMale * (turnout - 0.03));
  const women = Math.round(station.permanentVotersFemale * (turnout + 0.03));
  const reserve = reserveBallots(station.permanentVoters, RESERVE_PERCENT);
  const transfer = wholeBetween(random, 0, Math.min(3, Math.floor(reserve / 3)));
  const additional = wholeBetween(random, 0, Math.min(7, reserve - transfer));
  const transferMen = wholeBetween(random, 0, transfer);
  const additionalMen = wholeBetween(random, 0, additional);
  const disabled = wholeBetween(random, 0, 3);
  return {
    ...bySex('registered_permanent', station.permanentVotersMale, station.permanentVotersFemale),
    ...bySex('voted_permanent', men, women),
    ...bySex('voted_transfer', transferMen, transfer - transferMen),
    ...bySex('voted_additional', additionalMen, additional - additionalMen),
    ...bySex(
      'voted_total',
      men + transferMen + additionalMen,
      women + transfer - transferMen + additional - additionalMen,
    ),
    ...bySex('disabled_voted', Math.floor(disabled / 2), Math.ceil(disabled / 2)),
  };
}

function bySex(field: string, male: number, female: number): Values {
  return { [field]: male + female, [menField(field)]: male, [womenField(field)]: female };
}

/** Every pair has a strength in the contest, another in each kecamatan, and a small one at the station. */
function candidateVotes(
  seed: string,
  contest: RehearsalContest,
  station: DemoStation,
  valid: number,
  random: Random,
): Values {
  const district = ancestorAt(station.region, 'district');
  const weights = contest.candidates.map(({ number, blankColumn }) => {
    const strength = between(seededRandom(seed, 'strength', contest.id, number), 0.75, 1.25);
    const local = between(seededRandom(seed, 'strength', contest.id, number, district ?? ''), 0.7, 1.3);
    return (blankColumn ? 0.2 : 1) * strength * local * between(random, 0.8, 1.2);
  });
  const votes = apportion(valid, weights);
  return Object.fromEntries(
    contest.candidates.map(({ number }, index) => [candidateField(number), votes[index] as number]),
  );
}

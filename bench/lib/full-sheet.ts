import { reserveBallots } from '#elections/domain/reserve.ts';

type Counts = Record<string, number>;

const RESERVE_PERCENT = '2';
/** One sheet in so many contradicts itself, so that the flagged path is measured too. */
const FLAGGED_ONE_IN = 50;

/** A sheet with every field stated, different for each number, and true to its own sums but for the flagged ones. */
export function fullSheet(number: number, candidates: number): Counts {
  const registered = 200 + (number % 380);
  const voted = Math.floor(registered * (0.6 + (number % 31) / 100));
  const additional = number % 4;
  const transfer = number % 3;
  const permanent = voted - additional - transfer;
  const invalid = number % 9;
  const received = registered + reserveBallots(registered, RESERVE_PERCENT);
  const returned = number % 2;
  const values: Counts = {
    ballots_received: received,
    ballots_used: voted,
    ballots_returned: returned,
    ballots_unused: received - voted - returned,
  };
  split(values, 'registered_permanent', registered);
  split(values, 'voted_permanent', permanent);
  split(values, 'voted_transfer', transfer);
  split(values, 'voted_additional', additional);
  values.voted_total_m =
    (values.voted_permanent_m ?? 0) + (values.voted_transfer_m ?? 0) + (values.voted_additional_m ?? 0);
  values.voted_total_f = voted - values.voted_total_m;
  values.voted_total = voted;
  split(values, 'disabled_voted', number % 5);
  let left = voted - invalid;
  for (let candidate = 1; candidate <= candidates; candidate++) {
    const votes = candidate === candidates ? left : Math.floor((left * (20 + ((number * candidate) % 50))) / 100);
    values[`candidate_${candidate}`] = votes;
    left -= votes;
  }
  values.valid_votes = voted - invalid + (number % FLAGGED_ONE_IN === 0 ? 1 : 0);
  values.invalid_votes = invalid;
  values.total_votes = voted;
  return values;
}

function split(values: Counts, field: string, total: number): void {
  const men = Math.floor(total / 2);
  values[`${field}_m`] = men;
  values[`${field}_f`] = total - men;
  values[field] = total;
}

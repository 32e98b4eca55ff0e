import { candidateField, type Values } from '#results/domain/fields.ts';
import { type Random, wholeBetween } from './seeded-random.ts';

/**
 * How an entry comes to differ from its paper. The last three keep every sum, so that only a look at the picture finds them.
 * - `swapped-digits`: 158 typed as 185
 * - `dropped-digit`: 248 typed as 24
 * - `filler-read-as-digit`: the crossed-out leading box taken for a nine, 58 becomes 958
 * - `older-ballot-order`: used, returned and unused typed into an older form's order: returned, unused, used
 * - `next-row`: the rows of transferred and additional voters exchanged
 * - `swapped-sexes`: men and women exchanged in one block
 * - `swapped-candidates`: the votes of two pairs exchanged
 */
export type Slip =
  | 'swapped-digits'
  | 'dropped-digit'
  | 'filler-read-as-digit'
  | 'older-ballot-order'
  | 'next-row'
  | 'swapped-sexes'
  | 'swapped-candidates';

type SlipRule = (truth: Values, candidates: readonly string[], random: Random) => Values;

const SLIPS: Readonly<Record<Slip, SlipRule>> = {
  'swapped-digits': (truth, candidates, random) => changeDigits(truth, candidates, random, swapDigits),
  'dropped-digit': (truth, candidates, random) => changeDigits(truth, candidates, random, dropDigit),
  'filler-read-as-digit': (truth, candidates, random) => changeDigits(truth, candidates, random, readFiller),
  'older-ballot-order': (truth) => ({
    ...truth,
    ballots_returned: truth.ballots_used as number,
    ballots_unused: truth.ballots_returned as number,
    ballots_used: truth.ballots_unused as number,
  }),
  'next-row': (truth) =>
    exchange(
      truth,
      ['', '_m', '_f'].map((sex) => [`voted_transfer${sex}`, `voted_additional${sex}`]),
    ),
  'swapped-sexes': (truth) => exchange(truth, [['registered_permanent_m', 'registered_permanent_f']]),
  'swapped-candidates': (truth, candidates, random) => {
    const first = wholeBetween(random, 0, candidates.length - 2);
    return exchange(truth, [[candidates[first] as string, candidates[first + 1] as string]]);
  },
};

/** Slips in the order drawn from, the frequent ones more than once. */
const DRAWN: readonly Slip[] = [
  'swapped-digits',
  'swapped-candidates',
  'dropped-digit',
  'swapped-digits',
  'filler-read-as-digit',
  'swapped-candidates',
  'older-ballot-order',
  'swapped-sexes',
  'next-row',
];

/** Applies one slip that really changes the values: swapping the digits of 22 would not. */
export function clerkSlip(
  truth: Values,
  candidates: readonly number[],
  random: Random,
): { slip: Slip; values: Values } {
  const fields = candidates.map(candidateField);
  const start = wholeBetween(random, 0, DRAWN.length - 1);
  for (let turn = 0; turn < DRAWN.length; turn++) {
    const slip = DRAWN[(start + turn) % DRAWN.length] as Slip;
    const values = SLIPS[slip](truth, fields, random);
    if (Object.keys(truth).some((field) => values[field] !== truth[field])) return { slip, values };
  }
  // Received ballots and unused ones differ on every sheet that has a voter, so an older order always changes something.
  throw new Error('broken invariant: some slip changes a sheet');
}

/** Changes one number of the sheet, in the parts where misreading hurts: votes first. */
function changeDigits(
  truth: Values,
  candidates: readonly string[],
  random: Random,
  change: (digits: string) => string,
): Values {
  const fields = [...candidates, ...candidates, 'valid_votes', 'invalid_votes', 'voted_permanent', 'ballots_unused'];
  const start = wholeBetween(random, 0, fields.length - 1);
  for (let turn = 0; turn < fields.length; turn++) {
    const field = fields[(start + turn) % fields.length] as string;
    const before = truth[field] as number;
    const after = Number(change(String(before)));
    if (after !== before) return { ...truth, [field]: after };
  }
  return truth;
}

function swapDigits(digits: string): string {
  return digits.length < 2 ? digits : `${digits.slice(0, -2)}${digits.at(-1)}${digits.at(-2)}`;
}

function dropDigit(digits: string): string {
  return digits.length < 2 ? digits : digits.slice(0, -1);
}

function readFiller(digits: string): string {
  return digits.length === 2 ? `9${digits}` : digits;
}

function exchange(truth: Values, pairs: readonly (readonly string[])[]): Values {
  const values: Record<string, number> = { ...truth };
  for (const [left, right] of pairs as readonly (readonly [string, string])[]) {
    values[left] = truth[right] as number;
    values[right] = truth[left] as number;
  }
  return values;
}

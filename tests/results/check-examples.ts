import type { SheetCheck } from '#results/domain/checks/finding.ts';

/** A sheet on which everything holds; each example changes or empties (null) some boxes of it. */
// biome-ignore format: one row of the paper per line
export const SOUND: Readonly<Record<string, number>> = {
  registered_permanent: 400, registered_permanent_m: 190, registered_permanent_f: 210,
  voted_permanent: 300, voted_permanent_m: 140, voted_permanent_f: 160,
  voted_transfer: 4, voted_transfer_m: 3, voted_transfer_f: 1,
  voted_additional: 6, voted_additional_m: 2, voted_additional_f: 4,
  voted_total: 310, voted_total_m: 145, voted_total_f: 165,
  disabled_voted: 2, disabled_voted_m: 1, disabled_voted_f: 1,
  ballots_received: 410, ballots_used: 310, ballots_returned: 1, ballots_unused: 99,
  candidate_1: 112, candidate_2: 188, valid_votes: 300, invalid_votes: 10, total_votes: 310,
};

export type Change = Readonly<Record<string, number | null>>;
export type Example = readonly [
  number: number,
  what: string,
  change: Change,
  found: readonly [left: number, right: number] | null,
];

const NO_USED = { ballots_used: null };
const NO_RECEIVED = { ballots_received: null };

export const EXAMPLES: Readonly<Record<SheetCheck, readonly Example[]>> = {
  E001: [
    [1, 'a zero is stated', { candidate_1: 0 }, null],
    [2, 'one pair is empty', { candidate_1: null }, [4, 5]],
    [3, 'total is empty', { total_votes: null }, [4, 5]],
    [4, 'only the pairs are stated', { valid_votes: null, invalid_votes: null, total_votes: null }, [2, 5]],
    [
      5,
      'voters and ballots are not asked for',
      { voted_total: null, ballots_used: null, registered_permanent: null },
      null,
    ],
  ],
  E101: [
    [1, 'DPT one too many', { registered_permanent: 401 }, [400, 401]],
    [2, 'DPT voters, women one too few', { voted_permanent_f: 159 }, [299, 300]],
    [3, 'transferred', { voted_transfer_m: 4 }, [5, 4]],
    [4, 'additional', { voted_additional_m: 0 }, [4, 6]],
    [
      5,
      'all who voted, as misread in February',
      { voted_total_m: 893, voted_total_f: 878, voted_total: 171 },
      [1771, 171],
    ],
    [6, 'disabled', { disabled_voted: 3 }, [2, 3]],
    [7, 'women not stated', { registered_permanent_f: null, registered_permanent: 500 }, null],
    [8, 'total not stated', { disabled_voted: null, disabled_voted_m: 90 }, null],
  ],
  E102: [
    [1, 'one too few', { voted_total: 309 }, [310, 309]],
    [2, 'one too many', { voted_total: 311 }, [310, 311]],
    [3, 'additional not stated is not zero', { voted_additional: null }, null],
    [4, 'looks at totals, not at men', { voted_total_m: 0 }, null],
  ],
  E103: [
    [1, 'all came', { voted_permanent: 400 }, null],
    [2, 'one more than listed', { voted_permanent: 401 }, [401, 400]],
    [3, 'list not stated', { voted_permanent: 401, registered_permanent: null }, null],
    [4, 'men above listed men is not asked', { voted_permanent_m: 191, voted_permanent_f: 109 }, null],
  ],
  E104: [
    [1, 'all disabled', { disabled_voted: 310 }, null],
    [2, 'one more than voted', { disabled_voted: 311 }, [311, 310]],
    [3, 'voters not stated', { disabled_voted: 311, voted_total: null }, null],
  ],
  E201: [
    [1, 'one ballot lost', { ballots_unused: 98 }, [409, 410]],
    [2, 'one ballot found', { ballots_returned: 2 }, [411, 410]],
    [3, 'returned not stated is not zero', { ballots_returned: null, ballots_unused: 5 }, null],
  ],
  E301: [
    [1, '112 + 236 against 384', { candidate_2: 236, valid_votes: 384 }, [348, 384]],
    [2, 'one too few', { candidate_1: 111 }, [299, 300]],
    [3, 'a pair not stated', { candidate_1: null, valid_votes: 7 }, null],
  ],
  E302: [
    [1, 'one too few', { invalid_votes: 9 }, [309, 310]],
    [2, 'one too many', { total_votes: 309 }, [310, 309]],
    [3, 'invalid not stated', { invalid_votes: null, total_votes: 309 }, null],
  ],
  E401: [
    [1, 'one ballot fewer', { ballots_used: 309 }, [310, 309]],
    [2, 'one ballot more', { ballots_used: 311 }, [310, 311]],
    [3, 'ballots not stated', NO_USED, null],
  ],
  E402: [
    [1, 'one vote fewer', { total_votes: 309 }, [310, 309]],
    [2, 'one vote more', { total_votes: 311 }, [310, 311]],
    [3, 'votes not stated', { total_votes: null }, null],
  ],
  E403: [
    [1, 'equal without ballots', NO_USED, null],
    [2, 'one vote fewer', { ...NO_USED, total_votes: 309 }, [310, 309]],
    [3, 'silent where ballots are stated', { total_votes: 309 }, null],
  ],
  E404: [
    [1, 'every ballot received', { total_votes: 410 }, null],
    [2, 'one more than received', { total_votes: 411 }, [411, 410]],
    [3, 'DPT 400 + reserve 10', { ...NO_RECEIVED, total_votes: 410 }, null],
    [4, 'above DPT 400 + reserve 10', { ...NO_RECEIVED, total_votes: 411 }, [411, 410]],
    [5, 'DPT 401 + reserve 11, rounded up', { ...NO_RECEIVED, registered_permanent: 401, total_votes: 412 }, null],
    [6, 'above DPT 401 + reserve 11', { ...NO_RECEIVED, registered_permanent: 401, total_votes: 413 }, [413, 412]],
    [7, 'what was received outweighs the rule', { ballots_received: 900, total_votes: 900 }, null],
    [8, 'neither stated', { ...NO_RECEIVED, registered_permanent: null, total_votes: 9_999_999 }, null],
  ],
  W101: [
    [1, 'as the register', { registered_permanent: 398 }, null],
    [2, 'differs from the register', {}, [400, 398]],
    [3, 'zero', { registered_permanent: 0 }, [0, 398]],
    [4, 'not stated', { registered_permanent: null }, null],
  ],
  W102: [
    [1, 'the maximum', { registered_permanent: 600 }, null],
    [2, 'one above', { registered_permanent: 601 }, [601, 600]],
  ],
  W201: [
    [1, 'one ballot short', { ballots_received: 409 }, [409, 410]],
    [2, 'one for good measure', { ballots_received: 411 }, [411, 410]],
    [3, 'rounded up', { registered_permanent: 401, ballots_received: 412 }, null],
    [4, 'not stated', NO_RECEIVED, null],
  ],
  W301: [
    [1, 'below 15 %', { invalid_votes: 46 }, null],
    [2, '46.5 of 310 is 15 %: 47 reaches it', { invalid_votes: 47 }, [47, 47]],
    [3, 'exactly 15 %', { invalid_votes: 45, total_votes: 300 }, [45, 45]],
    [4, 'no vote at all', { invalid_votes: 0, total_votes: 0 }, null],
  ],
  W302: [
    [1, 'all for pair 2', { candidate_1: 0, candidate_2: 300 }, [300, 300]],
    [2, 'all but one', { candidate_1: 1, candidate_2: 299 }, null],
    [3, 'no valid vote', { candidate_1: 0, candidate_2: 0, valid_votes: 0 }, null],
    [4, 'the other pair not stated', { candidate_1: null, candidate_2: 300 }, null],
  ],
  W401: [
    [1, '95 % exactly', { voted_total: 380 }, null],
    [2, 'one above 95 %', { voted_total: 381 }, [381, 380]],
    [3, 'nobody', { voted_total: 0 }, [0, 400]],
    [4, 'one', { voted_total: 1 }, null],
    [5, 'list not stated', { registered_permanent: null, voted_total: 999 }, null],
    [6, 'list not stated and nobody', { registered_permanent: null, voted_total: 0 }, null],
  ],
  W402: [
    [1, 'the whole reserve', { voted_transfer: 4, voted_additional: 6 }, null],
    [2, 'one more', { voted_transfer: 5 }, [11, 10]],
    [3, 'rounded up', { registered_permanent: 401, voted_transfer: 5 }, null],
    [4, 'additional not stated', { voted_transfer: 50, voted_additional: null }, null],
  ],
};

/** The sound sheet with these boxes changed, or emptied by null. */
export function changed(change: Change): Record<string, number> {
  const entries = Object.entries({ ...SOUND, ...change });
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => entry[1] !== null));
}

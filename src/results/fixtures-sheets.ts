import fc from 'fast-check';
import { DEFAULT_BORDERS } from '#elections/domain/parse-definition.ts';
import { reserveBallots } from '#elections/domain/reserve.ts';
import type { CheckContext } from './domain/check-sheet.ts';
import { candidateField, menField, SPLIT_FIELDS, type Values, womenField } from './domain/fields.ts';

/** The settings of the regional elections of 2024, for a contest of these candidates. */
export function contextFor(candidates: readonly number[], changes: Partial<CheckContext> = {}): CheckContext {
  return {
    candidates,
    reservePercent: '2.5',
    maxVotersPerStation: 600,
    borders: DEFAULT_BORDERS,
    station: { permanentVoters: null },
    ...changes,
  };
}

/** Ballot numbers as they occur: 1 to 12 of them, from 1 upwards. */
export const candidateNumbers: fc.Arbitrary<readonly number[]> = fc
  .integer({ min: 1, max: 12 })
  .map((count) => Array.from({ length: count }, (_, at) => at + 1));

/** A fully filled sheet on which every sum and every bound holds. */
export function consistentSheet(candidates: readonly number[], reservePercent = '2.5'): fc.Arbitrary<Values> {
  return fc.array(fc.nat(), { minLength: 32, maxLength: 32 }).map((draws) => {
    let drawn = 0;
    const upTo = (max: number) => (draws[drawn++ % draws.length] ?? 0) % (max + 1);
    const registered = { m: upTo(299), f: upTo(299) };
    const permanent = { m: upTo(registered.m), f: upTo(registered.f) };
    const reserve = reserveBallots(registered.m + registered.f, reservePercent);
    const room = registered.m + registered.f - permanent.m - permanent.f + reserve;
    const transfer = { m: upTo(Math.min(4, room)), f: 0 };
    const additional = { m: 0, f: upTo(Math.min(6, room - transfer.m)) };
    const voted = { m: permanent.m + transfer.m, f: permanent.f + additional.f };
    const disabled = { m: upTo(Math.min(3, voted.m)), f: upTo(Math.min(3, voted.f)) };
    const splits = [registered, permanent, transfer, additional, voted, disabled];
    const values: Record<string, number> = {};
    for (const [at, field] of SPLIT_FIELDS.entries()) {
      const { m, f } = splits[at] as { m: number; f: number };
      Object.assign(values, { [menField(field)]: m, [womenField(field)]: f, [field]: m + f });
    }
    const used = voted.m + voted.f;
    const received = registered.m + registered.f + reserve;
    const returned = upTo(Math.min(3, received - used));
    const invalid = upTo(Math.floor(used / 10));
    Object.assign(values, {
      ballots_received: received,
      ballots_used: used,
      ballots_returned: returned,
      ballots_unused: received - used - returned,
      valid_votes: used - invalid,
      invalid_votes: invalid,
      total_votes: used,
    });
    let left = used - invalid;
    for (const [at, number] of candidates.entries()) {
      const votes = at === candidates.length - 1 ? left : upTo(left);
      values[candidateField(number)] = votes;
      left -= votes;
    }
    return values;
  });
}

/** Any sheet that could be written down: each box stated or not, sums right or wrong, numbers of any size allowed. */
export function anySheet(fields: readonly string[]): fc.Arbitrary<Values> {
  const count = fc.oneof(fc.constantFrom(0, 1, 5), fc.nat({ max: 700 }), fc.nat({ max: 9_999_999 }));
  const record = fc.record(Object.fromEntries(fields.map((field) => [field, count])), { requiredKeys: [] });
  return record.map((values) => values as Values);
}

/** The sheet with one digit of one stated box written differently, as in a slip of the pen. */
export function oneDigitChanged(values: Values): fc.Arbitrary<{ readonly field: string; readonly values: Values }> {
  const slip = fc.record({
    field: fc.constantFrom(...Object.keys(values)),
    place: fc.nat({ max: 2 }),
    by: fc.integer({ min: 1, max: 9 }),
  });
  return slip.map(({ field, place, by }) => {
    const digits = [...String(values[field]).padStart(3, '0')];
    const at = digits.length - 1 - place;
    digits[at] = String((Number(digits[at]) + by) % 10);
    return { field, values: { ...values, [field]: Number(digits.join('')) } };
  });
}

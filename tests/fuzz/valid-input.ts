import fc from 'fast-check';
import type { TSchema } from 'typebox';
import { SUBMISSION } from '#results/contract/intake.ts';
import { GOOD_PASSWORD, OTHER_PASSWORD, VILLAGE } from './places.ts';

/**
 * What a well-behaved client would send, drawn from the schemas of the contracts. Ids that only a running desk knows
 * stand as `‹kind:n›` (text) or `‹#kind:n›` (a number); names.ts puts the real ones in.
 */
export function validInput(schema: TSchema, name = ''): fc.Arbitrary<unknown> {
  const known = BY_NAME[name];
  if (known) return known;
  const { type, enum: allowed, anyOf, properties, items, minimum, maximum, maxLength } = schema as Shape;
  if (name === 'submissions') return fc.array(submission, { minLength: 1, maxLength: 3 });
  if (allowed) return fc.constantFrom(...allowed);
  if (anyOf) return fc.oneof(...anyOf.map((part) => validInput(part, name)));
  if (type === 'object') return validObject(properties ?? {}, (schema as Shape).required ?? []);
  if (type === 'array') return fc.array(validInput(items as TSchema, name), { minLength: 1, maxLength: 2 });
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.integer({ min: minimum ?? 0, max: Math.min(maximum ?? 9, (minimum ?? 0) + 9) });
  return fc.string({ minLength: 1, maxLength: Math.min(maxLength ?? 20, 20) });
}

type Shape = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly TSchema[];
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly required?: readonly string[];
  readonly items?: TSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
};

function validObject(
  properties: Readonly<Record<string, TSchema>>,
  required: readonly string[],
): fc.Arbitrary<Record<string, unknown>> {
  const parts = Object.fromEntries(Object.entries(properties).map(([key, part]) => [key, validInput(part, key)]));
  return fc.record(parts, { requiredKeys: [...required] });
}

export function nameOf(kind: string, max = 12): fc.Arbitrary<string> {
  return fc.nat({ max }).map((n) => `‹${kind}:${n}›`);
}

const count = fc.oneof(fc.nat({ max: 300 }), fc.constantFrom(0, 600, 9_999_999));
const region = fc.constantFrom('64', '64.09', '64.09.01', VILLAGE, '6409011001', '64.71', '64.71.01.1001', '11');
const fresh = nameOf('new', 1_000_000);
const day = fc.constantFrom('2024-11-01', '2024-11-27', '2024-12-31', '2025-06-30');

const BY_NAME: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  user: fc.oneof(nameOf('user', 0), nameOf('user', 3)),
  password: fc.constantFrom(GOOD_PASSWORD, GOOD_PASSWORD, OTHER_PASSWORD, 'salah salah salah', 'pendek'),
  current: fc.constantFrom(GOOD_PASSWORD, OTHER_PASSWORD, 'salah salah salah'),
  next: fc.constantFrom(GOOD_PASSWORD, OTHER_PASSWORD),
  code: nameOf('code'),
  account: nameOf('account'),
  region,
  within: region,
  parent: region,
  from: day,
  until: day,
  phone: fc.constantFrom('0812-3456-7890', '+62 811 555 1234', '0541 7654321'),
  election: fc.constantFrom('satu', 'satu', 'satu', 'dua', 'tiga'),
  contest: fc.constantFrom('gubernur', 'gubernur', 'gubernur', 'bupati', 'wali'),
  status: fc.constantFrom('flagged', 'flagged,missing', 'submitted', 'held'),
  cursor: fc.constantFrom('', '', 'ani', `flagged~${VILLAGE}~1~regular`),
  have: fc.constantFrom('a'.repeat(64), `${'a'.repeat(64)},${'b'.repeat(64)}`),
  oldestAt: fc.constantFrom('2024-11-27T06:00:00Z', '1969-01-01T00:00:00Z'),
  submission: nameOf('submission', 29),
  length: fc.nat({ max: 30 }).map((n) => `‹#length:${n}›`),
  sha256: fc.nat({ max: 30 }).map((n) => `‹sha:${n}›`),
  id: fresh,
  revision: fc.constantFrom(1, 1, 1, 2),
};

const values = fc
  .record({ one: count, two: count, invalid: fc.nat({ max: 20 }), slip: fc.constantFrom(0, 0, 0, 1) })
  .map(({ one, two, invalid, slip }) => ({
    registered_permanent: 600,
    voted_total: one + two + invalid,
    valid_votes: one + two,
    invalid_votes: invalid,
    total_votes: one + two + invalid + slip,
    candidate_1: one,
    candidate_2: two,
  }));

const SHEET: Readonly<Record<keyof typeof SUBMISSION.properties, fc.Arbitrary<unknown>>> = {
  id: fc.oneof({ weight: 5, arbitrary: fresh }, { weight: 1, arbitrary: nameOf('submission', 29) }),
  election: fc.constantFrom('satu', 'satu', 'dua'),
  contest: fc.constantFrom('gubernur', 'gubernur', 'bupati'),
  region: fc.constantFrom(VILLAGE, VILLAGE, '6409011001', '64.71.01.1001'),
  station: fc.integer({ min: 1, max: 40 }),
  round: fc.constantFrom('regular', 'regular', 'psu-1'),
  definition: fc.constantFrom('‹definition:0›', '‹definition:1›', 'a'.repeat(64)),
  basis: fc.nat({ max: 2 }),
  reason: fc.constantFrom('salah ketik', 'kertas dibaca ulang'),
  note: fc.constantFrom('kertas memang begitu', 'hujan'),
  values,
  enteredAt: fc.constant('2024-11-27T07:00:00.000Z'),
};
export const submission: fc.Arbitrary<unknown> = fc.record(SHEET, { requiredKeys: [...SUBMISSION.required] });

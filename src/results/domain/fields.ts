/**
 * What one sheet (C.Hasil) states, by field name. A box that the paper leaves empty is absent: empty is never zero.
 * Candidates are known by the number that voters see (nomor urut), never by their position in a list.
 */
export type Values = Readonly<Record<string, number>>;

/** Fields that the paper states for men, for women and together; `x_m` and `x_f` stand beside the total `x`. */
export const SPLIT_FIELDS = [
  'registered_permanent',
  'voted_permanent',
  'voted_transfer',
  'voted_additional',
  'voted_total',
  'disabled_voted',
] as const;

export const BALLOT_FIELDS = ['ballots_received', 'ballots_used', 'ballots_returned', 'ballots_unused'] as const;

export const VOTE_FIELDS = ['valid_votes', 'invalid_votes', 'total_votes'] as const;

const FIELDS_BEFORE_CANDIDATES: readonly string[] = [
  ...SPLIT_FIELDS.flatMap((field) => [field, menField(field), womenField(field)]),
  ...BALLOT_FIELDS,
];

/** Every field but the candidates', with men and women apart, in the order of the CSV columns. */
export const BASE_FIELDS: readonly string[] = [...FIELDS_BEFORE_CANDIDATES, ...VOTE_FIELDS];

const BASE_FIELD_SET: ReadonlySet<string> = new Set(BASE_FIELDS);

/** All fields of a contest in the order of the CSV columns: people, ballots, candidates, votes. */
export function fieldNames(candidateNumbers: readonly number[]): string[] {
  return [...FIELDS_BEFORE_CANDIDATES, ...candidateNumbers.map(candidateField), ...VOTE_FIELDS];
}

export function isFieldOf(name: string, candidateNumbers: readonly number[]): boolean {
  return BASE_FIELD_SET.has(name) || candidateNumbers.some((number) => candidateField(number) === name);
}

export function candidateField(number: number): string {
  return `candidate_${number}`;
}

export function menField(field: string): string {
  return `${field}_m`;
}

export function womenField(field: string): string {
  return `${field}_f`;
}

import type { Text } from '#kernel/problem.ts';

/**
 * One paper form as data: its rows in the order in which the paper states them, with the paper's own numbers. Forms
 * differ in order (older ones state block II as received, returned, unused, used), so nothing may assume an order.
 */
export type FormProfile = {
  readonly id: string;
  readonly title: Text;
  /** The label profile that the words come from: "DPTb" means transferred voters in one, additional ones in another. */
  readonly labels: string;
  readonly sections: readonly FormSection[];
};

export type FormSection = {
  readonly row: string;
  readonly title: Text;
  readonly rows: readonly FormRow[];
  /** Where the pairs stand: one row per candidate in ballot order, with so many digit boxes; null elsewhere. */
  readonly candidateDigits: number | null;
};

/** `split`: the paper states men (L), women (P) and both together, in this order. */
export type FormRow = {
  readonly row: string;
  readonly field: string;
  readonly split: boolean;
  readonly digits: number;
  readonly label: Text;
};

/** One box to fill in. */
export type FormBox = { readonly field: string; readonly digits: number };

/** Every box of the form for these candidates in the order of the paper: the order in which people copy it. */
export function boxesInPaperOrder(form: FormProfile, candidateNumbers: readonly number[]): readonly FormBox[] {
  return form.sections.flatMap(({ rows, candidateDigits }) => [
    ...rows.flatMap(boxesOf),
    ...(candidateDigits === null
      ? []
      : candidateNumbers.map((number) => ({ field: `candidate_${number}`, digits: candidateDigits }))),
  ]);
}

function boxesOf({ field, split, digits }: FormRow): readonly FormBox[] {
  const fields = split ? [`${field}_m`, `${field}_f`, field] : [field];
  return fields.map((name) => ({ field: name, digits }));
}

/** What the checks need to know of the contest, the election's settings and the station. Percentages are decimal text. */
export type CheckContext = {
  readonly candidates: readonly number[];
  readonly reservePercent: string;
  readonly maxVotersPerStation: number;
  readonly borders: {
    readonly invalidPercent: string;
    readonly zeroCandidatePercent: string;
    readonly turnoutPercent: string;
  };
  readonly station: { readonly permanentVoters: number | null };
};

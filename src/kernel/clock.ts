import type { Uuid } from './uuid.ts';

/** Time, ids and hashes are passed in, so that a run can be replayed from a seed. */
export type Clock = { readonly now: () => Date };
export type IdSource = { readonly next: () => Uuid };

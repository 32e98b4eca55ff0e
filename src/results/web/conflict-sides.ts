import type { SheetHistory } from '../contract/sheets.ts';

/** One content of a sheet that stands beside others; `rival` is null for the one that counts. */
export type Side = Omit<SheetHistory['revisions'][number], 'round' | 'revision'> & { readonly rival: number | null };

/** The content that counts, then those that wait for a decision, in their order. */
export function sidesOf(
  { revisions, rivals }: Pick<SheetHistory, 'revisions' | 'rivals'>,
  round: string,
): readonly Side[] {
  const current = revisions
    .filter((revision) => revision.round === round)
    .reduce<SheetHistory['revisions'][number] | null>(
      (newest, next) => (newest === null || next.revision > newest.revision ? next : newest),
      null,
    );
  const waiting = rivals.filter((rival) => rival.open && rival.round === round);
  return [...(current === null ? [] : [{ ...current, rival: null }]), ...waiting];
}

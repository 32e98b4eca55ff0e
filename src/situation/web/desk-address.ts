import type { Basis } from '#results/domain/totals.ts';

/** What the address of a view names; a part that is null stands for its usual value. */
export type DeskAddress = {
  readonly election: string | null;
  readonly contest: string | null;
  readonly region: string | null;
  readonly basis: Basis;
  readonly sheet: string | null;
};

const BASES: readonly string[] = ['all', 'clean', 'verified'];

export function parseAddress(query: string): DeskAddress {
  const stated = new URLSearchParams(query);
  const basis = stated.get('basis') ?? '';
  return {
    election: stated.get('election') || null,
    contest: stated.get('contest') || null,
    region: stated.get('region') || null,
    basis: BASES.includes(basis) ? (basis as Basis) : 'all',
    sheet: stated.get('sheet') || null,
  };
}

/** The shortest address of a view, for links and the bar of the browser. */
export function addressHref({ election, contest, region, basis, sheet }: DeskAddress): string {
  const query = new URLSearchParams();
  if (election) query.set('election', election);
  if (contest) query.set('contest', contest);
  if (region) query.set('region', region);
  if (basis !== 'all') query.set('basis', basis);
  if (sheet) query.set('sheet', sheet);
  return query.size > 0 ? `/?${query}` : '/';
}

import type { Basis } from '#results/domain/totals.ts';

/** The views beside the figures; `conflict` shows both sides of a sheet, the others are about people. */
export const DESK_PAGES = ['conflict', 'accounts', 'phones', 'new-account', 'account-file'] as const;
export type DeskPageName = (typeof DESK_PAGES)[number];

/** What the address of a view names; a part that is null stands for its usual value. */
export type DeskAddress = {
  readonly election: string | null;
  readonly contest: string | null;
  readonly region: string | null;
  readonly basis: Basis;
  readonly sheet: string | null;
  readonly page: DeskPageName | null;
  /** user name of the person whose account is open */
  readonly account: string | null;
};

const BASES: readonly string[] = ['all', 'clean', 'verified'];
const PAGES: readonly string[] = DESK_PAGES;

export function parseAddress(query: string): DeskAddress {
  const stated = new URLSearchParams(query);
  const basis = stated.get('basis') ?? '';
  const page = stated.get('page') ?? '';
  return {
    election: stated.get('election') || null,
    contest: stated.get('contest') || null,
    region: stated.get('region') || null,
    basis: BASES.includes(basis) ? (basis as Basis) : 'all',
    sheet: stated.get('sheet') || null,
    page: PAGES.includes(page) ? (page as DeskPageName) : null,
    account: stated.get('account') || null,
  };
}

/** The shortest address of a view, for links and the bar of the browser. */
export function addressHref({ election, contest, region, basis, sheet, page, account }: DeskAddress): string {
  const query = new URLSearchParams();
  if (election) query.set('election', election);
  if (contest) query.set('contest', contest);
  if (region) query.set('region', region);
  if (basis !== 'all') query.set('basis', basis);
  if (sheet) query.set('sheet', sheet);
  if (page) query.set('page', page);
  if (account) query.set('account', account);
  return query.size > 0 ? `/?${query}` : '/';
}

/** Whether a view is about people; the figures behind it are then not read. */
export function isAboutPeople({ page }: DeskAddress): boolean {
  return page !== null && page !== 'conflict';
}

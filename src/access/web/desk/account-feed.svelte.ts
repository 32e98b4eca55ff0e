import type { AccountAnswer } from '#access/contract/accounts.ts';
import { pathWith, readJson } from '#platform/web/read-json.ts';

export type AccountFilter = { readonly q: string; readonly role: string; readonly region: string };
type Page = {
  readonly scope: { readonly region: string; readonly name: string };
  readonly total: number;
  readonly accounts: readonly AccountAnswer[];
  readonly next: string | null;
};
export type AccountFeed = ReturnType<typeof createAccountFeed>;

const PAGE_SIZE = 50;
/** The server takes no more than this in one page. */
const LIMIT_MAX = 200;

/** Accounts in one's region, page by page, by a filter that may change while an answer is on its way. */
export function createAccountFeed() {
  let filter = $state.raw<AccountFilter>({ q: '', role: '', region: '' });
  let page = $state.raw<Page | null>(null);
  let state = $state<'waiting' | 'ready' | 'failed'>('waiting');
  let question = 0;

  async function read(cursor: string | null, limit: number): Promise<void> {
    const mine = ++question;
    state = 'waiting';
    const answer = await readJson<Page>(pathWith('/api/v1/accounts', { ...filter, q: filter.q.trim(), cursor, limit }));
    if (mine !== question) return;
    if (answer.kind !== 'read') {
      state = 'failed';
      return;
    }
    const earlier = cursor === null ? [] : (page?.accounts ?? []);
    page = { ...answer.value, accounts: [...earlier, ...answer.value.accounts] };
    state = 'ready';
  }

  return {
    get filter() {
      return filter;
    },
    get scopeName() {
      return page?.scope.name ?? null;
    },
    get total() {
      return page?.total ?? 0;
    },
    get accounts() {
      return page?.accounts ?? [];
    },
    get hasMore() {
      return (page?.next ?? null) !== null;
    },
    get state() {
      return state;
    },
    start: (next: AccountFilter) => {
      filter = next;
      return read(null, PAGE_SIZE);
    },
    /** After an act: the list as far as it was open. */
    refresh: () => read(null, Math.min(LIMIT_MAX, Math.max(PAGE_SIZE, page?.accounts.length ?? 0))),
    more: () => read(page?.next ?? null, PAGE_SIZE),
  };
}

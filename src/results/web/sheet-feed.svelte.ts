import { type Answer, readJson } from '#platform/web/read-json.ts';
import type { SheetItem } from '../contract/sheets.ts';
import { type Place, type SheetPage, sheetsPath } from './results-client.ts';

export type FeedState = 'waiting' | 'ready' | 'failed';

/** A list of sheets that grows page by page, and is read anew from its start when something changed. */
export type SheetFeed = {
  readonly sheets: readonly SheetItem[];
  readonly total: number;
  readonly state: FeedState;
  readonly hasMore: boolean;
  readonly pageSize: number;
  readonly start: (place: Place) => Promise<void>;
  readonly refresh: () => Promise<void>;
  readonly more: () => Promise<void>;
  readonly again: () => Promise<void>;
};

/** The server takes no more than this in one page. */
const LIMIT_MAX = 200;

export function sheetFeed(status: string, pageSize: number): SheetFeed {
  let place = $state<Place | null>(null);
  let sheets = $state.raw<readonly SheetItem[]>([]);
  let total = $state(0);
  let next = $state<string | null>(null);
  let state = $state<FeedState>('ready');
  let question = 0;

  async function read(cursor: string | null, limit: number): Promise<void> {
    if (place === null) return;
    const mine = ++question;
    state = 'waiting';
    const answer: Answer<SheetPage> = await readJson<SheetPage>(sheetsPath(place, { status, cursor, limit }));
    // A later question (another region, another page) makes this answer stale.
    if (mine !== question) return;
    if (answer.kind !== 'read') {
      state = 'failed';
      return;
    }
    sheets = cursor === null ? answer.value.sheets : [...sheets, ...answer.value.sheets];
    total = answer.value.total;
    next = answer.value.next;
    state = 'ready';
  }

  async function start(at: Place): Promise<void> {
    place = at;
    sheets = [];
    total = 0;
    next = null;
    await read(null, pageSize);
  }

  async function refresh(): Promise<void> {
    // Somebody who has gone past what one page holds keeps the list as it is, until the next region.
    if (sheets.length <= LIMIT_MAX) await read(null, Math.max(pageSize, sheets.length));
  }

  return {
    get sheets() {
      return sheets;
    },
    get total() {
      return total;
    },
    get state() {
      return state;
    },
    get hasMore() {
      return next !== null;
    },
    pageSize,
    start,
    refresh,
    more: () => read(next, pageSize),
    again: () => read(sheets.length === 0 ? null : next, pageSize),
  };
}

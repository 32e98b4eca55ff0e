import { describe, expect, it } from 'vitest';
import type { Json } from '#kernel/canonical-json.ts';
import type { Uuid } from '#kernel/uuid.ts';
import { isLater } from '#platform/outbox/later-or-no.ts';
import type { OutboxItem } from '#platform/outbox/outbox-item.ts';
import { sheetKind } from '#results/web/phone/sheet-kind.ts';

const ID = '0193a000-0000-7000-8000-000000000001' as Uuid;
const HASH = 'a'.repeat(64);
const kind = sheetKind(isLater);

const ITEM: OutboxItem = {
  id: ID,
  kind: 'sheet',
  subject: 'desk:gubernur:64.09.01.1001:001:regular',
  owner: 'siti',
  body: { submission: { id: ID, election: 'desk' }, contentHash: HASH },
  bytes: 300,
  savedAt: '2024-11-27T08:00:00.000Z',
  state: 'waiting',
  tries: 0,
  triedAt: null,
  trouble: null,
  receipt: null,
  answeredAt: null,
  photos: [
    {
      id: '0193a000-0000-7000-8000-000000000002' as Uuid,
      page: 2,
      bytes: 900,
      sha256: 'b'.repeat(64),
      state: 'waiting',
      remote: null,
      sent: 0,
      trouble: null,
    },
  ],
};

function receipt(changes: Record<string, Json>): Json {
  const received = { sheet: ITEM.subject, revision: 1, receivedAt: '2024-11-27T08:00:05.000Z' };
  return { submission: ID, outcome: 'accepted', contentHash: HASH, ...received, ...changes };
}

function problem(status: number): Json {
  return { type: 'x', title: 'x', status, detail: 'sibuk', detail_en: 'busy', code: 'results.busy', fields: {} };
}

describe('the receipt of a sheet', () => {
  it.each(['accepted', 'corrected', 'unchanged', 'conflict', 'held'])(
    '%s with the phone’s own content ends it',
    (outcome) => {
      expect(kind.judge(ITEM, receipt({ outcome }))).toEqual({ verdict: 'done' });
    },
  );

  it.each(['accepted', 'corrected', 'unchanged', 'conflict', 'held'])(
    '%s for another content keeps it on the phone, with the reason',
    (outcome) => {
      const judged = kind.judge(ITEM, receipt({ outcome, contentHash: 'c'.repeat(64) }));
      expect(judged).toMatchObject({ verdict: 'no', trouble: { code: 'results.receipt-differs' } });
    },
  );

  it.each([401, 408, 425, 429, 500, 503])('refused with %i goes again by itself', (status) => {
    expect(kind.judge(ITEM, receipt({ outcome: 'refused', problem: problem(status) })).verdict).toBe('later');
  });

  it.each([400, 403, 404, 409, 422])('refused with %i is parked in the server’s words', (status) => {
    const judged = kind.judge(ITEM, receipt({ outcome: 'refused', problem: problem(status) }));
    expect(judged).toMatchObject({ verdict: 'no', trouble: { message: { id: 'sibuk', en: 'busy' } } });
  });

  it('of a kind that a later server may know is neither lost nor taken for a yes', () => {
    expect(kind.judge(ITEM, receipt({ outcome: 'weighed' })).verdict).toBe('later');
  });
});

describe('the answer to an envelope', () => {
  it.each<[string, Json]>([
    ['a page of a hotspot', null],
    ['no receipts', {}],
    ['fewer receipts', { receipts: [] }],
    ['more receipts', { receipts: [receipt({}), receipt({})] }],
    ['a receipt of something else', { receipts: [receipt({ submission: 'x' })] }],
    ['a receipt without a hash', { receipts: [receipt({ contentHash: null })] }],
  ])('is no answer when it is %s', (_, answer) => {
    expect(kind.receipts(answer, [ITEM])).toBeNull();
  });

  it('gives one receipt per item in their order', () => {
    expect(kind.receipts({ receipts: [receipt({})] }, [ITEM])).toEqual([receipt({})]);
  });
});

it('sends submissions as they are, and announces a photo by its page, length and hash', () => {
  expect(kind.request([ITEM])).toEqual({
    method: 'POST',
    path: '/api/v1/sheets',
    body: { submissions: [{ id: ID, election: 'desk' }] },
  });
  expect(kind.photos?.announce(ITEM, 2)).toEqual({ submission: ID, page: 2, length: 900, sha256: 'b'.repeat(64) });
});

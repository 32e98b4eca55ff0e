import { describe, expect, it } from 'vitest';
import type { OutboxState } from '#platform/outbox/outbox-item.ts';
import { outboxTrouble } from '#platform/outbox/troubles.ts';
import { hasSessionEnded } from '#results/web/phone/session-end.ts';
import { countFinished } from '#results/web/phone/sheet-item.ts';
import { BUDI, SITI, waitingItem } from '../platform/outbox/items.ts';

const LOG_IN_AT = '2024-11-27T08:00:00.000Z';

function tried(triedAt: string, changes: Parameters<typeof waitingItem>[1] = {}) {
  return [waitingItem('a', { tries: 1, triedAt, trouble: outboxTrouble('log-in'), ...changes })];
}

describe('the session of a phone', () => {
  it('has ended when the server wanted a log-in after it was opened', () => {
    expect(hasSessionEnded(tried('2024-11-27T08:00:01.000Z'), SITI, LOG_IN_AT)).toBe(true);
    expect(hasSessionEnded(tried(LOG_IN_AT), SITI, LOG_IN_AT)).toBe(true);
  });

  it('stays open though an item still bears the answer from before the log-in', () => {
    expect(hasSessionEnded(tried('2024-11-27T07:59:59.000Z'), SITI, LOG_IN_AT)).toBe(false);
  });

  it('does not end with what belongs to another, or waits for another reason', () => {
    const later = '2024-11-27T08:00:01.000Z';
    expect(hasSessionEnded(tried(later, { owner: BUDI }), SITI, LOG_IN_AT)).toBe(false);
    expect(hasSessionEnded(tried(later, { trouble: outboxTrouble('no-answer') }), SITI, LOG_IN_AT)).toBe(false);
  });
});

describe('what the server has finished with', () => {
  const count = (state: OutboxState, ...photos: OutboxState[]) => {
    const item = waitingItem('a', { state });
    const photo = { id: item.id, page: 1, bytes: 1, sha256: '', remote: null, sent: 0, trouble: null };
    return countFinished([{ ...item, photos: photos.map((of) => ({ ...photo, state: of })) }]);
  };

  it('grows with the figures and once more with the last photo, each of which makes the list old', () => {
    expect(count('waiting', 'waiting')).toBe(0);
    expect(count('done')).toBe(1);
    expect(count('done', 'done', 'waiting')).toBe(1);
    expect(count('done', 'done', 'done')).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import type { OutboxPhoto } from '#platform/outbox/outbox-item.ts';
import { outboxTrouble } from '#platform/outbox/troubles.ts';
import { inQueueOrder, isOnlyHere, isSendable, isWorthRetrying, queueState } from '#platform/outbox/web/queue-list.ts';
import { waitingItem, waitingPhoto } from './items.ts';

const waiting = waitingPhoto('p', 1, 10);
const arrived: OutboxPhoto = { ...waitingPhoto('q', 2, 10), state: 'done' };
const refused: OutboxPhoto = { ...waitingPhoto('r', 3, 10), state: 'refused' };
const received = (...photos: OutboxPhoto[]) => waitingItem('a', { state: 'done', receipt: 'r', photos });

describe('the queue', () => {
  it('counts a number as arrived only with all of its photos', () => {
    expect(queueState(received())).toBe('done');
    expect(queueState(received(arrived))).toBe('done');
    expect(queueState(received(arrived, waiting))).toBe('photos');
  });

  it('calls refused what has a refused photo, though its number has a receipt', () => {
    expect(queueState(received(arrived, refused))).toBe('refused');
    expect(queueState(received(refused, waiting))).toBe('refused');
    expect(isOnlyHere(received(arrived, refused))).toBe(true);
  });

  it('begins with what the person must deal with', () => {
    const [photo, number] = [received(refused), waitingItem('b', { state: 'refused', savedAt: '2024-11-27T05:00Z' })];
    expect(inQueueOrder([waitingItem('c'), photo, number]).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });

  it('offers to send only what sending brings further', () => {
    expect(isSendable(waitingItem('a'))).toBe(true);
    expect(isSendable(received(refused, waiting))).toBe(true);
    expect(isSendable(received(refused, arrived))).toBe(false);
    expect(isSendable(waitingItem('a', { state: 'refused', photos: [waiting] }))).toBe(false);
  });

  it('offers to send a refused thing again unless its bytes are gone', () => {
    const gone = { ...refused, trouble: outboxTrouble('photo-missing', { page: 3 }) };
    expect(isWorthRetrying(waitingItem('a', { state: 'refused' }))).toBe(true);
    expect(isWorthRetrying(received(refused))).toBe(true);
    expect(isWorthRetrying(received(gone, refused))).toBe(true);
    expect(isWorthRetrying(received(gone))).toBe(false);
  });
});

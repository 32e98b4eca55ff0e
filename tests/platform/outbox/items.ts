import { createHash } from 'node:crypto';
import type { Uuid } from '#kernel/uuid.ts';
import type { Draft, OutboxItem, OutboxPhoto } from '#platform/outbox/outbox-item.ts';

export const SITI = 'account-siti';
export const BUDI = 'account-budi';

/** Bytes that differ from photo to photo and from place to place. */
export function photoBytes(id: string, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  const seed = createHash('sha256').update(id).digest();
  for (let at = 0; at < length; at++) bytes[at] = (seed[at % 32] ?? 0) ^ (at >> 5);
  return bytes;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function waitingPhoto(id: string, page: number, length: number): OutboxPhoto {
  const hash = sha256(photoBytes(id, length));
  return {
    id: id as Uuid,
    page,
    bytes: length,
    sha256: hash,
    state: 'waiting',
    remote: null,
    sent: 0,
    trouble: null,
  };
}

export function waitingItem(id: string, changes: Partial<OutboxItem> = {}): OutboxItem {
  return {
    id: id as Uuid,
    kind: 'number',
    subject: `about ${id}`,
    owner: SITI,
    body: { figure: id },
    bytes: 100,
    savedAt: '2024-11-27T06:00:00.000Z',
    state: 'waiting',
    tries: 0,
    triedAt: null,
    trouble: null,
    receipt: null,
    answeredAt: null,
    photos: [],
    ...changes,
  };
}

export function draftOf(key: string, photos: Draft['photos'] = []): Draft {
  return { key, owner: SITI, kind: 'number', body: { typed: key }, photos, changedAt: '2024-11-27T06:00:00.000Z' };
}

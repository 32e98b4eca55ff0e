import { randomBytes } from 'node:crypto';
import type { Clock, IdSource } from '#kernel/clock.ts';
import { uuidV7 } from '#kernel/uuid.ts';

export const systemClock: Clock = { now: () => new Date() };

export function randomIds(clock: Clock): IdSource {
  return { next: () => uuidV7(clock.now(), randomBytes(10)) };
}

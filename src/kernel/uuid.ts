/** A UUIDv7 (RFC 9562): made by the client, ordered by time, unique without asking anybody. */
export type Uuid = string & { readonly __brand: 'Uuid' };

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function parseUuid(text: string): Uuid | null {
  const lower = text.trim().toLowerCase();
  return SHAPE.test(lower) ? (lower as Uuid) : null;
}

/**
 * Builds an id from time and randomness that the caller passes in, so that a run can be replayed from a seed.
 * @param random ten random bytes; six bits of them give way to version and variant
 */
export function uuidV7(at: Date, random: Uint8Array): Uuid {
  const time = at.getTime().toString(16).padStart(12, '0');
  let tail = '';
  for (let i = 0; i < 10; i++) {
    let byte = random[i] ?? 0;
    if (i === 0) byte = (byte & 0x0f) | 0x70;
    if (i === 2) byte = (byte & 0x3f) | 0x80;
    tail += byte.toString(16).padStart(2, '0');
  }
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}` as Uuid;
}

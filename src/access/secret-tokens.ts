import { hash, randomBytes } from 'node:crypto';

/**
 * A token that a cookie carries: 32 bytes of the system's own randomness, never of a seed, because a seed could be
 * replayed by somebody else.
 */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token or a code: whoever reads the table cannot log in with it. */
export function secretHash(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

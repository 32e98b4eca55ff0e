import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The layout of what is stored: version, nonce, seal, cipher. */
const VERSION = 1;
const NONCE_BYTES = 12;
const SEAL_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + SEAL_BYTES;

/** AES-256-GCM, sealed to the account: copied over to another one it does not open. */
export function sealPhone(key: Buffer, accountId: string, phone: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(accountId));
  const body = Buffer.concat([cipher.update(phone, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), body]);
}

/** @returns null where the key is another one, or the bytes are not those that were sealed for this account */
export function openPhone(key: Buffer, accountId: string, sealed: Buffer): string | null {
  if (sealed.length < HEAD_BYTES || sealed[0] !== VERSION) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE_BYTES))
    .setAAD(Buffer.from(accountId))
    .setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  try {
    return decipher.update(sealed.subarray(HEAD_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}

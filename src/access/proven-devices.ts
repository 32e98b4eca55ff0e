import type { Sql, Tx } from '#platform/db/sql.ts';
import { secretHash } from './secret-tokens.ts';
import { type KnownDevice, listDevicesByToken } from './store/devices.ts';

export type ProvenDevice = KnownDevice & { readonly token: string };

/** The devices of whomever that a browser proves to be, in the order of its tokens; one that has ended is none. */
export async function listProvenDevices(sql: Sql | Tx, tokens: readonly string[]): Promise<readonly ProvenDevice[]> {
  if (tokens.length === 0) return [];
  const hashes = tokens.map(secretHash);
  const devices = await listDevicesByToken(sql, hashes);
  return tokens.flatMap((token, at) => {
    const device = devices.find(({ tokenHash }) => hashes[at]?.equals(tokenHash));
    return device ? [{ ...device, token }] : [];
  });
}

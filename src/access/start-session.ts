import { invariant } from '#kernel/result.ts';
import type { AccessDesk } from './access-desk.ts';
import type { AccountChange } from './change-account.ts';
import {
  actorFrom,
  type DeviceKind,
  type LiveSession,
  liveSession,
  type SessionDevice,
} from './domain/live-session.ts';
import { plainText } from './domain/plain-text.ts';
import { sessionSeconds } from './domain/session-length.ts';
import { listProvenDevices } from './proven-devices.ts';
import { newToken, secretHash } from './secret-tokens.ts';
import { insertDevice } from './store/devices.ts';
import { endSessionsOfDevice, insertSession } from './store/sessions.ts';

export type DeviceInput = { readonly kind: DeviceKind; readonly name?: string | undefined };
/** Which browser asks, as far as it can prove it. */
export type Browser = {
  readonly device: DeviceInput | undefined;
  /** of the devices it may be, the one used last first */
  readonly deviceTokens: readonly string[];
  readonly address: string;
};

export type StartedSession = {
  readonly session: LiveSession;
  readonly sessionToken: string;
  readonly seconds: number;
  readonly isNewDevice: boolean;
  /** what the browser is to keep, this device first */
  readonly deviceTokens: readonly string[];
};

/** Of how many devices one browser keeps the tokens: a phone in a family, the computer of a team. @unit devices */
export const DEVICES_PER_BROWSER_MAX = 8;

const NAMES: Readonly<Record<DeviceKind, string>> = { phone: 'HP', desk: 'Komputer' };

/**
 * A session on the device that the browser is for this person and kind; where it is none yet it becomes a new one, and stays
 * what it is for others: people share phones.
 */
export async function startSession(
  { ids }: AccessDesk,
  { tx, at, account, assignments }: AccountChange,
  { device: input = { kind: 'desk' }, deviceTokens }: Browser,
): Promise<StartedSession> {
  const proven = await listProvenDevices(tx, deviceTokens);
  const known = proven.find(({ accountId, kind }) => accountId === account.id && kind === input.kind);
  const deviceToken = known?.token ?? newToken();
  const device: SessionDevice = known ?? {
    id: ids.next(),
    kind: input.kind,
    name: plainText(input.name ?? '') || NAMES[input.kind],
  };
  const person = { id: account.id, user: account.user, name: account.name };
  const actor = actorFrom({ account: person, device, assignments, assignmentNo: null }, at);
  invariant(actor, 'an account has had a role');
  if (known) await endSessionsOfDevice(tx, device.id, { at, by: account.id });
  else await insertDevice(tx, { ...device, accountId: account.id, tokenHash: secretHash(deviceToken), madeAt: at });
  const sessionToken = newToken();
  const seconds = sessionSeconds(actor.role, device.kind);
  const expiresAt = new Date(at.getTime() + seconds * 1000);
  const id = ids.next();
  const tokenHash = secretHash(sessionToken);
  await insertSession(tx, { id, tokenHash, accountId: account.id, deviceId: device.id, madeAt: at, expiresAt });
  const open = { accountEndedAt: null, deviceEndedAt: null, endedAt: null, assignmentNo: null };
  const session = liveSession({ id, account: person, device, expiresAt, assignments, ...open }, at);
  invariant(session, 'a session lives when it starts');
  const others = proven.map(({ token }) => token).filter((token) => token !== deviceToken);
  const kept = [deviceToken, ...others].slice(0, DEVICES_PER_BROWSER_MAX);
  return { session, sessionToken, seconds, isNewDevice: !known, deviceTokens: kept };
}

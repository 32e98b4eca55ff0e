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
import { newToken, secretHash } from './secret-tokens.ts';
import { findDeviceByToken, insertDevice } from './store/devices.ts';
import { endSessionsOfDevice, insertSession } from './store/sessions.ts';

export type DeviceInput = { readonly kind: DeviceKind; readonly name?: string | undefined };
/** Which browser asks, as far as it can prove it. */
export type Browser = {
  readonly device: DeviceInput | undefined;
  readonly deviceToken: string | null;
  readonly address: string;
};

export type StartedSession = {
  readonly session: LiveSession;
  readonly sessionToken: string;
  readonly seconds: number;
  /** to be set as a cookie where the browser became known just now */
  readonly newDeviceToken: string | null;
};

const NAMES: Readonly<Record<DeviceKind, string>> = { phone: 'HP', desk: 'Komputer' };

/** A session on the device of the browser; one that is not known for this person becomes a new device. */
export async function startSession(
  { ids }: AccessDesk,
  { tx, at, account, assignments }: AccountChange,
  { device: input = { kind: 'desk' }, deviceToken }: Browser,
): Promise<StartedSession> {
  const known = deviceToken === null ? null : await findDeviceByToken(tx, secretHash(deviceToken));
  const isKnown = known?.accountId === account.id && known.kind === input.kind;
  const newDeviceToken = isKnown ? null : newToken();
  const device: SessionDevice = isKnown
    ? known
    : { id: ids.next(), kind: input.kind, name: plainText(input.name ?? '') || NAMES[input.kind] };
  const person = { id: account.id, user: account.user, name: account.name };
  const actor = actorFrom({ account: person, device, assignments, assignmentNo: null }, at);
  invariant(actor, 'an account has had a role');
  if (newDeviceToken === null) await endSessionsOfDevice(tx, device.id, { at, by: account.id });
  else await insertDevice(tx, { ...device, accountId: account.id, tokenHash: secretHash(newDeviceToken), madeAt: at });
  const sessionToken = newToken();
  const seconds = sessionSeconds(actor.role, device.kind);
  const expiresAt = new Date(at.getTime() + seconds * 1000);
  const id = ids.next();
  const tokenHash = secretHash(sessionToken);
  await insertSession(tx, { id, tokenHash, accountId: account.id, deviceId: device.id, madeAt: at, expiresAt });
  const open = { accountEndedAt: null, deviceEndedAt: null, endedAt: null, assignmentNo: null };
  const session = liveSession({ id, account: person, device, expiresAt, assignments, ...open }, at);
  invariant(session, 'a session lives when it starts');
  return { session, sessionToken, seconds, newDeviceToken };
}

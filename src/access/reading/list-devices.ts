import type { Static } from 'typebox';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { AccessDesk } from '../access-desk.ts';
import type { listDevicesContract, listSessionsContract } from '../contract/sessions.ts';
import type { Actor } from '../domain/actor.ts';
import { type ListedDevice, listDevicesOf, listPendingDevices } from '../store/account-lists.ts';
import { listOpenSessions } from '../store/sessions.ts';
import { findVisible } from './find-visible.ts';
import { describePending, scopeOf } from './list-people.ts';

type DevicesAnswer = Static<(typeof listDevicesContract)['response']>;
type SessionAnswer = Static<(typeof listSessionsContract)['response']>['sessions'][number];

/** More than a desk can look after in one night; the oldest unsent come first. */
const DEVICES_MAX = 1000;

/** The devices of one person, or those of one's region that still hold something unsent. */
export async function listDevices(
  desk: AccessDesk,
  { actor, account }: { readonly actor: Actor; readonly account: string | undefined },
): Promise<Result<DevicesAnswer, Problem>> {
  const scope = scopeOf(desk, actor.region);
  if (account === undefined) {
    const filter = { region: actor.region, at: desk.clock.now() };
    const pending = await listPendingDevices(desk.sql, filter, { limit: DEVICES_MAX });
    return accept({ scope, devices: pending.map(describeDevice) });
  }
  const person = await findVisible(desk, actor, account);
  if (!person.ok) return person;
  return accept({ scope, devices: (await listDevicesOf(desk.sql, person.value)).map(describeDevice) });
}

/** The open sessions of a person. */
export async function listSessions(
  { sql, clock }: AccessDesk,
  { account, current }: { readonly account: string; readonly current: string },
): Promise<SessionAnswer[]> {
  const sessions = await listOpenSessions(sql, account, clock.now());
  return sessions.map(({ id, deviceId, kind, deviceName, madeAt, seenAt, expiresAt }) => ({
    id,
    device: { id: deviceId, kind, name: deviceName },
    madeAt: madeAt.toISOString(),
    seenAt: seenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    current: id === current,
  }));
}

function describeDevice(device: ListedDevice): DevicesAnswer['devices'][number] {
  const { id, kind, name, accountId, user, accountName, madeAt, seenAt, endedAt } = device;
  return {
    id,
    kind,
    name,
    account: { id: accountId, user, name: accountName },
    madeAt: madeAt.toISOString(),
    seenAt: seenAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    pending: describePending(device),
  };
}

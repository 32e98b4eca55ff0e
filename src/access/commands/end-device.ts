import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { parseUuid } from '#kernel/uuid.ts';
import type { AccessDesk } from '../access-desk.ts';
import { changeAccount } from '../change-account.ts';
import { isVisible } from '../domain/account-scope.ts';
import type { Actor } from '../domain/actor.ts';
import { accessProblem } from '../problems.ts';
import { endDevice as closeDevice, findOpenDeviceOwner } from '../store/devices.ts';
import { endSessionsOfDevice } from '../store/sessions.ts';

export type EndDeviceInput = { readonly actor: Actor; readonly device: string };

/** Ends a phone or a browser that is lost or handed on: its sessions end with it, and it is no longer a known one. */
export async function endDevice(desk: AccessDesk, { actor, device }: EndDeviceInput): Promise<Result<null, Problem>> {
  const unknown = accessProblem('unknown-device', { device });
  const id = parseUuid(device);
  const accountId = id && (await findOpenDeviceOwner(desk.sql, id));
  if (!accountId) return refuse(unknown);
  return changeAccount(desk, { accountId, unknown }, async ({ tx, at, assignments, record }) => {
    if (!isVisible(actor, assignments, at)) return refuse(unknown);
    await closeDevice(tx, id, { at, by: actor.id });
    await endSessionsOfDevice(tx, id, { at, by: actor.id });
    record({ actor, action: 'device.end', after: { device: id } });
    return accept(null);
  });
}

import { type Area, isWithin } from '#kernel/region-code.ts';
import type { Actor, Entering } from './actor.ts';
import { type Assignment, assignmentInUse, holdsAt, lastAssignment } from './assignment.ts';
import { isEntering } from './rights.ts';

export type DeviceKind = 'phone' | 'desk';
export type SessionDevice = { readonly id: string; readonly kind: DeviceKind; readonly name: string };

/** What is stored about a session and everything that it hangs on. */
export type SessionRecord = {
  readonly id: string;
  readonly account: { readonly id: string; readonly user: string; readonly name: string };
  readonly accountEndedAt: Date | null;
  readonly device: SessionDevice;
  readonly deviceEndedAt: Date | null;
  readonly assignmentNo: number | null;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly assignments: readonly Assignment[];
};

/** Who a request comes from, as the server itself knows it. */
export type LiveSession = {
  readonly id: string;
  readonly account: { readonly id: string; readonly user: string; readonly name: string };
  readonly actor: Actor;
  readonly device: SessionDevice;
  readonly expiresAt: Date;
  /** the roles that hold now, the one in use among them */
  readonly assignments: readonly Assignment[];
};

/** Judged anew at each request, so that whatever ended or ran out acts at once. */
export function liveSession(record: SessionRecord, at: Date): LiveSession | null {
  const { id, account, device, expiresAt, assignments } = record;
  if (record.endedAt || record.accountEndedAt || record.deviceEndedAt || at >= expiresAt) return null;
  const actor = actorFrom(record, at);
  if (actor === null) return null;
  return { id, account, actor, device, expiresAt, assignments: assignments.filter((item) => holdsAt(item, at)) };
}

/** The person in the role in use; where none holds any more, in the last one, marked as ended. */
export function actorFrom(
  {
    account,
    device,
    assignments,
    assignmentNo,
  }: Pick<SessionRecord, 'account' | 'device' | 'assignments' | 'assignmentNo'>,
  at: Date,
): Actor | null {
  const inUse = assignmentInUse(assignments, assignmentNo, at);
  const shown = inUse ?? lastAssignment(assignments);
  if (shown === null) return null;
  const entering = assignments.filter(({ role, startsAt }) => isEntering(role) && startsAt <= at);
  const besides = entering.filter((one) => one !== inUse && holdsAt(one, at));
  const formerly = formerPlaces(entering, inUse, at);
  return {
    id: account.id,
    role: shown.role,
    region: shown.region,
    device: device.id,
    channel: device.kind,
    ...(besides.length > 0 ? { besides: besides.map(({ role, region }) => ({ role, region })) } : {}),
    ...(formerly.length > 0 ? { formerly } : {}),
    ...(inUse === null ? { ended: true } : {}),
  };
}

/**
 * Where this person entered results in a role that has ended: what a phone still holds from there is kept for the level
 * above. Where the role in use enters by itself, nothing is former.
 */
function formerPlaces(entering: readonly Assignment[], inUse: Assignment | null, at: Date): readonly Entering[] {
  const covers = (region: Area) => inUse !== null && isEntering(inUse.role) && isWithin(region, inUse.region);
  const former = entering
    .filter((one) => !holdsAt(one, at) && !covers(one.region))
    .toSorted((a, b) => b.startsAt.getTime() - a.startsAt.getTime())
    .map(({ role, region }) => ({ role, region }));
  return former.filter(({ region }, at) => former.findIndex((one) => one.region === region) === at);
}

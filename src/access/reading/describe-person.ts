import type { RegionLookup } from '../access-desk.ts';
import type { Me } from '../contract/entry.ts';
import type { AssignmentAnswer } from '../contract/shapes.ts';
import type { Assignment } from '../domain/assignment.ts';
import type { LiveSession } from '../domain/live-session.ts';
import { hasPermission, PERMISSIONS, type Rights } from '../domain/rights.ts';

export type Describing = { readonly regions: RegionLookup; readonly rights: Rights };

/** What a person is told about himself; the first thing both shells ask. */
export function describeMe({ regions, rights }: Describing, session: LiveSession): Me {
  const { actor, account, device, expiresAt } = session;
  const holds = !actor.ended;
  return {
    account: { id: account.id, user: account.user, name: account.name },
    role: holds ? (actor.role as Me['role']) : null,
    region: holds ? actor.region : null,
    regionName: holds ? (regions.nameOf(actor.region) ?? actor.region) : null,
    permissions: PERMISSIONS.filter((permission) => hasPermission(rights, actor, permission)),
    assignments: session.assignments.map((assignment) => describeAssignment(regions, assignment)),
    device: { id: device.id, kind: device.kind, name: device.name },
    session: { id: session.id, expiresAt: expiresAt.toISOString() },
  };
}

export function describeAssignment(
  regions: RegionLookup,
  { no, role, region, startsAt, endsAt }: Assignment,
): AssignmentAnswer {
  return {
    no,
    // The table of assignments holds no role of the command line.
    role: role as AssignmentAnswer['role'],
    region,
    regionName: regions.nameOf(region) ?? region,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
  };
}

import { type Area, isWithin } from '#kernel/region-code.ts';
import type { Actor } from './actor.ts';
import { ROLES, type Role } from './role.ts';

/**
 * Everything that a route may ask for. A permission speaks of a record in a region, or (`self.*`) of one's own account
 * and sessions. What has no line below is nobody's.
 */
export const PERMISSIONS = [
  'self.use',
  'self.hand-in',
  'reference.read',
  'coverage.read',
  'totals.read',
  'sheets.read',
  'sheets.submit',
  'sheets.lease',
  'sheets.return',
  'photos.read',
  'accounts.read',
  'accounts.grant',
  'accounts.end',
  'phones.read',
  'devices.read',
  'devices.end',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export type Rights = Readonly<Record<Permission, readonly Role[]>>;

const EVERYBODY: readonly Role[] = [
  'village_operator',
  'district_verifier',
  'regency_desk',
  'province_desk',
  'leader',
  'data_admin',
  'technical_admin',
  'auditor',
  'integration',
];
const ENTERING: readonly Role[] = ['village_operator', 'district_verifier', 'regency_desk'];
const JUDGING: readonly Role[] = ['district_verifier', 'regency_desk', 'province_desk'];
const DESKS: readonly Role[] = ['regency_desk', 'province_desk'];
const SEEING: readonly Role[] = [
  'village_operator',
  'district_verifier',
  'regency_desk',
  'province_desk',
  'leader',
  'auditor',
];

/**
 * Who may do what, always inside the own region and never outside it. Leaders and auditors have no writing line; the
 * technical administrator has none on results and none that would let him become somebody else (no activation codes).
 * Reviewed as a whole: whoever changes a line changes tests/access/table/expected-rights.ts with it, written anew from the rules.
 * @source contracts 2 and 6 ("Who"), quality 4.1 and 4.2
 */
export const RIGHTS: Rights = {
  'self.use': EVERYBODY,
  'self.hand-in': ENTERING,
  'reference.read': EVERYBODY,
  'coverage.read': SEEING,
  'totals.read': ['regency_desk', 'province_desk', 'leader', 'auditor'],
  'sheets.read': SEEING,
  'sheets.submit': ENTERING,
  'sheets.lease': ['village_operator', 'district_verifier', 'regency_desk', 'province_desk'],
  'sheets.return': JUDGING,
  'photos.read': SEEING,
  'accounts.read': ['district_verifier', 'regency_desk', 'province_desk', 'technical_admin', 'auditor'],
  'accounts.grant': DESKS,
  'accounts.end': DESKS,
  'phones.read': ['district_verifier', 'regency_desk', 'province_desk'],
  'devices.read': ['regency_desk', 'province_desk', 'technical_admin', 'auditor'],
  'devices.end': ['regency_desk', 'province_desk', 'technical_admin'],
};

/** Which roles a desk may give to others; the region given must lie inside its own. @source quality 4.2, rule 8 */
export const GRANTS: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  regency_desk: ['village_operator', 'district_verifier', 'regency_desk', 'leader'],
  province_desk: [
    'village_operator',
    'district_verifier',
    'regency_desk',
    'province_desk',
    'leader',
    'data_admin',
    'technical_admin',
    'auditor',
    'integration',
  ],
};

/** Who enters or entered results keeps these, in whatever role or in none, so that nothing on the phone is lost. */
const HANDING_IN: readonly Permission[] = ['self.use', 'self.hand-in', 'sheets.submit'];

/** Whether the actor has the permission at all, wherever. The command line is the server's own keyboard. */
export function hasPermission(rights: Rights, actor: Actor, permission: Permission): boolean {
  const { role, ended, besides = [], formerly = [] } = actor;
  if (role === 'cli') return true;
  const handsIn = HANDING_IN.includes(permission);
  if (rights[permission].includes(role) && (handsIn || !ended)) return true;
  return handsIn && [...besides, ...formerly].some((entering) => rights[permission].includes(entering.role));
}

/** Whether results are entered in the role in use; else there is at most something to hand in. */
export function entersNow({ role, ended }: Actor): boolean {
  return !ended && isEntering(role);
}

/** The actor in each role in which results are entered now, the one in use first. */
export function enteringActors(actor: Actor): readonly Actor[] {
  const others = (actor.besides ?? []).map((beside) => ({ ...actor, ...beside }));
  return entersNow(actor) ? [actor, ...others] : others;
}

/** Whether a region lies in the actor's own; what does not is answered as if it did not exist. */
export function isInScope(actor: Actor, region: Area): boolean {
  return !actor.ended && isWithin(region, actor.region);
}

export function mayDo(rights: Rights, actor: Actor, permission: Permission, region: Area): boolean {
  return hasPermission(rights, actor, permission) && isInScope(actor, region);
}

/** Whether results are entered in this role. */
export function isEntering(role: Role): boolean {
  return ENTERING.includes(role);
}

/** The roles that the actor may give to somebody somewhere. */
export function grantableRoles(actor: Actor): readonly Role[] {
  return ROLES.filter((role) => role !== 'cli' && mayGrant(actor, role, actor.region));
}

export function mayGrant(actor: Actor, role: Role, region: Area): boolean {
  if (actor.role === 'cli') return true;
  return !actor.ended && (GRANTS[actor.role]?.includes(role) ?? false) && isWithin(region, actor.region);
}

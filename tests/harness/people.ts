import type { Role } from '#access/domain/role.ts';
import { newToken, secretHash } from '#access/secret-tokens.ts';
import { endAccount, insertAccounts } from '#access/store/accounts.ts';
import { insertAssignments } from '#access/store/assignments.ts';
import { endDevice, insertDevice } from '#access/store/devices.ts';
import { endSession, insertSession } from '#access/store/sessions.ts';
import type { Clock, IdSource } from '#kernel/clock.ts';
import type { Area } from '#kernel/region-code.ts';
import type { Sql } from '#platform/db/sql.ts';

type PeopleDesk = { readonly sql: Sql; readonly clock: Clock; readonly ids: IdSource };
export type PersonPlan = {
  readonly role: Role;
  readonly region: string;
  /** a village operator holds a phone, everybody else sits at a desk, unless told otherwise */
  readonly kind?: 'phone' | 'desk';
  readonly name?: string;
  /** the role began a day ago, unless told otherwise */
  readonly from?: Date;
  readonly until?: Date;
};
export type Person = {
  /** as a browser sends it: `desk_session=…` */
  readonly cookie: string;
  readonly headers: { readonly cookie: string };
  readonly account: { readonly id: string; readonly user: string; readonly name: string };
  readonly device: string;
  readonly session: string;
};

const DAY_MS = 86_400_000;

/** A person who is logged in, made directly in the tables, without a code or a password. */
export async function personAt(desk: PeopleDesk, plan: PersonPlan): Promise<Person> {
  const { sql, clock, ids } = desk;
  const now = clock.now();
  const id = ids.next();
  const user = `orang.${id.slice(-12)}`;
  const name = plan.name ?? `${plan.role} ${plan.region}`;
  await insertAccounts(sql, [{ id, user, name, phoneCipher: null }], { at: now, by: 'test' });
  await assign(desk, id, { no: 1, ...plan });
  return { ...(await sessionFor(desk, id, plan.kind ?? kindOf(plan.role))), account: { id, user, name } };
}

/** One more role of somebody, number 2 or later. */
export async function assign(
  { sql, clock }: PeopleDesk,
  accountId: string,
  { no, role, region, from, until }: PersonPlan & { readonly no: number },
): Promise<void> {
  const now = clock.now();
  const startsAt = from ?? new Date(Math.min(now.getTime(), until?.getTime() ?? Number.POSITIVE_INFINITY) - DAY_MS);
  const assignment = { no, role, region: region as Area, startsAt, endsAt: until ?? null };
  await insertAssignments(sql, [{ ...assignment, accountId }], { at: now, by: 'test' });
}

/** Another device of somebody, with a session of its own. */
export async function sessionFor(
  { sql, clock, ids }: PeopleDesk,
  accountId: string,
  kind: 'phone' | 'desk',
  { expiresInMs = 30 * DAY_MS }: { readonly expiresInMs?: number } = {},
): Promise<Omit<Person, 'account'>> {
  const now = clock.now();
  const [device, session, token] = [ids.next(), ids.next(), newToken()];
  await insertDevice(sql, {
    id: device,
    accountId,
    kind,
    name: kind === 'phone' ? 'HP uji' : 'Laptop uji',
    tokenHash: secretHash(newToken()),
    madeAt: now,
  });
  const expiresAt = new Date(now.getTime() + expiresInMs);
  await insertSession(sql, {
    id: session,
    tokenHash: secretHash(token),
    accountId,
    deviceId: device,
    madeAt: new Date(Math.min(now.getTime(), expiresAt.getTime())),
    expiresAt,
  });
  const cookie = `desk_session=${token}`;
  return { cookie, headers: { cookie }, device, session };
}

/** Every way in which a cookie that once was good can stand today; only `valid` may open anything. */
export const SESSION_KINDS = ['valid', 'expired', 'revoked', 'disabled user', 'ended device'] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

/** A person of the plan whose session is of the given kind. */
export async function personWith(desk: PeopleDesk, sessionKind: SessionKind, plan: PersonPlan): Promise<Person> {
  const person = await personAt(desk, plan);
  const end = { at: desk.clock.now(), by: 'test' };
  if (sessionKind === 'expired') {
    const expired = await sessionFor(desk, person.account.id, plan.kind ?? kindOf(plan.role), { expiresInMs: -1000 });
    return { ...expired, account: person.account };
  }
  if (sessionKind === 'revoked') await endSession(desk.sql, person.session, end);
  if (sessionKind === 'disabled user') await endAccount(desk.sql, person.account.id, end);
  if (sessionKind === 'ended device') await desk.sql.begin((tx) => endDevice(tx, person.device, end));
  return person;
}

function kindOf(role: Role): 'phone' | 'desk' {
  return role === 'village_operator' ? 'phone' : 'desk';
}

import type { Sql, Tx } from '#platform/db/sql.ts';
import type { Assignment } from '../domain/assignment.ts';
import type { DeviceKind, SessionRecord } from '../domain/live-session.ts';

export type NewSession = {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly accountId: string;
  readonly deviceId: string;
  readonly madeAt: Date;
  readonly expiresAt: Date;
};

export async function insertSession(tx: Sql | Tx, session: NewSession): Promise<void> {
  await tx`
    insert into session (id, token_hash, account_id, device_id, made_at, seen_at, expires_at)
    values (${session.id}, ${session.tokenHash}, ${session.accountId}, ${session.deviceId}, ${session.madeAt},
      ${session.madeAt}, ${session.expiresAt})`;
}

export type StoredSession = SessionRecord & { readonly seenAt: Date };
type SessionRow = {
  id: string;
  account_id: string;
  login_name: string;
  name: string;
  account_ended_at: Date | null;
  device_id: string;
  kind: DeviceKind;
  device_name: string;
  device_ended_at: Date | null;
  session_assignment_no: number | null;
  seen_at: Date;
  expires_at: Date;
  ended_at: Date | null;
  assignment_no: number | null;
  role: Assignment['role'];
  region: Assignment['region'];
  starts_at: Date;
  ends_at: Date | null;
};

/** The session of a token with all that it hangs on, whether it is live or not. */
export async function findSession(sql: Sql | Tx, tokenHash: Buffer): Promise<StoredSession | null> {
  const rows = await sql<SessionRow[]>`
    select session.id, session.account_id, account.login_name, account.name, account.ended_at as account_ended_at,
      session.device_id, device.kind, device.name as device_name, device.ended_at as device_ended_at,
      session.assignment_no as session_assignment_no, session.seen_at, session.expires_at, session.ended_at,
      assignment.assignment_no, assignment.role, assignment.region, assignment.starts_at, assignment.ends_at
    from session
    join account on account.id = session.account_id
    join device on device.id = session.device_id
    left join assignment on assignment.account_id = session.account_id
    where session.token_hash = ${tokenHash}
    order by assignment.assignment_no`;
  const [first] = rows;
  if (!first) return null;
  return {
    id: first.id,
    account: { id: first.account_id, user: first.login_name, name: first.name },
    accountEndedAt: first.account_ended_at,
    device: { id: first.device_id, kind: first.kind, name: first.device_name },
    deviceEndedAt: first.device_ended_at,
    assignmentNo: first.session_assignment_no,
    seenAt: first.seen_at,
    expiresAt: first.expires_at,
    endedAt: first.ended_at,
    assignments: rows.flatMap(({ assignment_no: no, role, region, starts_at: startsAt, ends_at: endsAt }) =>
      no === null ? [] : [{ no, role, region, startsAt, endsAt }],
    ),
  };
}

export async function touchSession(sql: Sql | Tx, id: string, at: Date): Promise<void> {
  await sql`update session set seen_at = ${at} where id = ${id} and seen_at < ${at}`;
}

export type End = { readonly at: Date; readonly by: string };

/** @returns whether it was still open */
export async function endSession(tx: Sql | Tx, id: string, { at, by }: End): Promise<boolean> {
  const ended = await tx`update session set ended_at = ${at}, ended_by = ${by} where id = ${id} and ended_at is null`;
  return ended.count > 0;
}

export async function endSessionsOfDevice(tx: Tx, deviceId: string, { at, by }: End): Promise<void> {
  await tx`update session set ended_at = ${at}, ended_by = ${by} where device_id = ${deviceId} and ended_at is null`;
}

/** Ends all of a person's sessions, or all but one. */
export async function endSessionsOfAccount(
  tx: Tx,
  accountId: string,
  { at, by, except = null }: End & { readonly except?: string | null },
): Promise<void> {
  await tx`update session set ended_at = ${at}, ended_by = ${by}
    where account_id = ${accountId} and ended_at is null and id is distinct from ${except}::uuid`;
}

export async function setAssignmentInUse(tx: Sql | Tx, id: string, assignmentNo: number): Promise<void> {
  await tx`update session set assignment_no = ${assignmentNo} where id = ${id}`;
}

export type ListedSession = {
  readonly id: string;
  readonly deviceId: string;
  readonly kind: DeviceKind;
  readonly deviceName: string;
  readonly madeAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
};

/** The sessions of a person that are open, the one seen last first. */
export async function listOpenSessions(sql: Sql | Tx, accountId: string, at: Date): Promise<ListedSession[]> {
  return sql<ListedSession[]>`
    select session.id, device_id as "deviceId", kind, device.name as "deviceName", session.made_at as "madeAt",
      seen_at as "seenAt", expires_at as "expiresAt"
    from session join device on device.id = session.device_id
    where session.account_id = ${accountId} and session.ended_at is null and device.ended_at is null
      and expires_at > ${at}
    order by seen_at desc, session.id`;
}

/** Whose session it is, or null where it is unknown or has ended. */
export async function findOpenSessionOwner(sql: Sql | Tx, id: string): Promise<string | null> {
  const [row] = await sql<{ account_id: string }[]>`
    select account_id from session where id = ${id} and ended_at is null`;
  return row?.account_id ?? null;
}

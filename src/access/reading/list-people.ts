import type { Problem } from '#kernel/problem.ts';
import { type Area, isWithin } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { AccessDesk } from '../access-desk.ts';
import type { AccountAnswer } from '../contract/accounts.ts';
import type { Actor } from '../domain/actor.ts';
import { plainText } from '../domain/plain-text.ts';
import type { Role } from '../domain/role.ts';
import { accessProblem } from '../problems.ts';
import { countAccounts, type ListedAccount, listAccounts } from '../store/account-lists.ts';
import { listAssignments } from '../store/assignments.ts';
import { describeAssignment } from './describe-person.ts';

export type ListPeopleInput = {
  readonly actor: Actor;
  readonly region?: string | undefined;
  readonly role?: Role | undefined;
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
};
export type Scope = { readonly region: string; readonly name: string };
export type PeoplePage = {
  readonly scope: Scope;
  readonly total: number;
  readonly accounts: AccountAnswer[];
  readonly next: string | null;
};

const PAGE_USUAL = 50;
const LOGIN_NAME = /^[a-z0-9]+([.-][a-z0-9]+)*$/;

/** One page of the people in one's region; the answer names the region that was looked at. */
export async function listPeople(
  desk: AccessDesk,
  { actor, region, role, q, cursor = '', limit = PAGE_USUAL }: ListPeopleInput,
): Promise<Result<PeoplePage, Problem>> {
  if (cursor !== '' && !LOGIN_NAME.test(cursor)) return refuse(accessProblem('bad-cursor'));
  const asked = region === undefined ? accept(actor.region) : desk.regions.require(region);
  if (!asked.ok) return asked;
  const within = asked.value;
  if (!isWithin(within, actor.region)) return refuse(desk.regions.unknown(within));
  const scope = scopeOf(desk, within);
  const filter = { region: within, at: desk.clock.now(), role, text: plainText(q ?? '') || undefined };
  const [total, rows] = await Promise.all([
    countAccounts(desk.sql, filter),
    listAccounts(desk.sql, filter, { after: cursor, limit: limit + 1 }),
  ]);
  const page = rows.slice(0, limit);
  const assignments = await listAssignments(
    desk.sql,
    page.map(({ id }) => id),
  );
  const accounts = page.map((row) => ({
    ...describeAccount(row),
    // What a person is elsewhere is for those who see that region.
    assignments: (assignments.get(row.id) ?? [])
      .filter(({ region: place }) => isWithin(place, actor.region))
      .map((item) => describeAssignment(desk.regions, item)),
  }));
  return accept({ scope, total, accounts, next: rows.length > limit ? (page.at(-1)?.user ?? null) : null });
}

export function scopeOf({ regions }: Pick<AccessDesk, 'regions'>, region: Area): Scope {
  return { region, name: regions.nameOf(region) ?? region };
}

function describeAccount(row: ListedAccount): Omit<AccountAnswer, 'assignments'> {
  const { id, user, name, activated, hasPhone, devices } = row;
  return {
    id,
    user,
    name,
    activated,
    hasPhone,
    endedAt: row.endedAt?.toISOString() ?? null,
    devices,
    pending: describePending(row),
  };
}

export function describePending({
  pendingCount,
  pendingBytes,
  pendingOldestAt,
  pendingAt,
}: Pick<ListedAccount, 'pendingCount' | 'pendingBytes' | 'pendingOldestAt' | 'pendingAt'>): AccountAnswer['pending'] {
  return {
    count: pendingCount,
    bytes: pendingBytes,
    oldestAt: pendingOldestAt?.toISOString() ?? null,
    saidAt: pendingAt?.toISOString() ?? null,
  };
}

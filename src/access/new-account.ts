import type { Problem } from '#kernel/problem.ts';
import type { Area } from '#kernel/region-code.ts';
import type { RegionLookup } from './access-desk.ts';
import type { Actor } from './domain/actor.ts';
import { parsePhoneNumber } from './domain/phone-number.ts';
import { plainText } from './domain/plain-text.ts';
import { grantableRoles, mayGrant } from './domain/rights.ts';
import type { Role } from './domain/role.ts';
import { fitsLevel, parseRole, roleWord } from './domain/role-fit.ts';
import { parseTerm, type Term } from './domain/term.ts';
import { accessProblem } from './problems.ts';

/** One row as it was sent or stands in a file; `row` is its place in the one or its line in the other. */
export type NewAccountInput = {
  readonly row: number;
  readonly name: string;
  readonly role: string;
  readonly region: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly phone?: string | undefined;
};
export type AccountPlan = {
  readonly row: number;
  readonly name: string;
  readonly role: Role;
  readonly region: Area;
  readonly term: Term;
  readonly phone: string | null;
};
export type Fault = { readonly column: string; readonly value: string; readonly problem: Problem };

const NAME_CHARACTERS_MAX = 120;

/** The account that a row asks for, or everything that is wrong with it. Each row is judged as if alone. */
export function judgeNewAccount(
  input: NewAccountInput,
  { actor, regions, at }: { readonly actor: Actor; readonly regions: RegionLookup; readonly at: Date },
): AccountPlan | readonly Fault[] {
  const faults: Fault[] = [];
  const fault = (column: keyof NewAccountInput, problem: Problem) =>
    faults.push({ column, value: String(input[column] ?? '').slice(0, 80), problem });
  const name = plainText(input.name);
  if (name === '' || name.length > NAME_CHARACTERS_MAX) fault('name', accessProblem('not-a-name'));
  const role = parseRole(input.role);
  if (role === null) fault('role', notARole(input.role, actor));
  const region = regions.require(input.region);
  if (!region.ok) fault('region', region.problem);
  if (role !== null && region.ok) {
    const isGrantable = mayGrant(actor, role, actor.region);
    if (!fitsLevel(role, region.value)) fault('region', wrongLevel(role, region.value));
    else if (!isGrantable) fault('role', accessProblem('not-yours-to-give'));
    if (isGrantable && !mayGrant(actor, role, region.value))
      fault('region', accessProblem('outside-own', { region: region.value, own: regions.nameOf(actor.region) }));
  }
  const judged = parseTerm(input, region.ok ? region.value : 'national', at);
  if ('fault' in judged) fault(judged.field, accessProblem(judged.fault, { value: input[judged.field]?.slice(0, 80) }));
  const phone = input.phone?.trim() ? parsePhoneNumber(input.phone) : null;
  if (phone === null && input.phone?.trim())
    fault('phone', accessProblem('not-a-phone-number', { value: input.phone.slice(0, 40) }));
  if (role === null || !region.ok || 'fault' in judged || faults.length > 0) return faults;
  return { row: input.row, name, role, region: region.value, term: judged.term, phone };
}

/** Names the roles that this actor may give, so that the advice can be followed. */
export function notARole(value: string, actor: Actor): Problem {
  const roles = grantableRoles(actor);
  const words = roles.map(roleWord).join(', ');
  return accessProblem('not-a-role', { value: value.slice(0, 80), words, roles: roles.join(', ') });
}

export function wrongLevel(role: Role, region: Area): Problem {
  return accessProblem('wrong-level', { role, word: roleWord(role), region });
}

/** The accounts that an earlier row asked for already. It may be two people of one name, so it is only said. */
export function listRepeats(
  plans: readonly AccountPlan[],
): readonly { readonly plan: AccountPlan; readonly fault: Fault }[] {
  const first = new Map<string, number>();
  return plans.flatMap((plan) => {
    const key = JSON.stringify([plan.name.toLowerCase().replace(/\s+/g, ' '), plan.role, plan.region]);
    const row = first.get(key);
    if (row === undefined) first.set(key, plan.row);
    const problem = accessProblem('same-row', { first: row });
    return row === undefined ? [] : [{ plan, fault: { column: 'name', value: plan.name, problem } }];
  });
}

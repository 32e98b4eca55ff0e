import type { Problem } from '#kernel/problem.ts';
import type { Area } from '#kernel/region-code.ts';
import type { RegionLookup } from './access-desk.ts';
import type { Actor } from './domain/actor.ts';
import { parsePhoneNumber } from './domain/phone-number.ts';
import { plainText } from './domain/plain-text.ts';
import { mayGrant } from './domain/rights.ts';
import type { Role } from './domain/role.ts';
import { fitsLevel, parseRole } from './domain/role-fit.ts';
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
  if (role === null) fault('role', accessProblem('not-a-role', { value: input.role.slice(0, 80) }));
  const region = regions.require(input.region);
  if (!region.ok) fault('region', region.problem);
  if (role !== null && region.ok) {
    if (!fitsLevel(role, region.value)) fault('region', accessProblem('wrong-level', { role, region: region.value }));
    else if (!mayGrant(actor, role, region.value)) fault('role', accessProblem('not-yours-to-give'));
  }
  const judged = parseTerm(input, region.ok ? region.value : 'national', at);
  if ('fault' in judged) fault(judged.field, accessProblem(judged.fault, { value: input[judged.field]?.slice(0, 80) }));
  const phone = input.phone?.trim() ? parsePhoneNumber(input.phone) : null;
  if (phone === null && input.phone?.trim())
    fault('phone', accessProblem('not-a-phone-number', { value: input.phone.slice(0, 40) }));
  if (role === null || !region.ok || 'fault' in judged || faults.length > 0) return faults;
  return { row: input.row, name, role, region: region.value, term: judged.term, phone };
}

import type { Role } from '#access/domain/role.ts';

/** A role, its region and its time, as somebody types them; empty dates are left to the server. */
export type RoleTerm = { role: Role; region: string; from: string; until: string };

export function emptyTerm(): RoleTerm {
  return { role: 'village_operator', region: '', from: '', until: '' };
}

export function termBody({ role, region, from, until }: RoleTerm): Record<string, string> {
  return { role, region, ...(from ? { from } : {}), ...(until ? { until } : {}) };
}

import { type Area, type Level, levelOf, NATIONAL } from '#kernel/region-code.ts';
import { ROLES, type Role } from './role.ts';

/** At which levels a role makes sense; roles without a line are given at any. An operator may serve a whole kecamatan. */
const FITTING: Readonly<Partial<Record<Role, readonly Level[]>>> = {
  village_operator: ['village', 'district'],
  district_verifier: ['district'],
  regency_desk: ['regency'],
  province_desk: ['province'],
};

export function fitsLevel(role: Role, region: Area): boolean {
  const levels = FITTING[role];
  if (levels === undefined) return true;
  return region !== NATIONAL && levels.includes(levelOf(region));
}

/** What a role is called where people write it into a table, its usual name first; the code names of the contract are understood as well. */
const ROLE_WORDS: Readonly<Record<string, Role>> = {
  'operator desa': 'village_operator',
  'operator kelurahan': 'village_operator',
  'operator desa/kelurahan': 'village_operator',
  operator: 'village_operator',
  'verifikator kecamatan': 'district_verifier',
  verifikator: 'district_verifier',
  'desk kabupaten': 'regency_desk',
  'desk kota': 'regency_desk',
  'desk kabupaten/kota': 'regency_desk',
  'desk provinsi': 'province_desk',
  pimpinan: 'leader',
  'admin data': 'data_admin',
  'admin teknis': 'technical_admin',
  auditor: 'auditor',
  integrasi: 'integration',
};

/** The usual name of a role in a table. */
export function roleWord(role: Role): string {
  return Object.keys(ROLE_WORDS).find((word) => ROLE_WORDS[word] === role) ?? role;
}

/** Reads a role that can be given to people; the command line's own is none. */
export function parseRole(text: string): Role | null {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .replace(/ ?\/ ?/g, '/');
  const code = words.replaceAll(' ', '_');
  const known = ROLES.find((role) => role === code && role !== 'cli');
  return known ?? (Object.hasOwn(ROLE_WORDS, words) ? (ROLE_WORDS[words] as Role) : null);
}

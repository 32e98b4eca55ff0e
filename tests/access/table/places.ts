/** Where people sit and where records lie: real codes of Kalimantan, written down without any code of the program. */
export const ALL_ROLES = [
  'village_operator',
  'district_verifier',
  'regency_desk',
  'province_desk',
  'leader',
  'data_admin',
  'technical_admin',
  'auditor',
  'integration',
  'public',
] as const;
export type AnyRole = (typeof ALL_ROLES)[number];
export type AccountRole = Exclude<AnyRole, 'public'>;
export const ACCOUNT_ROLES = ALL_ROLES.filter((role): role is AccountRole => role !== 'public');

export const RELATIONS = ['own', 'child', 'parent', 'sibling', 'other kabupaten', 'other province', 'none'] as const;
export type Relation = (typeof RELATIONS)[number];
/** A region that stands in the relation, and a village in it whose records are asked for. */
export type Place = { readonly region: string; readonly village: string };

type Level = 'village' | 'district' | 'regency' | 'province' | 'national';

export const A = '64.09.01.1001';
export const B = '64.09.01.1002';
export const C = '64.09.02.1003';
export const D = '64.71.01.1001';
export const E = '63.02.01.2001';
export const F = '64.01.04.2002';
export const VILLAGES = [A, B, C, D, E, F] as const;

/** Where each role sits. Roles of no fixed level sit in a kabupaten, the smallest desk there is. */
export const SEAT: Readonly<Record<AccountRole, string>> = {
  village_operator: A,
  district_verifier: '64.09.01',
  regency_desk: '64.09',
  province_desk: '64',
  leader: '64.09',
  data_admin: '64.09',
  technical_admin: '64.09',
  auditor: '64.09',
  integration: '64.09',
};

const PLACES: Readonly<Record<Exclude<Level, 'national'>, Readonly<Partial<Record<Relation, Place>>>>> = {
  // below a village there are stations only, which are no regions
  village: {
    own: { region: A, village: A },
    parent: { region: '64.09.01', village: B },
    sibling: { region: B, village: B },
    'other kabupaten': { region: D, village: D },
    'other province': { region: E, village: E },
    none: { region: '64.09.01.1999', village: '64.09.01.1999' },
  },
  district: {
    own: { region: '64.09.01', village: A },
    child: { region: B, village: B },
    parent: { region: '64.09', village: C },
    sibling: { region: '64.09.02', village: C },
    'other kabupaten': { region: '64.71.01', village: D },
    'other province': { region: '63.02.01', village: E },
    none: { region: '64.09.99', village: '64.09.99.1001' },
  },
  regency: {
    own: { region: '64.09', village: A },
    child: { region: '64.09.02', village: C },
    parent: { region: '64', village: F },
    sibling: { region: '64.01', village: F },
    'other kabupaten': { region: '64.71', village: D },
    'other province': { region: '63.02', village: E },
    none: { region: '64.99', village: '64.99.01.1001' },
  },
  province: {
    own: { region: '64', village: A },
    child: { region: '64.71', village: D },
    parent: { region: 'national', village: E },
    sibling: { region: '63', village: E },
    'other kabupaten': { region: '63.02', village: E },
    'other province': { region: '62', village: E },
    none: { region: '99', village: '99.01.01.1001' },
  },
};

/** Somebody without an account asks about the places of a kabupaten; the answer is always the same. */
export function placeOf(role: AnyRole, relation: Relation): Place | undefined {
  const level = role === 'public' ? 'regency' : levelOf(SEAT[role]);
  return level === 'national' ? undefined : PLACES[level][relation];
}

/** A place of the same shape, and the same length of code, that does not exist. */
export function nowhereLike({ region }: Place): Place {
  const nowhere = { village: '64.09.01.1999', district: '64.09.99', regency: '64.99', province: '99', national: '99' };
  return { region: nowhere[levelOf(region)], village: '64.09.01.1999' };
}

export function levelOf(code: string): Level {
  if (code === 'national') return 'national';
  return (['province', 'regency', 'district', 'village'] as const)[code.split('.').length - 1] ?? 'village';
}

/** Whether the first region is, or contains, the second. */
export function covers(region: string, other: string): boolean {
  return region === 'national' || other === region || other.startsWith(`${region}.`);
}

/** The role of the ladder that sits in a region of this level. */
export function ladderRole(region: string): AccountRole {
  const roles = {
    village: 'village_operator',
    district: 'district_verifier',
    regency: 'regency_desk',
    province: 'province_desk',
    national: 'province_desk',
  } as const;
  return roles[levelOf(region)];
}

const SEAT_LEVEL: Readonly<Partial<Record<AccountRole, Level>>> = {
  village_operator: 'village',
  district_verifier: 'district',
  regency_desk: 'regency',
  province_desk: 'province',
};
const DEPTH: readonly Level[] = ['national', 'province', 'regency', 'district', 'village'];

/** Where in a region somebody of the role could sit; null where the region is too small for it. */
export function seatIn({ region, village }: Place, role: AccountRole): string | null {
  const level = SEAT_LEVEL[role];
  if (level === undefined) return ['regency', 'province'].includes(levelOf(region)) ? region : null;
  if (DEPTH.indexOf(level) < DEPTH.indexOf(levelOf(region))) return null;
  return levelOf(region) === level ? region : village.split('.').slice(0, DEPTH.indexOf(level)).join('.');
}

import { ACCOUNT_ROLES, type AccountRole, ALL_ROLES, type AnyRole } from './places.ts';

/**
 * A second reading of who may do what, from contracts 2, 6 and 7 and quality 4.1 and 4.2 alone. Neither this file nor
 * those it imports take anything from the program, so that a mistake in its table cannot hide behind the same mistake here.
 */
type Line = {
  /** who may at all; everybody else with a session is told so, whatever the record */
  readonly who: readonly AnyRole[] | 'anyone' | 'this machine';
  /** what the request is about */
  readonly on: Subject;
  /** own session and own account; else a request that is no reading changes something of the desk */
  readonly self?: true;
};
export type Subject =
  | 'nothing'
  | 'own session'
  | 'names of regions'
  | 'contests of the region'
  | 'figures of a region'
  | 'sheets of a region'
  | 'people of a region'
  | 'own tasks'
  | 'sheet'
  | 'own submission'
  | 'own photo'
  | 'photo'
  | 'new people'
  | 'sessions of a person'
  | 'session'
  | 'account'
  | 'account to change'
  | 'new role'
  | 'devices of a person'
  | 'device';

const EVERYBODY = ACCOUNT_ROLES;
/** @source contracts 6 “Who”: “Enter: village_operator …, district_verifier and regency_desk from paper for below” */
const ENTER: readonly AccountRole[] = ['village_operator', 'district_verifier', 'regency_desk'];
/** @source contracts 6 “Above”: district_verifier < regency_desk < province_desk */
const JUDGE: readonly AccountRole[] = ['district_verifier', 'regency_desk', 'province_desk'];
/** Who enters or judges sees sheets; leader and auditor read (contracts 2); no other role is given results. */
const SEE: readonly AccountRole[] = [
  'village_operator',
  'district_verifier',
  'regency_desk',
  'province_desk',
  'leader',
  'auditor',
];
/** @source contracts 6 “Who”: candidate totals need `totals.read` (these four) */
export const SEE_TOTALS: readonly AnyRole[] = ['regency_desk', 'province_desk', 'leader', 'auditor'];
/** The desks of kabupaten and province make accounts; technical_admin hands out no codes (quality 4.1). */
const STAFF: readonly AccountRole[] = ['regency_desk', 'province_desk'];
/** quality 6: a person is visible to the own desk line; the auditor reads all; technical_admin keeps users' devices. */
const SEE_PEOPLE: readonly AccountRole[] = [
  'district_verifier',
  'regency_desk',
  'province_desk',
  'technical_admin',
  'auditor',
];
/** quality 6: work phone numbers are “visible to own desk line only”. */
const SEE_PHONES: readonly AccountRole[] = ['district_verifier', 'regency_desk', 'province_desk'];
/** quality 4.1: “admin_teknis (service, users' devices …)”; and the desks that made the accounts. */
export const END_DEVICES: readonly AnyRole[] = ['regency_desk', 'province_desk', 'technical_admin'];
/** A kecamatan sees with its people what their phones still hold; no rule gives it their devices and sessions. */
export const SEE_DEVICES: readonly AnyRole[] = ['regency_desk', 'province_desk', 'technical_admin', 'auditor'];

export const EXPECTED_LINES: Readonly<Record<string, Line>> = {
  'GET /healthz': { who: 'this machine', on: 'nothing' },
  'GET /readyz': { who: 'this machine', on: 'nothing' },
  'GET /metrics': { who: 'this machine', on: 'nothing' },
  'GET /api/v1/openapi.json': { who: 'anyone', on: 'nothing' },

  'POST /api/v1/activations': { who: 'anyone', on: 'own session', self: true },
  'POST /api/v1/sessions': { who: 'anyone', on: 'own session', self: true },
  'GET /api/v1/me': { who: EVERYBODY, on: 'own session', self: true },
  'PUT /api/v1/me/assignment': { who: EVERYBODY, on: 'own session', self: true },
  'PUT /api/v1/me/password': { who: EVERYBODY, on: 'own session', self: true },
  'PUT /api/v1/me/pending': { who: ENTER, on: 'own session', self: true },
  'GET /api/v1/sessions': { who: EVERYBODY, on: 'sessions of a person', self: true },
  'DELETE /api/v1/sessions/:id': { who: EVERYBODY, on: 'session', self: true },

  'POST /api/v1/accounts': { who: STAFF, on: 'new people' },
  'POST /api/v1/accounts/file': { who: STAFF, on: 'new people' },
  'GET /api/v1/accounts': { who: SEE_PEOPLE, on: 'people of a region' },
  'POST /api/v1/accounts/:id/code': { who: STAFF, on: 'account to change' },
  'POST /api/v1/accounts/:id/end': { who: STAFF, on: 'account to change' },
  'POST /api/v1/accounts/:id/assignments': { who: STAFF, on: 'new role' },
  'DELETE /api/v1/accounts/:id/assignments/:no': { who: STAFF, on: 'account to change' },
  'GET /api/v1/accounts/:id/phone': { who: SEE_PHONES, on: 'account' },
  'GET /api/v1/devices': { who: SEE_DEVICES, on: 'devices of a person' },
  'DELETE /api/v1/devices/:id': { who: END_DEVICES, on: 'device' },

  'GET /api/v1/elections': { who: EVERYBODY, on: 'contests of the region' },
  'GET /api/v1/regions': { who: EVERYBODY, on: 'names of regions' },
  'GET /api/v1/regions/:code': { who: EVERYBODY, on: 'names of regions' },
  'GET /api/v1/regions/:code/map': { who: EVERYBODY, on: 'names of regions' },

  'GET /api/v1/tally': { who: SEE, on: 'figures of a region' },
  'GET /api/v1/sheets': { who: SEE, on: 'sheets of a region' },
  'GET /api/v1/sheets/:id': { who: SEE, on: 'sheet' },
  'GET /api/v1/sheets/:id/picture': { who: SEE, on: 'sheet' },
  'POST /api/v1/sheets': { who: ENTER, on: 'sheet' },
  'POST /api/v1/sheets/:id/return': { who: JUDGE, on: 'sheet' },
  // contracts 7: “sedang diisi oleh …, and verifiers that do not collide”
  'PUT /api/v1/sheets/:id/lease': { who: [...ENTER, 'province_desk'], on: 'sheet' },
  'DELETE /api/v1/sheets/:id/lease': { who: [...ENTER, 'province_desk'], on: 'sheet' },
  'GET /api/v1/me/tasks': { who: ENTER, on: 'own tasks', self: true },
  'POST /api/v1/photos': { who: ENTER, on: 'own submission' },
  'HEAD /api/v1/photos/:id': { who: ENTER, on: 'own photo' },
  'PATCH /api/v1/photos/:id': { who: ENTER, on: 'own photo' },
  'GET /api/v1/photos/:id': { who: SEE, on: 'photo' },
};

/**
 * “Nobody grants a role or region wider than their own” (quality 4.2.9): a desk gives the ladder up to itself, and a leader
 * what it sees itself. The province, above which there is no desk, gives the remaining roles too: none of them may
 * do what it may not, and a test says so of every line above.
 */
export const EXPECTED_GRANTS: Readonly<Partial<Record<AnyRole, readonly AccountRole[]>>> = {
  regency_desk: ['village_operator', 'district_verifier', 'regency_desk', 'leader'],
  province_desk: ACCOUNT_ROLES,
};

export const RUNGS: readonly AnyRole[] = ['village_operator', 'district_verifier', 'regency_desk', 'province_desk'];

/** contracts 6: higher than the author; where that is a desk of kabupaten or province, another person of its level will do. */
export function standsAbove(role: AnyRole, author: AnyRole, samePerson: boolean): boolean {
  const [own, other] = [RUNGS.indexOf(role), RUNGS.indexOf(author)];
  if (own < 1) return false;
  return own > other || (own === other && own >= 2 && !samePerson);
}

export function mayAtAll(role: AnyRole, { who }: Line): boolean {
  return who === 'anyone' || who === 'this machine' || who.includes(role);
}

/** Roles that read only: quality 4.2.10. */
export const READERS: readonly AnyRole[] = ALL_ROLES.filter((role) => role === 'leader' || role === 'auditor');

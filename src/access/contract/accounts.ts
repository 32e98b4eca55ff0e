import { type Static, Type } from 'typebox';
import { TABLE_PROBLEMS } from '#platform/files/table-problems.ts';
import { ASSIGNMENT, DAY, ID, MAYBE_MOMENT, MOMENT, ROLE } from './shapes.ts';

const NEW_ACCOUNT = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120 }),
    role: ROLE,
    region: Type.String({ maxLength: 40 }),
    from: Type.Optional(DAY),
    until: Type.Optional(DAY),
    phone: Type.Optional(Type.String({ maxLength: 40 })),
  },
  { additionalProperties: false },
);
export type NewAccount = Static<typeof NEW_ACCOUNT>;

const MADE_ACCOUNT = Type.Object({
  row: Type.Integer({ description: 'Urutan dalam kiriman, atau baris berkas' }),
  id: ID,
  user: Type.String(),
  name: Type.String(),
  role: ROLE,
  region: Type.String(),
  regionName: Type.String(),
  activationCode: Type.String({ description: 'Hanya ditunjukkan sekali' }),
  codeExpiresAt: MOMENT,
});
export type MadeAccount = Static<typeof MADE_ACCOUNT>;

const ROW_ERROR = Type.Object({
  row: Type.Integer(),
  column: Type.String(),
  value: Type.String(),
  code: Type.String(),
  message: Type.String(),
  message_en: Type.String(),
});

/** Each row is judged by itself, as if alone. */
export const createAccountsContract = {
  name: 'createAccounts',
  method: 'POST',
  path: '/api/v1/accounts',
  access: 'accounts.grant',
  body: Type.Object(
    { accounts: Type.Array(NEW_ACCOUNT, { minItems: 1, maxItems: 2000 }) },
    { additionalProperties: false },
  ),
  response: Type.Object({
    made: Type.Array(MADE_ACCOUNT),
    errors: Type.Array(ROW_ERROR),
    warnings: Type.Array(ROW_ERROR, { description: 'Baris yang tetap dibuat, tetapi perlu dilihat' }),
  }),
  problems: ['access.phone-key-missing', 'access.phone-key-unusable'],
} as const;

/** The same from a CSV or Excel file (columns name, role, region, from, until, phone); `dryRun` writes nothing. */
export const importAccountsContract = {
  name: 'importAccounts',
  method: 'POST',
  path: '/api/v1/accounts/file',
  access: 'accounts.grant',
  query: Type.Object({ dryRun: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
  response: Type.Object({
    rows: Type.Integer(),
    made: Type.Array(MADE_ACCOUNT),
    errors: Type.Array(ROW_ERROR),
    warnings: Type.Array(ROW_ERROR, { description: 'Baris yang tetap dibuat, tetapi perlu dilihat' }),
  }),
  problems: [...TABLE_PROBLEMS, 'access.too-many-rows', 'access.phone-key-missing', 'access.phone-key-unusable'],
} as const;

const ACCOUNT = Type.Object({
  id: ID,
  user: Type.String(),
  name: Type.String(),
  assignments: Type.Array(ASSIGNMENT),
  activated: Type.Boolean(),
  hasPhone: Type.Boolean(),
  endedAt: MAYBE_MOMENT,
  devices: Type.Integer(),
  /** what its phones still hold, as they last said */
  pending: Type.Object({ count: Type.Integer(), bytes: Type.Integer(), oldestAt: MAYBE_MOMENT, saidAt: MAYBE_MOMENT }),
});
export type AccountAnswer = Static<typeof ACCOUNT>;

export const listAccountsContract = {
  name: 'listAccounts',
  method: 'GET',
  path: '/api/v1/accounts',
  access: 'accounts.read',
  query: Type.Object(
    {
      region: Type.Optional(Type.String({ maxLength: 40 })),
      role: Type.Optional(ROLE),
      q: Type.Optional(Type.String({ maxLength: 80 })),
      cursor: Type.Optional(Type.String({ maxLength: 200 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    },
    { additionalProperties: false },
  ),
  response: Type.Object({
    scope: Type.Object({ region: Type.String(), name: Type.String() }),
    total: Type.Integer(),
    accounts: Type.Array(ACCOUNT),
    next: Type.Union([Type.String(), Type.Null()]),
  }),
  problems: ['regions.unknown', 'regions.not-a-code', 'access.bad-cursor'],
} as const;

const ACCOUNT_PARAMS = Type.Object({ id: ID });

/** A new one-time code; earlier ones end. The old password holds until the code is used. */
export const renewCodeContract = {
  name: 'renewCode',
  method: 'POST',
  path: '/api/v1/accounts/:id/code',
  access: 'accounts.grant',
  params: ACCOUNT_PARAMS,
  response: Type.Object({ user: Type.String(), activationCode: Type.String(), codeExpiresAt: MOMENT }),
  problems: ['access.unknown-account', 'access.own-account', 'access.not-yours-to-give', 'access.account-ended'],
} as const;

/** Ends an account at once: its sessions and devices end with it. */
export const endAccountContract = {
  name: 'endAccount',
  method: 'POST',
  path: '/api/v1/accounts/:id/end',
  access: 'accounts.end',
  params: ACCOUNT_PARAMS,
  body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }, { additionalProperties: false }),
  problems: ['access.unknown-account', 'access.own-account', 'access.not-yours-to-give'],
} as const;

/** Gives a person another role; with `moves` the one in use ends at the same moment. */
export const addAssignmentContract = {
  name: 'addAssignment',
  method: 'POST',
  path: '/api/v1/accounts/:id/assignments',
  access: 'accounts.grant',
  params: ACCOUNT_PARAMS,
  body: Type.Object(
    {
      role: ROLE,
      region: Type.String({ maxLength: 40 }),
      from: Type.Optional(DAY),
      until: Type.Optional(DAY),
      moves: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  response: ASSIGNMENT,
  problems: [
    'access.unknown-account',
    'access.own-account',
    'access.account-ended',
    'access.not-yours-to-give',
    'access.wrong-level',
    'access.not-a-day',
    'access.ends-before-it-begins',
    'access.ended-already',
    'regions.unknown',
    'regions.not-a-code',
  ],
} as const;

export const endAssignmentContract = {
  name: 'endAssignment',
  method: 'DELETE',
  path: '/api/v1/accounts/:id/assignments/:no',
  access: 'accounts.end',
  params: Type.Object({ id: ID, no: Type.Integer({ minimum: 1 }) }),
  problems: ['access.unknown-account', 'access.own-account', 'access.unknown-assignment', 'access.not-yours-to-give'],
} as const;

/** The phone number of a person in one's region. Every reading is written to the record of changes. */
export const readPhoneContract = {
  name: 'readPhone',
  method: 'GET',
  path: '/api/v1/accounts/:id/phone',
  access: 'phones.read',
  params: ACCOUNT_PARAMS,
  response: Type.Object({ phone: Type.Union([Type.String(), Type.Null()]) }),
  problems: ['access.unknown-account'],
} as const;

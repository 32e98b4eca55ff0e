import { type Static, Type } from 'typebox';
import { TABLE_PROBLEMS } from '#platform/files/table-problems.ts';

const ID = Type.String({ maxLength: 36 });
const PASSWORD = Type.String({ minLength: 1, maxLength: 200 });
const MOMENT = Type.String();
const MAYBE_MOMENT = Type.Union([MOMENT, Type.Null()]);
const DAY = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'Tanggal, misalnya 2024-12-31' });
const ROLE = Type.Enum([
  'village_operator',
  'district_verifier',
  'regency_desk',
  'province_desk',
  'leader',
  'data_admin',
  'technical_admin',
  'auditor',
  'integration',
]);
/** Which shell asks: it decides how long the session lives and what the device is called. */
const DEVICE_INPUT = Type.Object(
  { kind: Type.Enum(['phone', 'desk']), name: Type.Optional(Type.String({ maxLength: 80 })) },
  { additionalProperties: false },
);

const ASSIGNMENT = Type.Object({
  no: Type.Integer(),
  role: ROLE,
  region: Type.String(),
  regionName: Type.String(),
  startsAt: MOMENT,
  endsAt: MAYBE_MOMENT,
});
export type AssignmentAnswer = Static<typeof ASSIGNMENT>;

const ME = Type.Object({
  account: Type.Object({ id: ID, user: Type.String(), name: Type.String() }),
  /** null when no role holds any more: only what the phone still has can be handed in */
  role: Type.Union([ROLE, Type.Null()]),
  region: Type.Union([Type.String(), Type.Null()]),
  regionName: Type.Union([Type.String(), Type.Null()]),
  permissions: Type.Array(Type.String()),
  /** the roles that hold now, the one in use among them */
  assignments: Type.Array(ASSIGNMENT),
  device: Type.Object({ id: ID, kind: Type.Enum(['phone', 'desk']), name: Type.String() }),
  session: Type.Object({ id: ID, expiresAt: MOMENT }),
});
export type Me = Static<typeof ME>;

/** An activation code and a password of one's own make a device and its first session (cookie). */
export const activateContract = {
  name: 'activate',
  method: 'POST',
  path: '/api/v1/activations',
  access: 'public',
  body: Type.Object(
    { code: Type.String({ minLength: 1, maxLength: 40 }), password: PASSWORD, device: Type.Optional(DEVICE_INPUT) },
    { additionalProperties: false },
  ),
  response: ME,
  problems: ['access.wrong-code', 'access.weak-password', 'access.wait', 'access.busy'],
} as const;

export const logInContract = {
  name: 'logIn',
  method: 'POST',
  path: '/api/v1/sessions',
  access: 'public',
  body: Type.Object(
    { user: Type.String({ minLength: 1, maxLength: 80 }), password: PASSWORD, device: Type.Optional(DEVICE_INPUT) },
    { additionalProperties: false },
  ),
  response: ME,
  problems: ['access.wrong-log-in', 'access.wait', 'access.busy'],
} as const;

export const readMeContract = {
  name: 'readMe',
  method: 'GET',
  path: '/api/v1/me',
  access: 'self.use',
  response: ME,
  problems: [],
} as const;

export const chooseAssignmentContract = {
  name: 'chooseAssignment',
  method: 'PUT',
  path: '/api/v1/me/assignment',
  access: 'self.use',
  body: Type.Object({ no: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
  response: ME,
  problems: ['access.unknown-assignment'],
} as const;

export const changePasswordContract = {
  name: 'changePassword',
  method: 'PUT',
  path: '/api/v1/me/password',
  access: 'self.use',
  body: Type.Object({ current: PASSWORD, next: PASSWORD }, { additionalProperties: false }),
  problems: ['access.wrong-log-in', 'access.weak-password', 'access.wait', 'access.busy'],
} as const;

/** What the phone still holds, so that the desk knows what a lost phone had. */
export const putPendingContract = {
  name: 'putPending',
  method: 'PUT',
  path: '/api/v1/me/pending',
  access: 'self.hand-in',
  body: Type.Object(
    {
      count: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
      bytes: Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }),
      oldestAt: Type.Optional(Type.String({ format: 'date-time' })),
      /** counts up on the phone: earlier words that arrive late are not taken for the last */
      order: Type.Optional(Type.Integer({ minimum: 0, maximum: 9_007_199_254_740_991 })),
    },
    { additionalProperties: false },
  ),
  problems: [],
} as const;

const SESSION = Type.Object({
  id: ID,
  device: Type.Object({ id: ID, kind: Type.Enum(['phone', 'desk']), name: Type.String() }),
  madeAt: MOMENT,
  seenAt: MOMENT,
  expiresAt: MOMENT,
  current: Type.Boolean(),
});

/** One's own live sessions; with `account` those of somebody in one's region (permission `devices.read`). */
export const listSessionsContract = {
  name: 'listSessions',
  method: 'GET',
  path: '/api/v1/sessions',
  access: 'self.use',
  query: Type.Object({ account: Type.Optional(ID) }, { additionalProperties: false }),
  response: Type.Object({ sessions: Type.Array(SESSION) }),
  problems: ['access.unknown-account'],
} as const;

/** Ends one's own session, or (permission `devices.end`) that of somebody in one's region. `current` logs out. */
export const endSessionContract = {
  name: 'endSession',
  method: 'DELETE',
  path: '/api/v1/sessions/:id',
  access: 'self.use',
  params: Type.Object({ id: ID }),
  problems: ['access.unknown-session'],
} as const;

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
  response: Type.Object({ made: Type.Array(MADE_ACCOUNT), errors: Type.Array(ROW_ERROR) }),
  problems: ['access.phone-key-missing', 'access.phone-key-unusable'],
} as const;

/** The same from a CSV or Excel file (columns name, role, region, from, until, phone); `dryRun` writes nothing. */
export const importAccountsContract = {
  name: 'importAccounts',
  method: 'POST',
  path: '/api/v1/accounts/file',
  access: 'accounts.grant',
  query: Type.Object({ dryRun: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
  response: Type.Object({ rows: Type.Integer(), made: Type.Array(MADE_ACCOUNT), errors: Type.Array(ROW_ERROR) }),
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

const DEVICE = Type.Object({
  id: ID,
  kind: Type.Enum(['phone', 'desk']),
  name: Type.String(),
  account: Type.Object({ id: ID, user: Type.String(), name: Type.String() }),
  madeAt: MOMENT,
  seenAt: MAYBE_MOMENT,
  endedAt: MAYBE_MOMENT,
  pending: Type.Object({ count: Type.Integer(), bytes: Type.Integer(), oldestAt: MAYBE_MOMENT, saidAt: MAYBE_MOMENT }),
});

/** Devices of one account, or those of one's region that still hold something unsent. */
export const listDevicesContract = {
  name: 'listDevices',
  method: 'GET',
  path: '/api/v1/devices',
  access: 'devices.read',
  query: Type.Object(
    { account: Type.Optional(ID), pending: Type.Optional(Type.Boolean()) },
    { additionalProperties: false },
  ),
  response: Type.Object({
    scope: Type.Object({ region: Type.String(), name: Type.String() }),
    devices: Type.Array(DEVICE),
  }),
  problems: ['access.unknown-account'],
} as const;

/** Ends a device (lost, handed on): its sessions end with it. */
export const endDeviceContract = {
  name: 'endDevice',
  method: 'DELETE',
  path: '/api/v1/devices/:id',
  access: 'devices.end',
  params: Type.Object({ id: ID }),
  problems: ['access.unknown-device'],
} as const;

export const ACCESS_CONTRACTS = [
  activateContract,
  logInContract,
  readMeContract,
  chooseAssignmentContract,
  changePasswordContract,
  putPendingContract,
  listSessionsContract,
  endSessionContract,
  createAccountsContract,
  importAccountsContract,
  listAccountsContract,
  renewCodeContract,
  endAccountContract,
  addAssignmentContract,
  endAssignmentContract,
  readPhoneContract,
  listDevicesContract,
  endDeviceContract,
] as const;

import { type Static, Type } from 'typebox';
import { ASSIGNMENT, ID, MOMENT, PASSWORD, ROLE } from './shapes.ts';

/** Which shell asks: it decides how long the session lives and what the device is called. */
const DEVICE_INPUT = Type.Object(
  { kind: Type.Enum(['phone', 'desk']), name: Type.Optional(Type.String({ maxLength: 80 })) },
  { additionalProperties: false },
);

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

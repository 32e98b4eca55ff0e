import { Type } from 'typebox';
import { ID, MAYBE_MOMENT, MOMENT } from './shapes.ts';

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

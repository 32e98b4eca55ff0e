import type { Static } from 'typebox';
import type { listDevicesContract, listSessionsContract } from '#access/contract/sessions.ts';

export type DeviceAnswer = Static<(typeof listDevicesContract)['response']>['devices'][number];
export type SessionAnswer = Static<(typeof listSessionsContract)['response']>['sessions'][number];

import type { DeviceKind } from './live-session.ts';
import type { Role } from './role.ts';

const HOUR_SECONDS = 3600;

/**
 * How long a session lives. A village operator's phone may be without signal for weeks; everybody else logs in each day.
 * @unit seconds
 */
export function sessionSeconds(role: Role, kind: DeviceKind): number {
  return kind === 'phone' && role === 'village_operator' ? 30 * 24 * HOUR_SECONDS : 12 * HOUR_SECONDS;
}

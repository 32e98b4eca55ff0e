import type { AccessDesk } from '../access-desk.ts';
import type { LiveSession } from '../domain/live-session.ts';
import { type Pending, setPending } from '../store/devices.ts';

/**
 * What a phone says that it still holds, so that the desk knows what a lost one had. It is said every few minutes by every
 * phone and decides nothing, so the record of changes does without it.
 */
export async function notePending(
  { sql, clock }: Pick<AccessDesk, 'sql' | 'clock'>,
  { session, pending }: { readonly session: LiveSession; readonly pending: Pending },
): Promise<void> {
  await setPending(sql, session.device.id, pending, clock.now());
}

import type { Area } from '#kernel/region-code.ts';
import type { Role } from './role.ts';

/** Through which door somebody acts. */
export type Channel = 'cli' | 'phone' | 'desk' | 'system';

/** Who acts: taken from the server's own knowledge, never from the request. */
export type Actor = {
  readonly id: string;
  readonly role: Role;
  readonly region: Area;
  readonly device: string | null;
  readonly channel: Channel;
  /**
   * Regions where this person once had this right and has it no more. What was typed there offline is held for the
   * level above instead of being thrown away.
   */
  readonly formerly?: readonly Area[];
  /** No role holds any more: the person may only hand in what the phone still has, and every item of it is held. */
  readonly ended?: true;
};

/** The command line, with the name of the source it reads: an author, never a verifier. */
export function cliActor(source: string): Actor {
  return { id: `cli:${source}`, role: 'cli', region: 'national', device: null, channel: 'cli' };
}

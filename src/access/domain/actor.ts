import type { Area } from '#kernel/region-code.ts';
import type { Role } from './role.ts';

/** Through which door somebody acts. */
export type Channel = 'cli' | 'phone' | 'desk' | 'system';

/** A role in which results are or were entered, and where. */
export type Entering = { readonly role: Role; readonly region: Area };

/** Who acts: taken from the server's own knowledge, never from the request. */
export type Actor = {
  readonly id: string;
  readonly role: Role;
  readonly region: Area;
  readonly device: string | null;
  readonly channel: Channel;
  /** Other roles that hold now, beside the one in use, and in which results are entered. */
  readonly besides?: readonly Entering[];
  /**
   * Where this person once entered results and does so no more, the latest first. What was typed there offline is held
   * for the level above instead of being thrown away.
   */
  readonly formerly?: readonly Entering[];
  /** No role holds any more: the person may only hand in what the phone still has, and every item of it is held. */
  readonly ended?: true;
};

/** Every region for which somebody enters or has entered. */
export function enteredFor({ region, besides = [], formerly = [] }: Actor): readonly Area[] {
  return [region, ...[...besides, ...formerly].map((entering) => entering.region)];
}

/** The command line, with the name of the source it reads: an author, never a verifier. */
export function cliActor(source: string): Actor {
  return { id: `cli:${source}`, role: 'cli', region: 'national', device: null, channel: 'cli' };
}

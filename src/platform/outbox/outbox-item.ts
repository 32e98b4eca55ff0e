import type { Json } from '#kernel/canonical-json.ts';
import type { Text } from '#kernel/problem.ts';
import type { Uuid } from '#kernel/uuid.ts';

/**
 * `waiting`: only on this phone. `done`: the server gave a receipt for exactly this. `refused`: the server said no; it
 * stays on the phone with its reason until the person deals with it.
 */
export type OutboxState = 'waiting' | 'done' | 'refused';

/** Why something has not gone through: a code, and a sentence for the person. */
export type Trouble = { readonly code: string; readonly message: Text };

export type OutboxPhoto = {
  /** key of its bytes in the phone's store */
  readonly id: Uuid;
  readonly page: number;
  readonly bytes: number;
  /** of the bytes that are sent, in hex */
  readonly sha256: string;
  readonly state: OutboxState;
  /** the server's id, once it knows of the photo */
  readonly remote: string | null;
  readonly sent: number;
  readonly trouble: Trouble | null;
};

/** One thing to send. Once saved its content never changes; `id` makes sending it twice harmless. */
export type OutboxItem = {
  readonly id: Uuid;
  /** who registers it: a feature's word, never interpreted here */
  readonly kind: string;
  /** what it is about, in the feature's own words (the address of a sheet) */
  readonly subject: string;
  /** the account it was made under: nobody else's session sends it */
  readonly owner: string;
  readonly body: Json;
  readonly bytes: number;
  readonly savedAt: string;
  readonly state: OutboxState;
  readonly tries: number;
  readonly triedAt: string | null;
  readonly trouble: Trouble | null;
  /** what the server answered, as it came */
  readonly receipt: Json;
  readonly answeredAt: string | null;
  readonly photos: readonly OutboxPhoto[];
};

/** A form being filled, before anything is promised; `photos` are keys of bytes already stored. */
export type Draft = {
  readonly key: string;
  readonly owner: string;
  readonly kind: string;
  readonly body: Json;
  readonly photos: readonly Omit<OutboxPhoto, 'state' | 'remote' | 'sent' | 'trouble'>[];
  readonly changedAt: string;
};

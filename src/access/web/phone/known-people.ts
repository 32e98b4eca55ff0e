import type { Me } from '#access/contract/entry.ts';
import type { Json } from '#kernel/canonical-json.ts';
import type { PhoneStore } from '#platform/outbox/phone-store.ts';

/** Somebody who has used this phone: enough to name whose things wait here, also without a signal. */
export type KnownPerson = { readonly id: string; readonly name: string; readonly user: string };

/** Everybody who has used this phone, and whose turn it is. */
export type KnownPeople = { readonly current: string | null; readonly people: readonly KnownPerson[] };

const KEY = 'people';
const NOBODY: KnownPeople = { current: null, people: [] };

export async function readPeople(store: Pick<PhoneStore, 'readCache'>): Promise<KnownPeople> {
  const kept = await store.readCache(KEY);
  return parsePeople(kept?.value ?? null);
}

export async function keepPeople(store: Pick<PhoneStore, 'putCache'>, known: KnownPeople, at: Date): Promise<void> {
  await store.putCache(KEY, { current: known.current, people: known.people.map(rowOf) }, at.toISOString());
}

/** The person at the front of the list; a name that was known stays when the new word has none. */
export function withPerson(known: KnownPeople, person: KnownPerson): KnownPeople {
  const before = known.people.find(({ id }) => id === person.id);
  const user = person.user || (before?.user ?? '');
  return {
    current: person.id,
    people: [{ ...person, user }, ...known.people.filter(({ id }) => id !== person.id)],
  };
}

export function personOfMe({ account }: Me): KnownPerson {
  return { id: account.id, name: account.name, user: account.user };
}

function parsePeople(value: Json): KnownPeople {
  const { current, people } = (value ?? {}) as { current?: unknown; people?: unknown };
  if (!Array.isArray(people)) return NOBODY;
  const known = people.filter((one): one is KnownPerson => typeof one?.id === 'string' && typeof one.name === 'string');
  return {
    current: typeof current === 'string' ? current : null,
    people: known.map((one) => ({ ...one, user: typeof one.user === 'string' ? one.user : '' })),
  };
}

function rowOf({ id, name, user }: KnownPerson): Json {
  return { id, name, user };
}

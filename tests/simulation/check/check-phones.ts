import type { Phone } from '../phone/phone.ts';
import type { Ledger } from './ledger.ts';
import type { State } from './read-state.ts';

/** I8: what a person was told is saved stays on the phone until the server has it, or the person gives it up. */
export function lostItems(phones: readonly Phone[], ledger: Ledger, state: State): string[] {
  return phones.flatMap((phone) => [...lostOf(phone), ...wronglyEnded(phone, ledger), ...lostPhotos(phone, state)]);
}

function lostOf({ name, disk, ledger }: Phone): string[] {
  return [...ledger.promised].flatMap((id) => {
    if (disk.items.has(id) || ledger.given.has(id)) return [];
    if (ledger.recalled.has(id) && disk.drafts.has(`taken back ${id}`)) return [];
    if (ledger.discarded.has(id) && disk.cache.has(`outbox.discarded:${id}`)) return [];
    return [`I8: ${id} is gone from the phone of ${name} without a receipt`];
  });
}

/** An item ends only by what the server said of this very item, and never with another content than it had. */
function wronglyEnded({ name, disk, ledger }: Phone, { sent }: Ledger): string[] {
  return [...disk.items.values()].flatMap((item) => {
    if (item.state === 'done' && !ledger.given.has(item.id))
      return [`I8: ${item.id} of ${name} counts as sent without a receipt`];
    if (item.state === 'refused' && !ledger.refused.has(item.id))
      return [`I8: ${item.id} of ${name} was given up though the server never refused it`];
    const { contentHash } = item.body as { contentHash: string };
    return contentHash === sent.get(item.id)?.contentHash ? [] : [`I8: ${item.id} of ${name} has changed`];
  });
}

/** The bytes of a photo stay until the server has the whole of it. */
function lostPhotos({ name, disk, ledger }: Phone, { photos: whole }: State): string[] {
  const photos = [...disk.items.values()].flatMap(({ id: item, photos }) =>
    photos.map((photo) => ({ item, ...photo })),
  );
  const refused = photos.filter(({ state }) => state === 'refused').length;
  if (refused > ledger.refusedPhotos.size) return [`I8: ${refused} photos of ${name} were given up without a no`];
  return photos.flatMap(({ item, id, state, sha256 }) => {
    if (state === 'done')
      return whole.has(`${item} ${sha256}`) ? [] : [`I8: photo ${id} of ${name} is not on the server`];
    return disk.photos.has(id) ? [] : [`I8: photo ${id} of ${name} is gone before it was sent`];
  });
}

/** What still waits when everything has had time to go. */
export function leftOver(phones: readonly Phone[]): string[] {
  return phones.flatMap(({ name, disk }) =>
    [...disk.items.values()]
      .filter(({ state, photos }) => state === 'waiting' || photos.some((photo) => photo.state === 'waiting'))
      .map(({ id, trouble, photos }) => {
        const why = trouble?.code ?? photos.map((photo) => photo.trouble?.code).join();
        return `liveness: ${id} still waits on the phone of ${name} (${why})`;
      }),
  );
}

/**
 * Each phone has told the desk how much it still holds: nothing, but for what was refused. A copy of an older word that
 * arrives late may stand at the desk until the next; it holds up nothing, so it is not looked at here.
 */
export function wronglyAnnounced(phones: readonly Phone[]): string[] {
  return phones.flatMap(({ name, disk, ledger }) => {
    const held = [...disk.items.values()].filter(({ state, photos }) =>
      [state, ...photos.map((photo) => photo.state)].some((is) => is !== 'done'),
    ).length;
    return ledger.announced === held
      ? []
      : [`pending: the phone of ${name} holds ${held}, it said ${ledger.announced}`];
  });
}

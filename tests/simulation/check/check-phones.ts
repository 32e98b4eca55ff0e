import type { Phone } from '../phone/phone.ts';
import type { Ledger } from './ledger.ts';

/** I8: what a person was told is saved stays on the phone until the server has it, or the person gives it up. */
export function lostItems(phones: readonly Phone[], ledger: Ledger): string[] {
  return phones.flatMap((phone) => [...lostOf(phone), ...wronglyEnded(phone, ledger)]);
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

/** What still waits when everything has had time to go. */
export function leftOver(phones: readonly Phone[]): string[] {
  return phones.flatMap(({ name, disk }) =>
    [...disk.items.values()]
      .filter(({ state, photos }) => state === 'waiting' || photos.some((photo) => photo.state === 'waiting'))
      .map(
        ({ id, trouble }) => `liveness: ${id} still waits on the phone of ${name} (${trouble?.code ?? 'no trouble'})`,
      ),
  );
}

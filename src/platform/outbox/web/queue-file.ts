import type { Draft, OutboxItem } from '../outbox-item.ts';
import type { PhoneStore } from '../phone-store.ts';
import { isOnlyHere } from './queue-list.ts';

/** Base64 is made of so many bytes at a time, a multiple of three: a whole photo as arguments would overflow. */
const CHUNK_BYTES = 24_576;

/**
 * Everything of one account that is only on this phone, as one JSON file: items and drafts first, then photos one by
 * one, so that never more than one photo is in memory twice.
 */
export async function queueFile(
  store: Pick<PhoneStore, 'readPhoto'>,
  { items, drafts, now }: { items: readonly OutboxItem[]; drafts: readonly Draft[]; now: Date },
): Promise<File> {
  const left = items.filter(isOnlyHere);
  const head = { format: 'desk-outbox', version: 1, exportedAt: now.toISOString(), items: left, drafts };
  const parts = [JSON.stringify(head).slice(0, -1), ',"photos":{'];
  const photos = [...left, ...drafts].flatMap((one) => one.photos);
  let comma = '';
  for (const { id } of photos) {
    const bytes = await store.readPhoto(id);
    if (!bytes) continue;
    parts.push(`${comma}${JSON.stringify(id)}:"${base64(bytes)}"`);
    comma = ',';
  }
  parts.push('}}');
  const name = `kiriman-${now.toISOString().slice(0, 16).replace(/\D/g, '')}.json`;
  return new File(parts, name, { type: 'application/json' });
}

/** To another application of the phone where it takes files, else among its downloads; false when the person gave up. */
export async function handOver(file: File): Promise<boolean> {
  if (navigator.canShare?.({ files: [file] })) {
    return navigator
      .share({ files: [file], title: file.name })
      .then(() => true)
      .catch(() => false);
  }
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: address, download: file.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return true;
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK_BYTES)));
  return text;
}

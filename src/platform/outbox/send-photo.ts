import type { Json } from '#kernel/canonical-json.ts';
import { type Flight, type Step, stepAfterTrouble } from './flight.ts';
import { laterOrNo } from './later-or-no.ts';
import type { OutboxItem, OutboxPhoto } from './outbox-item.ts';
import type { TransportReply } from './transport.ts';
import { outboxTrouble, troubleOf } from './troubles.ts';

/** Small enough for one piece to go through at 64 kbit/s in about 4 s. */
export const PIECE_BYTES = 32 * 1024;
/** A server that forgets a photo again and again would otherwise hold up all others. */
const ANNOUNCED_MAX = 3;

export type PhotoPlace = { readonly item: OutboxItem; readonly photo: OutboxPhoto; readonly path: string };

/** The next photo to go on with: only of an item that the server has a receipt for. */
export function choosePhoto(flight: Flight, items: readonly OutboxItem[]): PhotoPlace | null {
  const ready = items
    .filter((item) => item.owner === flight.owner && item.state === 'done')
    .flatMap((item) => {
      const path = flight.kinds.get(item.kind)?.photos?.path;
      return path === undefined ? [] : item.photos.map((photo) => ({ item, photo, path }));
    })
    .filter(({ photo }) => photo.state === 'waiting' && !flight.aside.has(photo.id));
  const strikes = ({ photo }: PhotoPlace) => flight.strikes.get(photo.id) ?? 0;
  return ready.sort((a, b) => strikes(a) - strikes(b))[0] ?? null;
}

/** One request towards the whole photo: announce it, ask how much the server has, or send the next piece. */
export async function sendPhotoStep(flight: Flight, place: PhotoPlace): Promise<Step> {
  if (place.photo.remote === null) return announce(flight, place);
  return flight.sure.has(place.photo.id) ? sendPiece(flight, place) : askOffset(flight, place);
}

async function announce(flight: Flight, place: PhotoPlace): Promise<Step> {
  const { item, photo, path } = place;
  const times = (flight.announced.get(photo.id) ?? 0) + 1;
  flight.announced.set(photo.id, times);
  if (times > ANNOUNCED_MAX) return putAside(flight, place);
  const body = flight.kinds.get(item.kind)?.photos?.announce(item, photo.page) ?? {};
  const reply = await flight.ask({ method: 'POST', path, body });
  if (laterOrNo(reply) === 'no') return refuse(flight, place, reply);
  const answer = laterOrNo(reply) === 'yes' && reply !== null ? announced(reply.json, photo) : null;
  if (answer === null) return keep(flight, place, reply);
  if (answer.complete) return finish(flight, place);
  flight.sure.add(photo.id);
  await changePhoto(flight, place, { remote: answer.id, sent: answer.offset, trouble: null });
  return 'on';
}

async function askOffset(flight: Flight, place: PhotoPlace): Promise<Step> {
  const { photo, path } = place;
  const reply = await flight.ask({ method: 'HEAD', path: `${path}/${photo.remote}` });
  // An answer to HEAD has no body, so a 404 cannot say whose it is; announcing again asks the desk itself.
  if (reply?.status === 404 || reply?.status === 410) return forget(flight, place);
  if (laterOrNo(reply) === 'no') return refuse(flight, place, reply);
  const offset = laterOrNo(reply) === 'yes' ? offsetOf(reply, photo) : null;
  if (offset === null) return keep(flight, place, reply);
  // All bytes are there: the announcement answers whether the photo is whole too.
  if (offset === photo.bytes) return forget(flight, place);
  flight.sure.add(photo.id);
  await changePhoto(flight, place, { sent: offset });
  return 'on';
}

async function sendPiece(flight: Flight, place: PhotoPlace): Promise<Step> {
  const { photo, path } = place;
  const bytes = await flight.store.readPhoto(photo.id);
  if (bytes === null || bytes.length !== photo.bytes)
    return park(flight, place, outboxTrouble('photo-missing', { page: photo.page }));
  const reply = await flight.ask({
    method: 'PATCH',
    path: `${path}/${photo.remote}`,
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(photo.sent) },
    body: bytes.slice(photo.sent, photo.sent + PIECE_BYTES),
  });
  if (reply?.status === 404 || reply?.status === 410) return forget(flight, place);
  if (reply?.status === 409) return doubt(flight, place);
  if (laterOrNo(reply) === 'no') return refuse(flight, place, reply);
  const offset = laterOrNo(reply) === 'yes' ? offsetOf(reply, photo) : null;
  if (offset === null) return keep(flight, place, reply);
  if (offset === photo.bytes) return finish(flight, place);
  await changePhoto(flight, place, { sent: offset, trouble: null });
  return offset > photo.sent ? 'on' : doubt(flight, place);
}

/** The server's offset is another than ours: it is asked, at most as often as a photo may be announced. */
async function doubt(flight: Flight, place: PhotoPlace): Promise<Step> {
  const times = (flight.announced.get(place.photo.id) ?? 0) + 1;
  flight.announced.set(place.photo.id, times);
  flight.sure.delete(place.photo.id);
  return times > ANNOUNCED_MAX ? putAside(flight, place) : 'on';
}

async function forget(flight: Flight, place: PhotoPlace): Promise<Step> {
  flight.sure.delete(place.photo.id);
  await changePhoto(flight, place, { remote: null });
  return 'on';
}

async function finish(flight: Flight, place: PhotoPlace): Promise<Step> {
  flight.strikes.delete(place.photo.id);
  flight.photosSent += 1;
  await changePhoto(flight, place, { state: 'done', sent: place.photo.bytes, trouble: null }, place.photo.id);
  return 'on';
}

function refuse(flight: Flight, place: PhotoPlace, reply: TransportReply | null): Promise<Step> {
  return park(flight, place, troubleOf(reply));
}

async function park(flight: Flight, place: PhotoPlace, trouble: NonNullable<OutboxPhoto['trouble']>): Promise<Step> {
  await changePhoto(flight, place, { state: 'refused', trouble });
  return 'on';
}

function putAside(flight: Flight, { photo }: PhotoPlace): Step {
  flight.aside.add(photo.id);
  return 'on';
}

async function keep(flight: Flight, place: PhotoPlace, reply: TransportReply | null): Promise<Step> {
  const { photo } = place;
  flight.sure.delete(photo.id);
  const trouble = laterOrNo(reply) === 'yes' ? outboxTrouble('not-the-desk') : troubleOf(reply);
  if (photo.trouble?.code !== trouble.code) await changePhoto(flight, place, { trouble });
  return stepAfterTrouble(flight, { reply, ids: [photo.id], aloneFrom: 1 });
}

async function changePhoto(
  { store, changed }: Flight,
  { item, photo }: PhotoPlace,
  change: Partial<OutboxPhoto>,
  droppedPhoto?: string,
): Promise<void> {
  const photos = (stored: OutboxItem) =>
    stored.photos.map((one) => (one.id === photo.id && one.state === 'waiting' ? { ...one, ...change } : one));
  await store.changeItem(item.id, (stored) => ({ ...stored, photos: photos(stored) }), droppedPhoto);
  changed();
}

function announced(json: Json, photo: OutboxPhoto): { id: string; offset: number; complete: boolean } | null {
  if (typeof json !== 'object' || json === null || !('id' in json)) return null;
  const { id, offset, complete } = json;
  if (typeof id !== 'string' || !/^[\w-]{1,80}$/.test(id) || typeof complete !== 'boolean') return null;
  if (!isOffset(offset, photo)) return null;
  // A server that has every byte and not the photo would be asked for ever.
  return complete || offset < photo.bytes ? { id, offset, complete } : null;
}

function offsetOf(reply: TransportReply | null, photo: OutboxPhoto): number | null {
  const stated = reply?.header('upload-offset') ?? '';
  const offset = /^\d{1,10}$/.test(stated) ? Number(stated) : null;
  return isOffset(offset, photo) ? offset : null;
}

function isOffset(offset: unknown, photo: OutboxPhoto): offset is number {
  return typeof offset === 'number' && Number.isInteger(offset) && offset >= 0 && offset <= photo.bytes;
}

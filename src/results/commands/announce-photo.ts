import type { Actor } from '#access/domain/actor.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { parseUuid } from '#kernel/uuid.ts';
import { lockRegencies } from '#platform/audit/audit-log.ts';
import type { Tx } from '#platform/db/sql.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import { PHOTO_PAGES_MAX, PHOTOS_PER_SHEET_MAX } from '../contract/photos.ts';
import type { Desk } from '../desk.ts';
import { mayHandIn, regenciesOf } from '../photos/own-photo.ts';
import { resultsProblem } from '../problems.ts';
import { findOwnSubmission } from '../store/acts.ts';
import {
  type Announcement,
  countPhotos,
  findAnnounced,
  insertPhoto,
  lockAnnounced,
  noteReceived,
  type Photo,
  type PhotoPlace,
} from '../store/photos.ts';

export type Announced = { readonly id: string; readonly offset: number; readonly complete: boolean };

/**
 * Makes room for one page of a submission's paper, or finds what was announced before and where to go on. Whoever is not
 * the author of the submission gets the answer of one that does not exist.
 */
export async function announcePhoto(
  desk: Desk,
  actor: Actor,
  announced: Announcement,
): Promise<Result<Announced, Problem>> {
  const submission = parseUuid(announced.submission);
  const unknown = refuse(resultsProblem('unknown-submission', { submission: announced.submission }));
  if (submission === null) return unknown;
  return withTransaction(desk.sql, async (tx) => {
    const place = await findOwnSubmission(tx, { id: submission, kabIds: regenciesOf(actor), author: actor.id });
    if (!place || !mayHandIn(actor, place.village)) return unknown;
    const photo = { ...announced, submission };
    // Before the kabupaten is locked: a last piece holds its photo while it waits for that lock.
    const earlier = await lockAnnounced(tx, place.kabId, photo);
    if (earlier) return accept(await goOn(desk, tx, earlier, photo));
    await lockRegencies(tx, [place.kabId]);
    const sameMoment = await findAnnounced(tx, place.kabId, photo);
    if (sameMoment) return accept({ id: sameMoment.id, offset: 0, complete: false });
    return announceNew(desk, tx, actor, { place, photo });
  });
}

type Announcing = { readonly place: PhotoPlace; readonly photo: Announcement };

/** Counts under the lock of the kabupaten: they hold only while nobody else announces. */
async function announceNew(
  desk: Desk,
  tx: Tx,
  actor: Actor,
  { place, photo }: Announcing,
): Promise<Result<Announced, Problem>> {
  const { submission } = photo;
  const counted = await countPhotos(tx, place, { submission, by: actor.id });
  if (counted.ofSubmission >= PHOTO_PAGES_MAX)
    return refuse(
      tooMany({ what: 'kiriman ini', what_en: 'submission', count: counted.ofSubmission, max: PHOTO_PAGES_MAX }),
    );
  if (counted.ofSheet >= PHOTOS_PER_SHEET_MAX)
    return refuse(tooMany({ what: 'lembar ini', what_en: 'sheet', count: counted.ofSheet, max: PHOTOS_PER_SHEET_MAX }));
  const id = desk.ids.next();
  await insertPhoto(tx, desk.clock.now(), { ...place, ...photo, id, by: actor.id, device: actor.device });
  return accept({ id, offset: 0, complete: false });
}

/** One content has one length, so an announcement of another length was wrong, and what came under it is no use. */
async function goOn(desk: Desk, tx: Tx, earlier: Photo, { length }: Announcement): Promise<Announced> {
  const { id, received, isComplete } = earlier;
  if (isComplete) return { id, offset: earlier.length, complete: true };
  const offset = length === earlier.length ? received : 0;
  await noteReceived(tx, desk.clock.now(), earlier, { received: offset, length });
  return { id, offset, complete: false };
}

function tooMany(fields: { what: string; what_en: string; count: number; max: number }): Problem {
  return resultsProblem('too-many-photos', fields);
}

import { createHash } from 'node:crypto';
import type { Actor } from '#access/domain/actor.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, invariant, type Result, refuse } from '#kernel/result.ts';
import { appendAudit, lockRegencies, nextAuditRow } from '#platform/audit/audit-log.ts';
import { storeBlob } from '#platform/blobs/blobs.ts';
import { emptyUpload, readUpload, removeUpload, uploadBytes, writePiece } from '#platform/blobs/upload-files.ts';
import type { Tx } from '#platform/db/sql.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import { appendEvents } from '#platform/events/outbox-events.ts';
import type { Desk } from '../desk.ts';
import { sheetId } from '../domain/submission.ts';
import { isOwnPhoto } from '../photos/own-photo.ts';
import { SHOWN_MEDIA_TYPE, type ShownCopy, shownCopy } from '../photos/shown-copy.ts';
import { resultsProblem } from '../problems.ts';
import { completePhoto, lockPhoto, noteReceived, type Photo, removeUnfinished } from '../store/photos.ts';

export type Piece = { readonly kabId: number; readonly id: string; readonly offset: number; readonly bytes: Buffer };
export type Received = { readonly offset: number; readonly complete: boolean };

/**
 * Takes one piece of a photo. The row is held from beginning to end, so that of two pieces at once the later sees what the
 * earlier brought. With the last piece the photo is proved, drawn anew and recorded, all or nothing: until then the
 * pieces before it stand, and the last can be sent again.
 */
export async function receivePiece(desk: Desk, actor: Actor, piece: Piece): Promise<Result<Received, Problem>> {
  const { id } = piece;
  const step = await withTransaction(desk.sql, async (tx): Promise<Step> => {
    const photo = await lockPhoto(tx, piece);
    if (!photo || !isOwnPhoto(photo, actor)) return { answer: refuse(resultsProblem('unknown-photo', { photo: id })) };
    const received = photo.isComplete ? photo.length : await standingBytes(desk, tx, photo);
    if (piece.offset !== received) {
      return { answer: refuse(resultsProblem('wrong-offset', { offset: received, length: photo.length })) };
    }
    const offset = received + piece.bytes.length;
    if (offset > photo.length) return { answer: refuse(resultsProblem('photo-too-long', { length: photo.length })) };
    await writePiece(desk.filesDir, id, piece);
    if (offset === photo.length) return finish(desk, tx, actor, photo);
    await noteReceived(tx, desk.clock.now(), photo, { received: offset, length: photo.length });
    return { answer: accept({ offset, complete: false }) };
  });
  if (step.isOver) await removeUpload(desk.filesDir, id);
  return step.answer;
}

/** `isOver`: the file of pieces has done its work, once the transaction has committed. */
type Step = { readonly answer: Result<Received, Problem>; readonly isOver?: true };

/** What was noted, or nothing where the pieces are gone (as after a restore: no backup holds them). */
async function standingBytes(desk: Desk, tx: Tx, photo: Photo): Promise<number> {
  if (photo.received === 0 || (await uploadBytes(desk.filesDir, photo.id)) >= photo.received) return photo.received;
  await noteReceived(tx, desk.clock.now(), photo, { received: 0, length: photo.length });
  return 0;
}

async function finish(desk: Desk, tx: Tx, actor: Actor, photo: Photo): Promise<Step> {
  const original = await readUpload(desk.filesDir, photo.id);
  if (createHash('sha256').update(original).digest('hex') !== photo.sha256) {
    await noteReceived(tx, desk.clock.now(), photo, { received: 0, length: photo.length });
    await emptyUpload(desk.filesDir, photo.id);
    return { answer: refuse(resultsProblem('photo-differs')) };
  }
  const copy = await shownCopy(original);
  if (!copy.ok) {
    await removeUnfinished(tx, photo);
    return { answer: copy, isOver: true };
  }
  await record(desk, tx, actor, { photo, original, copy: copy.value });
  return { answer: accept({ offset: photo.length, complete: true }), isOver: true };
}

type Recording = { readonly photo: Photo; readonly original: Buffer; readonly copy: ShownCopy };

async function record(desk: Desk, tx: Tx, actor: Actor, { photo, original, copy }: Recording): Promise<void> {
  const { kabId, id, contestNo, village, station, round, submission, page, sha256 } = photo;
  const { shown, mediaType } = copy;
  const found = (await desk.books.current(tx)).contestByNo(contestNo);
  invariant(found, 'a photo is of a contest');
  const { election, contest } = found;
  const storedAt = desk.clock.now();
  await storeBlob(tx, desk.filesDir, { bytes: original, mediaType, at: storedAt });
  const shownAs = await storeBlob(tx, desk.filesDir, { bytes: shown, mediaType: SHOWN_MEDIA_TYPE, at: storedAt });
  const heads = await lockRegencies(tx, [kabId]);
  // Read under the lock: the times of a kabupaten's record never run against its numbers.
  const at = desk.clock.now();
  await completePhoto(tx, at, photo, { shownAs, mediaType, device: actor.device });
  const entry = nextAuditRow(heads, kabId, at, {
    electionNo: election.electionNo,
    action: 'sheet.photo',
    subject: sheetId({ election: election.id, contest: contest.id, region: village as never, station, round }),
    actor,
    act: null,
    reason: null,
    before: null,
    after: { photo: id, submission, page, length: photo.length, mediaType, sha256, shownAs },
  });
  await appendAudit(tx, at, [entry]);
  const subject = { election: election.id, contest: contest.id, region: village, stations: [station] };
  await appendEvents(tx, at, [{ kabId, electionNo: election.electionNo, topic: 'results.sheets-changed', subject }]);
}

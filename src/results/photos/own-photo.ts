import { type Actor, enteredFor } from '#access/domain/actor.ts';
import { type Area, isWithin, regencyIdOf } from '#kernel/region-code.ts';
import { parseUuid } from '#kernel/uuid.ts';
import type { Sql } from '#platform/db/sql.ts';
import { findPhoto, type Photo } from '../store/photos.ts';

/** The kabupaten in which somebody may have handed in sheets, now or formerly. */
export function regenciesOf(actor: Actor): readonly number[] {
  const ids = enteredFor(actor).map(regencyIdOf);
  return [...new Set(ids.filter((id) => id !== null))];
}

/** Whether somebody may still hand in what belongs to a sheet there, though the right itself may have ended. */
export function mayHandIn(actor: Actor, village: string): boolean {
  return enteredFor(actor).some((area) => isWithin(village as Area, area));
}

export function isOwnPhoto(photo: Photo, actor: Actor): boolean {
  return photo.by === actor.id && mayHandIn(actor, photo.village);
}

/** A photo that the actor announced; null for every other, whatever the reason. */
export async function findOwnPhoto(sql: Sql, actor: Actor, id: string): Promise<Photo | null> {
  const uuid = parseUuid(id);
  const photo = uuid === null ? null : await findPhoto(sql, uuid);
  return photo && isOwnPhoto(photo, actor) ? photo : null;
}

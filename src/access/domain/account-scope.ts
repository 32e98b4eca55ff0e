import { type Area, regencyIdOf } from '#kernel/region-code.ts';
import type { Actor } from './actor.ts';
import { type Assignment, assignmentInUse, lastAssignment } from './assignment.ts';
import { isInScope, mayGrant } from './rights.ts';

/** The roles by which others see a person: those that hold or will hold, or the last one when none does. */
export function standingAssignments(assignments: readonly Assignment[], at: Date): readonly Assignment[] {
  const standing = assignments.filter(({ endsAt }) => endsAt === null || at < endsAt);
  const last = lastAssignment(assignments);
  return standing.length > 0 || last === null ? standing : [last];
}

/** Whether one of a person's regions lies in the actor's own; store/account-lists.ts asks the database the same. */
export function isVisible(actor: Actor, assignments: readonly Assignment[], at: Date): boolean {
  return standingAssignments(assignments, at).some(({ region }) => isInScope(actor, region));
}

/** Whether everything the person is could have been given by the actor: nobody reaches above or beside himself. */
export function isWithinGift(actor: Actor, assignments: readonly Assignment[], at: Date): boolean {
  return standingAssignments(assignments, at).every(({ role, region }) => mayGrant(actor, role, region));
}

/** The kabupaten in whose record a change of the person stands; null: that of the desk as a whole. */
export function regencyOf(assignments: readonly Assignment[], at: Date): number | null {
  const shown = assignmentInUse(assignments, null, at) ?? lastAssignment(assignments);
  return shown && regencyIdOf(shown.region as Area);
}

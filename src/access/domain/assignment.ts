import type { Area } from '#kernel/region-code.ts';
import { type Role, rankOf } from './role.ts';

/** What a person is, where, and from when until when; `endsAt` is the first moment at which it no longer holds. */
export type Assignment = {
  readonly no: number;
  readonly role: Role;
  readonly region: Area;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
};

export function holdsAt(assignment: Assignment, at: Date): boolean {
  return assignment.startsAt <= at && (assignment.endsAt === null || at < assignment.endsAt);
}

/** The role somebody acts in: the one they chose while it holds, otherwise the highest that holds, of equals the first given. */
export function assignmentInUse(
  assignments: readonly Assignment[],
  chosenNo: number | null,
  at: Date,
): Assignment | null {
  const holding = assignments.filter((assignment) => holdsAt(assignment, at));
  const chosen = holding.find(({ no }) => no === chosenNo);
  return chosen ?? holding.sort((a, b) => rankOf(b.role) - rankOf(a.role) || a.no - b.no)[0] ?? null;
}

/** Of a person whose roles have all ended (or not begun), the one that ended last. */
export function lastAssignment(assignments: readonly Assignment[]): Assignment | null {
  const end = ({ endsAt, startsAt }: Assignment) => (endsAt ?? startsAt).getTime();
  return [...assignments].sort((a, b) => end(b) - end(a) || b.no - a.no)[0] ?? null;
}

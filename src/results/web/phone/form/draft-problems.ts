import { type CheckContext, checkSheet, type SheetProblem } from '../../../domain/check-sheet.ts';
import { contradictions } from '../../../domain/checks/contradictions.ts';
import type { Values } from '../../../domain/fields.ts';
import type { Paper } from './types.ts';

/** The box that is being typed in, and what stands there so far. */
export type Typing = { readonly field: string; readonly text: string; readonly digits: number };

export function checkContextOf({ task, definition, election }: Paper): CheckContext {
  return {
    candidates: definition.candidates.map(({ number }) => number),
    reservePercent: election.reservePercent,
    maxVotersPerStation: election.maxVotersPerStation,
    borders: election.borders,
    station: { permanentVoters: task.permanentVoters },
  };
}

/**
 * What is shown while the form is being filled. Boxes that are still empty are no news then (E001), and a number that
 * is only half typed accuses nobody: a contradiction waits as long as further digits could still resolve it, a remark
 * until the box is left.
 */
export function problemsWhileFilling(
  values: Values,
  context: CheckContext,
  typing: Typing | null,
): readonly SheetProblem[] {
  return checkSheet(values, context).filter((problem) => {
    if (problem.code === 'E001') return false;
    if (typing === null || !problem.fields.includes(typing.field)) return true;
    return problem.severity === 'E' && !mayResolve(problem, values, context, typing);
  });
}

/** Whether more digits in the box could make the two numbers agree: as many as are missing, or as many as fit. */
function mayResolve(problem: SheetProblem, values: Values, context: CheckContext, typing: Typing): boolean {
  const { field, text, digits } = typing;
  const stated = values[field] ?? 0;
  const most = Number(text.padEnd(digits, '9'));
  return [stated + problem.difference, stated - problem.difference, most]
    .filter((count) => count !== stated && extendsText(count, text, digits))
    .some((count) => !isFound(problem, { ...values, [field]: count }, context));
}

function extendsText(count: number, text: string, digits: number): boolean {
  if (count < 0) return false;
  for (let length = text.length + 1; length <= digits; length++) {
    const written = String(count).padStart(length, '0');
    if (written.length === length && written.startsWith(text)) return true;
  }
  return false;
}

/** Looks at the rows of this problem alone, so that one code stands for one place on the paper. */
function isFound(problem: SheetProblem, values: Values, context: CheckContext): boolean {
  const concerned = Object.fromEntries(Object.entries(values).filter(([field]) => problem.fields.includes(field)));
  return contradictions(concerned, context).some(({ code }) => code === problem.code);
}

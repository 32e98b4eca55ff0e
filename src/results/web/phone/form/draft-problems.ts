import { type CheckContext, type SheetProblem, toProblem } from '../../../domain/check-sheet.ts';
import { contradictions } from '../../../domain/checks/contradictions.ts';
import { type Finding, severityOf } from '../../../domain/checks/finding.ts';
import { remarks } from '../../../domain/checks/remarks.ts';
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
  const found = [...contradictions(values, context), ...remarks(values, context)];
  return found.filter((finding) => isNews(finding, values, context, typing)).map(toProblem);
}

/** What `checkSheet` would say is put into words only where it is shown: this runs at every key. */
function isNews(finding: Finding, values: Values, context: CheckContext, typing: Typing | null): boolean {
  if (finding.code === 'E001') return false;
  if (typing === null || !finding.fields.includes(typing.field)) return true;
  return severityOf(finding.code) === 'E' && !mayResolve(finding, values, context, typing);
}

/** Whether more digits in the box could make the two numbers agree: as many as are missing, or as many as fit. */
function mayResolve(finding: Finding, values: Values, context: CheckContext, typing: Typing): boolean {
  const { field, text, digits } = typing;
  const stated = values[field] ?? 0;
  const difference = finding.left - finding.right;
  const most = Number(text.padEnd(digits, '9'));
  return [stated + difference, stated - difference, most]
    .filter((count) => count !== stated && extendsText(count, text, digits))
    .some((count) => !isFound(finding, { ...concernedBy(finding, values), [field]: count }, context));
}

function extendsText(count: number, text: string, digits: number): boolean {
  if (count < 0) return false;
  for (let length = text.length + 1; length <= digits; length++) {
    const written = String(count).padStart(length, '0');
    if (written.length === length && written.startsWith(text)) return true;
  }
  return false;
}

/** The rows of this finding alone, so that one code stands for one place on the paper. */
function concernedBy({ fields }: Finding, values: Values): Values {
  const concerned: Record<string, number> = {};
  for (const field of fields) {
    const count = values[field];
    if (count !== undefined) concerned[field] = count;
  }
  return concerned;
}

function isFound({ code }: Finding, concerned: Values, context: CheckContext): boolean {
  return contradictions(concerned, context).some((other) => other.code === code);
}

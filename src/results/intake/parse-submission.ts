import { shorten } from '#kernel/count.ts';
import type { Problem } from '#kernel/problem.ts';
import { parseRegionCode } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { parseUuid } from '#kernel/uuid.ts';
import { schemaFaults } from '#platform/schema/schema-faults.ts';
import { SUBMISSION } from '../contract/intake.ts';
import { type Submission, unreadableField } from '../domain/submission.ts';
import { resultsProblem } from '../problems.ts';

/** More fields than any form has boxes, with the largest number of candidates. */
const FIELDS_MAX = 200;

/** Reads one item of an envelope as it is; nothing is coerced or filled in. The refusal names the first part that does not fit. */
export function parseSubmission(item: unknown): Result<Submission, Problem> {
  if (hasTooManyFields(item)) return refuse(resultsProblem('unreadable-submission', { field: 'values' }));
  const fault = schemaFaults(SUBMISSION, item, 1)[0];
  if (fault) return refuse(faultProblem(fault.path, item));
  const stated = item as Submission;
  const submission = {
    ...stated,
    id: parseUuid(stated.id) ?? stated.id,
    region: parseRegionCode(stated.region) ?? stated.region,
  };
  const field = unreadableField(submission);
  return field === null ? accept(submission) : refuse(resultsProblem('unreadable-submission', { field }));
}

/** The id that an item states, readable or not, so that its sender knows which item a receipt is for. */
export function statedId(item: unknown): string {
  const id = isRecord(item) ? item.id : null;
  return typeof id === 'string' ? shorten(id, 64) : '';
}

function hasTooManyFields(item: unknown): boolean {
  return isRecord(item) && isRecord(item.values) && Object.keys(item.values).length > FIELDS_MAX;
}

function faultProblem(path: string, item: unknown): Problem {
  const [first = '', second] = path.slice(1).split('/');
  if (first === 'values' && second !== undefined) {
    const value: unknown = (item as Submission).values[second];
    return resultsProblem('not-a-count', { field: shorten(second), value: shorten(shown(value)) });
  }
  return resultsProblem('unreadable-submission', { field: first === '' ? missingOrForeign(item) : first });
}

/** What stands in place of a count; of a list or an object only that it is one, because it may be without end. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return '[ … ]';
  return isRecord(value) ? '{ … }' : (JSON.stringify(value) ?? '–');
}

/** Which part is missing, or is none of a submission's. */
function missingOrForeign(item: unknown): string {
  if (!isRecord(item)) return '{ … }';
  const missing = SUBMISSION.required.find((name) => !Object.hasOwn(item, name));
  const foreign = Object.keys(item).find((name) => !Object.hasOwn(SUBMISSION.properties, name));
  return shorten(missing ?? foreign ?? '{ … }');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { canonicalJson } from '#kernel/canonical-json.ts';
import { isCount } from '#kernel/count.ts';
import type { Problem } from '#kernel/problem.ts';
import type { RegionCode } from '#kernel/region-code.ts';
import { isStationNumber, stationLabel } from '#kernel/station-number.ts';
import { parseUuid, type Uuid } from '#kernel/uuid.ts';
import { resultsProblem } from '../problems.ts';
import { fieldNames, type Values } from './fields.ts';

/** A result copied from the paper, as the phone sends it. @source contracts 6, "Submission" */
export type Submission = {
  readonly id: Uuid;
  readonly election: string;
  readonly contest: string;
  readonly region: RegionCode;
  readonly station: number;
  readonly round: string;
  /** hash of the contest's definition that the author had in hand */
  readonly definition: string;
  /** the revision that the author saw; 0 = none */
  readonly basis: number;
  readonly reason?: string;
  readonly note?: string;
  readonly values: Values;
  readonly enteredAt: string;
};

export type SubmissionOutcome = 'accepted' | 'corrected' | 'unchanged' | 'conflict' | 'held' | 'refused';

/** What the desk answers for one submission, the same for ever. @source contracts 6, "Receipt" */
export type Receipt = {
  readonly submission: string;
  readonly sheet: string;
  readonly revision: number | null;
  readonly outcome: SubmissionOutcome;
  readonly contentHash: string;
  readonly receivedAt: string;
  readonly rival?: number;
  readonly problem?: Problem;
};

/** Which sheet: contest × station × round. */
export type SheetKey = {
  readonly election: string;
  readonly contest: string;
  readonly region: RegionCode;
  readonly station: number;
  readonly round: string;
};

/** The address of a sheet in answers and links: `election:contest:64.09.01.1001:003:regular`. */
export function sheetId(key: SheetKey): string {
  return `${key.election}:${key.contest}:${key.region}:${stationLabel(key.station)}:${key.round}`;
}

/**
 * The text whose SHA-256 is the content hash: RFC 8785 JSON of what the sheet says, without who, when or why.
 * Two submissions are equal when their content hashes are.
 */
export function contentText(key: SheetKey, values: Values): string {
  const { election, contest, region, station, round } = key;
  return canonicalJson({ election, contest, region, station, round, values });
}

const REVISION_MAX = 2_147_483_647;
const MOMENT_SHAPE = /^[12][0-9]{3}-[0-9]{2}-[0-9]{2}T/;
const FIELD_SHAPE = /^[a-z0-9_]{1,60}$/;

/** The first part of a submission that nobody could store as it came; null when all can be. */
export function unreadableField(submission: Submission): string | null {
  const { id, station, basis, reason, note, definition, values, enteredAt } = submission;
  if (parseUuid(id) !== id) return 'id';
  if (!isStationNumber(station)) return 'station';
  if (!Number.isInteger(basis) || basis < 0 || basis > REVISION_MAX) return 'basis';
  if (!MOMENT_SHAPE.test(enteredAt) || Number.isNaN(Date.parse(enteredAt))) return 'enteredAt';
  if (!isStorable(definition)) return 'definition';
  if (reason !== undefined && !isStorable(reason)) return 'reason';
  if (note !== undefined && !isStorable(note)) return 'note';
  return Object.keys(values).every((field) => FIELD_SHAPE.test(field)) ? null : 'values';
}

/** Neither the zero character nor half of a pair, which PostgreSQL and JSON do not hold. */
export function isStorable(text: string): boolean {
  return !/\p{Surrogate}/u.test(text) && !text.includes('\u0000');
}

const VOTES = ['valid_votes', 'invalid_votes', 'total_votes'];

/** Whether a sheet states any votes at all. */
export function statesVotes(values: Values): boolean {
  for (const field in values) if (VOTES.includes(field) || field.startsWith('candidate_')) return true;
  return false;
}

/** Why figures are impossible on this contest's form; null when they are not. Contradictions on the paper are possible. */
export function impossibleFigures(values: Values, candidates: readonly number[] | null): Problem | null {
  for (const field in values) {
    if (!isCount(values[field])) return resultsProblem('not-a-count', { field, value: String(values[field]) });
  }
  const foreign = candidates === null ? null : foreignField(values, candidates);
  return foreign === null ? null : resultsProblem('wrong-form', { field: foreign });
}

/** The first field that this contest's form does not have; null when all fit. */
export function foreignField(values: Values, candidates: readonly number[]): string | null {
  const known = new Set(fieldNames(candidates));
  return Object.keys(values).find((field) => !known.has(field)) ?? null;
}

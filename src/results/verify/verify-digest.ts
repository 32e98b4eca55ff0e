import type { Json } from '#kernel/canonical-json.ts';

/** What an entry says of a sheet: its state, and its figures by their hash. Rivals are those still open. */
export type EntryDigest = {
  readonly state: string;
  readonly revision: number;
  readonly contentHash: string | null;
  readonly author: string | null;
  readonly rivals: readonly number[];
};

/** The same after an act, with what came of it. */
export type EntryAfter = EntryDigest & {
  readonly outcome: string;
  readonly brought: { readonly contentHash: string; readonly author: string } | null;
  readonly rival: number | null;
  /** hash of all that was asked: note, basis and time of entry too */
  readonly request: string;
};

/** Before the first entry of a sheet. */
export const NO_SHEET_DIGEST: EntryDigest = { state: 'none', revision: 0, contentHash: null, author: null, rivals: [] };

/** Reads `before`; null when somebody wrote anything else there. */
export function readDigest(value: Json): EntryDigest | null {
  if (!isObject(value)) return null;
  const { state, revision, contentHash, author, rivals } = value;
  const isDigest =
    typeof state === 'string' &&
    Number.isInteger(revision) &&
    isTextOrNull(contentHash) &&
    isTextOrNull(author) &&
    Array.isArray(rivals) &&
    rivals.every(Number.isInteger);
  return isDigest ? (value as unknown as EntryDigest) : null;
}

/** Reads `after`; null when somebody wrote anything else there. */
export function readAfter(value: Json): EntryAfter | null {
  const digest = readDigest(value);
  if (!digest || !isObject(value)) return null;
  const { outcome, request, brought = null, rival = null } = value;
  if (typeof outcome !== 'string' || typeof request !== 'string' || !(rival === null || Number.isInteger(rival)))
    return null;
  if (
    brought !== null &&
    !(isObject(brought) && typeof brought.contentHash === 'string' && typeof brought.author === 'string')
  )
    return null;
  return { ...digest, outcome, request, brought, rival } as EntryAfter;
}

export function isSameDigest(a: EntryDigest, b: EntryDigest): boolean {
  return (
    a.state === b.state &&
    a.revision === b.revision &&
    a.contentHash === b.contentHash &&
    a.author === b.author &&
    a.rivals.length === b.rivals.length &&
    a.rivals.every((rival, i) => rival === b.rivals[i])
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

import type { Json } from '#kernel/canonical-json.ts';
import type { Draft, OutboxItem } from '#platform/outbox/outbox-item.ts';
import { contentHash } from './form/content-hash.ts';
import { draftOfSubmission, SHEET_KIND, storedDraft } from './form/sheet-draft.ts';
import type { SavedSheet } from './form/types.ts';
import { bodyOf, type SheetBody } from './sheet-item.ts';

/** What a person decided to send, as the outbox keeps it. The submission's id is the item's: sent twice, it counts once. */
export async function outboxItem(
  { submission, photos }: Pick<SavedSheet, 'submission' | 'photos'>,
  made: { readonly owner: string; readonly subject: string; readonly now: Date },
): Promise<OutboxItem> {
  const body: SheetBody = { submission, contentHash: await contentHash(submission) };
  return {
    id: submission.id,
    kind: SHEET_KIND,
    subject: made.subject,
    owner: made.owner,
    // A submission is made of JSON's own parts; its optional ones are absent, never undefined.
    body: body as unknown as Json,
    bytes: new TextEncoder().encode(JSON.stringify(submission)).length,
    savedAt: made.now.toISOString(),
    state: 'waiting',
    tries: 0,
    triedAt: null,
    trouble: null,
    receipt: null,
    answeredAt: null,
    photos: photos.map((photo) => ({ ...photo, state: 'waiting', remote: null, sent: 0, trouble: null })),
  };
}

/** The way back: the draft from which the item was made. */
export function draftOfItem(item: OutboxItem, now: Date): Draft {
  const { submission } = bodyOf(item);
  const photos = item.photos.map(({ id, page, bytes, sha256 }) => ({ id, page, bytes, sha256 }));
  return storedDraft(draftOfSubmission(item.subject, submission, photos), item.owner, now);
}

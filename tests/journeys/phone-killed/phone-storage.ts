import type { Page } from 'playwright-core';
import type { Draft, OutboxItem } from '#platform/outbox/outbox-item.ts';
import type { ReceiptAnswer } from '#results/contract/intake.ts';
import type { Submission } from '#results/domain/submission.ts';

/** What lies in the storage of a phone, read beside the application. */
export type PhoneHolds = { readonly items: readonly SheetItem[]; readonly drafts: readonly SheetDraftKept[] };
export type SheetItem = OutboxItem & {
  readonly body: { readonly submission: Submission; readonly contentHash: string };
  readonly receipt: ReceiptAnswer | null;
};
export type SheetDraftKept = Draft & {
  readonly body: { readonly task: string; readonly texts: Readonly<Record<string, string>>; readonly stage: string };
};

const READ = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('desk-phone');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const database = opening.result;
    const tx = database.transaction(['items', 'drafts']);
    const items = tx.objectStore('items').getAll();
    const drafts = tx.objectStore('drafts').getAll();
    tx.oncomplete = () => { database.close(); resolve({ items: items.result, drafts: drafts.result }); };
    tx.onerror = () => reject(tx.error);
  };
})`;

export function readPhone(page: Page): Promise<PhoneHolds> {
  return page.evaluate<PhoneHolds>(READ);
}

export function isAllSent({ items }: PhoneHolds): boolean {
  return items.every(({ state, photos }) => state === 'done' && photos.every((photo) => photo.state === 'done'));
}

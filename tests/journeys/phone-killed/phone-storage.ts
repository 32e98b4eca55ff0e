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

/** Whether the list of tasks that is kept for reading without the server names other figures for a sheet. */
export function keepsRival(page: Page, task: string): Promise<boolean> {
  return page.evaluate<boolean>(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('desk-phone');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const kept = database.transaction('cache').objectStore('cache').getAll();
      kept.onerror = () => reject(kept.error);
      kept.onsuccess = () => {
        database.close();
        const tasks = kept.result.flatMap(({ value }) => value?.tasks ?? []);
        resolve(tasks.some(({ id, sheet }) => id === ${JSON.stringify(task)} && sheet?.rivals.length > 0));
      };
    };
  })`);
}

export function isAllSent({ items }: PhoneHolds): boolean {
  return items.every(({ state, photos }) => state === 'done' && photos.every((photo) => photo.state === 'done'));
}

/** Below this, the next photos may not fit. */
const LOW_BYTES = 50 * 1024 * 1024;

/** What the phone says of its storage; `persisted`: the browser will not clear it by itself. */
export type StorageHealth = {
  readonly persisted: boolean;
  /** null: the browser does not say */
  readonly freeBytes: number | null;
  readonly low: boolean;
};

type Storage = {
  persisted?(): Promise<boolean>;
  persist?(): Promise<boolean>;
  estimate?(): Promise<{ usage?: number; quota?: number }>;
};

/** @param storage `navigator.storage`, absent in old browsers and without https */
export async function readStorageHealth(storage: Storage | undefined): Promise<StorageHealth> {
  const persisted = (await said(storage?.persisted?.bind(storage))) ?? false;
  const estimate = await said(storage?.estimate?.bind(storage));
  const { quota, usage } = estimate ?? {};
  const freeBytes = quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
  return { persisted, freeBytes, low: freeBytes !== null && freeBytes < LOW_BYTES };
}

/** Asks that the storage be kept; some browsers ask the person, so this belongs after something was saved. */
export async function askToPersist(storage: Storage | undefined): Promise<StorageHealth> {
  await said(storage?.persist?.bind(storage));
  return readStorageHealth(storage);
}

/** A browser that refuses to say (a private window, a strict setting) says nothing. */
async function said<Value>(ask: (() => Promise<Value>) | undefined): Promise<Value | null> {
  try {
    return ask === undefined ? null : await ask();
  } catch {
    return null;
  }
}

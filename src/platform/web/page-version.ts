import { withTimeLimit } from './time-limit.ts';

/** The answer of a page that is asked whether a newer version may take over now. */
type MayReload = () => boolean;

const TAKE_OVER = 'take-over';
/** Held by every tab with a form open: a new version waits for all of them. */
const BUSY_LOCK = 'page-busy';
const FREED_WITHIN_MS = 2_000;
const LOOK_AGAIN_MS = 60 * 60 * 1000;

/**
 * Registers the service worker at `path`, at once or when the page has loaded. A new version waits until `settle` is
 * called at a moment when no tab is busy; then the page reloads once, into the new version.
 */
export function pageVersion(path: string, mayReload: MayReload) {
  const workers = 'serviceWorker' in navigator ? navigator.serviceWorker : null;
  let registration: ServiceWorkerRegistration | null = null;
  let lookedAt = Date.now();
  let isOld = false;

  async function register(): Promise<void> {
    // A browser that refuses (private window, no secure origin) leaves a page that works with a signal only.
    registration = (await workers?.register(path).catch(() => null)) ?? null;
    await settle();
  }

  /** Lets a waiting version take over, or reloads a page that another tab has made old. */
  async function settle(): Promise<void> {
    if (!mayReload()) return;
    if (isOld) return location.reload();
    void lookForNewer();
    const waiting = registration?.waiting;
    if (!waiting || !navigator.locks) return;
    // A form that was just left frees its lock a moment later; one in another tab keeps it, and the next call tries again.
    await withTimeLimit(FREED_WITHIN_MS, (signal) =>
      navigator.locks.request(BUSY_LOCK, { signal }, async () => {
        if (mayReload()) waiting.postMessage(TAKE_OVER);
      }),
    ).catch(() => undefined);
  }

  async function lookForNewer(): Promise<void> {
    if (Date.now() - lookedAt < LOOK_AGAIN_MS) return;
    lookedAt = Date.now();
    await registration?.update().catch(() => undefined);
  }

  // The very first version takes charge of a page that already is of that version: nothing to reload.
  let hadController = Boolean(workers?.controller);
  workers?.addEventListener('controllerchange', () => {
    if (hadController) {
      isOld = true;
      void settle();
    }
    hadController = true;
  });
  if (document.readyState === 'complete') void register();
  else window.addEventListener('load', () => void register(), { once: true });

  return {
    settle,
    /** Something else than the service worker says that a newer version runs beside this page. */
    outdate(): void {
      isOld = true;
      void settle();
    },
  };
}

/** While the answer is not called, no tab lets a new version take over. */
export function holdVersion(): () => void {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  void navigator.locks?.request(BUSY_LOCK, { mode: 'shared' }, () => held);
  return () => release();
}

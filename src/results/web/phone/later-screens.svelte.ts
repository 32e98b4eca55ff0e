type Screens = typeof import('./later-parts.ts');

let screens = $state.raw<Screens | null>(null);
let failed = $state(false);

/** The second file of the page, once it has come. */
export function laterScreens(): Screens | null {
  return screens;
}

export function laterFailed(): boolean {
  return failed;
}

/** The second file itself; asks for it, also again after a failure: a signal may be back. */
export async function laterParts(): Promise<Screens> {
  try {
    screens ??= await import('./later-parts.ts');
    failed = false;
    return screens;
  } catch (failure) {
    failed = true;
    throw failure;
  }
}

export async function loadLater(): Promise<void> {
  await laterParts().catch(() => undefined);
}

/** A moment in which the screen that was just asked for is drawn. */
const DRAWING_MS = 500;

/** Does what can wait, when the screen stands and the line is free. */
export function whenIdle(work: () => void): void {
  setTimeout(() => {
    if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 5_000 });
    else work();
  }, DRAWING_MS);
}

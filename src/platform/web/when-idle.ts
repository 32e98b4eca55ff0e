/** A moment in which the screen that was just asked for is drawn. */
const DRAWING_MS = 1_000;

/** Does what can wait, when the screen stands and the line is free. */
export function whenIdle(work: () => void): void {
  setTimeout(() => {
    if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 5_000 });
    else work();
  }, DRAWING_MS);
}

const STEP_MS = 15_000;

let at = $state(Date.now());

setInterval(() => {
  at = Date.now();
}, STEP_MS);

/** The present in milliseconds for ages on the screen; slower than a clock, so that a phone may rest. */
export function roughNow(): number {
  return at;
}

let at = $state(Date.now());

setInterval(() => {
  at = Date.now();
}, 1_000);

/** The present in milliseconds, told anew every second; one clock for the whole page. */
export function now(): number {
  return at;
}

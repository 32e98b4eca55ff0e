let at = $state(Date.now());
let timer: ReturnType<typeof setInterval> | undefined;

/** The present in milliseconds, told anew every second; one clock for the whole page. */
export function now(): number {
  timer ??= setInterval(() => {
    at = Date.now();
  }, 1_000);
  return at;
}

const SECOND_MS = 1_000;

/** Counts seconds down to zero: until then another try is no use. */
export function createWait() {
  let left = $state(0);
  let timer: ReturnType<typeof setInterval> | undefined;

  function stop(): void {
    clearInterval(timer);
    left = 0;
  }

  function start(seconds: number): void {
    stop();
    const until = Date.now() + seconds * SECOND_MS;
    left = seconds;
    timer = setInterval(() => {
      left = Math.max(0, Math.ceil((until - Date.now()) / SECOND_MS));
      if (left === 0) stop();
    }, SECOND_MS / 4);
  }

  return {
    get left() {
      return left;
    },
    start,
    stop,
  };
}

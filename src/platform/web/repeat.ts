/**
 * Runs a task now, then again so long after each end, but only while the page is seen; on return it runs at once.
 * Two runs never overlap. The answer stops it.
 */
export function repeatWhileSeen(task: () => Promise<void>, everyMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let stopped = false;

  async function run(): Promise<void> {
    clearTimeout(timer);
    if (running || stopped || document.hidden) return;
    running = true;
    try {
      await task();
    } finally {
      running = false;
      if (!stopped) timer = setTimeout(run, everyMs);
    }
  }

  function onSeen(): void {
    if (!document.hidden) void run();
  }

  document.addEventListener('visibilitychange', onSeen);
  window.addEventListener('online', onSeen);
  void run();
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onSeen);
    window.removeEventListener('online', onSeen);
  };
}

const WIDTH = 30;

/** A progress bar on standard error, on a terminal only; a file or a pipe gets nothing. */
export function progressBar(label: string): { show(done: number, total: number): void; end(): void } {
  const isTerminal = process.stderr.isTTY === true;
  let shown = false;
  return {
    show(done, total) {
      if (!isTerminal || total === 0) return;
      shown = true;
      const filled = Math.round((WIDTH * done) / total);
      process.stderr.write(`\r${label} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total}`);
    },
    end() {
      if (shown) process.stderr.write('\n');
    },
  };
}

const WIDTH = 30;

/** A progress bar on standard error, on a terminal only; a file or a pipe gets nothing. */
export function progressBar(label: string): { show(done: number, total: number): void; end(): void } {
  const isTerminal = process.stderr.isTTY === true;
  let shown = '';
  return {
    show(done, total) {
      if (!isTerminal || total === 0) return;
      const filled = Math.round((WIDTH * done) / total);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${Math.floor((100 * done) / total)} %`;
      if (bar === shown) return;
      shown = bar;
      process.stderr.write(`\r${label} ${bar}`);
    },
    end() {
      if (shown !== '') process.stderr.write('\n');
    },
  };
}

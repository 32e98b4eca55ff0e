import { readFileSync } from 'node:fs';
import { processesOf } from './browser-process.ts';

const LOOK_EVERY_MS = 250;

/** The most that any renderer of a group of processes held. @unit bytes, proportional set size */
export type MemoryWatch = { readonly peak: () => number; stop(): void };

export function watchRenderers(group: () => number | null, everyMs = LOOK_EVERY_MS): MemoryWatch {
  let peak = 0;
  const timer = setInterval(() => {
    const pid = group();
    if (pid === null) return;
    for (const { pid: renderer, command } of processesOf(pid))
      if (isOfPages(command)) peak = Math.max(peak, pssOf(renderer));
  }, everyMs);
  return { peak: () => peak, stop: () => clearInterval(timer) };
}

/** Chromium on a computer draws its own windows and extensions in renderers too; a phone has none. */
function isOfPages(command: string): boolean {
  return command.includes('--type=renderer') && !/--(top-chrome-webui|extension-process)/.test(command);
}

function pssOf(pid: number): number {
  try {
    const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    // It ended while it was looked at.
    return 0;
  }
}

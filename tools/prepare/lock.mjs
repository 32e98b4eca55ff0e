import { readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Lets one process at a time install or build in this clone; a lock whose process is gone counts for nothing. */
export function withLock(root, work) {
  const lock = join(root, '.prepare.lock');
  while (!take(lock)) {
    if (isAbandoned(lock)) clear(lock);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** A link holds the process id from its first moment on. */
function take(lock) {
  try {
    symlinkSync(String(process.pid), lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Only one process clears, and looks again first: the lock may be a living one's by now. */
function clear(lock) {
  const clearing = `${lock}.clearing`;
  if (take(clearing)) {
    try {
      if (isAbandoned(lock)) rmSync(lock, { force: true });
    } finally {
      rmSync(clearing, { force: true });
    }
  } else if (isAbandoned(clearing)) rmSync(clearing, { force: true });
}

function isAbandoned(lock) {
  try {
    process.kill(Number(readlinkSync(lock)), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

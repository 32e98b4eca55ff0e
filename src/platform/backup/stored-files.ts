import type { Dirent } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

const SAFE_PATH = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/;

/** Only below the folder of files, whatever a backup says. */
export function isSafePath(path: string): boolean {
  return path.length <= 400 && SAFE_PATH.test(path);
}

/** The finished files below a folder, by their path with `/`; none when there is no folder. What still arrives ends in `.tmp`. */
export async function listFiles(folder: string): Promise<readonly string[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

export async function* readPieces(path: string): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    for await (const piece of file.createReadStream({ autoClose: false, highWaterMark: 1 << 16 }))
      yield piece as Buffer;
  } finally {
    await file.close();
  }
}

/** Files that are written apart and come into place together. */
export type StagedFiles = {
  write(path: string, pieces: AsyncIterable<Buffer>): Promise<void>;
  /** Moves them into the folder. */
  place(): Promise<void>;
  /** Takes away what was written, also what was placed when not all could be. */
  discard(): Promise<void>;
  /** Takes away the folder beside. */
  finish(): Promise<void>;
};

export function stageFiles(folder: string): StagedFiles {
  const apart = `${folder}.restore.tmp`;
  const staged: string[] = [];
  const placed: string[] = [];
  let isPlaced = false;
  return {
    async write(path, pieces) {
      const target = join(apart, path);
      staged.push(path);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const file = await open(target, 'w', 0o600);
      try {
        for await (const piece of pieces) await file.write(piece);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async place() {
      for (const path of staged) {
        await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
        await rename(join(apart, path), join(folder, path));
        placed.push(path);
      }
      for (const path of foldersOf(folder, placed)) await syncFolder(path);
      isPlaced = true;
    },
    async discard() {
      // Once all are in place only the commit follows, and a lost connection hides whether it succeeded: files that no
      // row names do no harm, rows without their files would.
      for (const path of isPlaced ? [] : placed) await rm(join(folder, path), { force: true });
      if (staged.length > 0) await rm(apart, { recursive: true, force: true });
    },
    finish: () => rm(apart, { recursive: true, force: true }),
  };
}

/** Every folder that got a new name, from the files up to the one that holds them all. */
function foldersOf(folder: string, paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  const top = dirname(folder);
  for (const path of paths) {
    for (let at = dirname(join(folder, path)); at !== top && !folders.has(at); at = dirname(at)) folders.add(at);
    folders.add(top);
  }
  return folders;
}

/** A new name survives a power cut only when its folder was synced. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

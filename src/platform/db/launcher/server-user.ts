import { spawnSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { databaseProblemOf } from '../problems.ts';
import type { Binaries } from './binaries.ts';
import type { DeskFolders } from './folders.ts';

type Identity = { readonly uid: number; readonly gid: number };
/**
 * How the server is run: PostgreSQL refuses root. `prefix` is put before its command, `identity` is what the child
 * becomes at once, `owner` is who must own the cluster's files (null: whoever we are).
 */
export type ServerUser = {
  readonly prefix: readonly string[];
  readonly identity: Identity | null;
  readonly owner: Identity | null;
};

const OURSELVES: ServerUser = { prefix: [], identity: null, owner: null };

export async function chooseServerUser(folders: DeskFolders, binaries: Binaries): Promise<Result<ServerUser, Problem>> {
  const owner = await ownerOf(folders.cluster);
  const self = process.geteuid?.() ?? 0;
  if (self !== 0) {
    if (owner !== null && owner.uid !== self) {
      return refuse(databaseProblemOf('foreign-owner', { path: folders.root, owner: owner.uid }));
    }
    return accept(OURSELVES);
  }
  const way = (await waysOfRoot(owner)).find((candidate) => reaches(candidate, binaries.postgres, folders.root));
  return way ? accept(way) : refuse(databaseProblemOf('folder-not-enterable', { path: folders.root }));
}

/** In order of least power; a cluster keeps the owner it was made with, or PostgreSQL refuses it. */
async function waysOfRoot(owner: Identity | null): Promise<ServerUser[]> {
  if (owner?.uid === 0) return [ownNamespace];
  const identity = owner ?? (await unprivilegedUser());
  if (identity === null) return [ownNamespace];
  const ways = [{ prefix: [], identity, owner: identity }, passingThrough(identity)];
  return owner ? ways : [...ways, ownNamespace];
}

/**
 * An unprivileged user that may pass through folders which only root can enter (as under /root). The secure bit keeps
 * that right in access(2) too, by which PostgreSQL finds its own files; all other rights of root are gone after exec.
 */
function passingThrough(owner: Identity): ServerUser {
  const identity = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  const right = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search', '--securebits=+no_setuid_fixup'];
  return { prefix: ['setpriv', ...identity, ...right], identity: null, owner };
}

/** A user namespace in which root's own files belong to an ordinary number. */
const ownNamespace: ServerUser = {
  prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000'],
  identity: null,
  owner: { uid: 0, gid: 0 },
};

function reaches(way: ServerUser, postgres: string, folder: string): boolean {
  // A server that cannot find its own files says so on standard error, and still prints its version.
  const script = 'said=$("$0" --version 2>&1 >/dev/null) && [ -z "$said" ] && cd "$1"';
  const [command = 'sh', ...rest] = [...way.prefix, 'sh', '-c', script, postgres, folder];
  const options = { stdio: 'ignore', cwd: '/', timeout: 10_000, ...way.identity } as const;
  return spawnSync(command, rest, options).status === 0;
}

async function ownerOf(path: string): Promise<Identity | null> {
  try {
    return await stat(path);
  } catch {
    return null;
  }
}

/** PostgreSQL wants a user that has a name. */
async function unprivilegedUser(): Promise<Identity | null> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  for (const name of ['nobody', 'postgres']) {
    const entry = users
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.split(':');
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  return null;
}

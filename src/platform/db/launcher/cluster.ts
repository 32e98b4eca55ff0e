import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { databaseProblemOf } from '../problems.ts';
import { BINARIES_VERSION, type Binaries } from './binaries.ts';
import type { DeskFolders } from './folders.ts';
import type { ServerUser } from './server-user.ts';

export const ADMIN_ROLE = 'desk_admin';

/** Makes the cluster where there is none; a half-made one from a broken-off start is never taken for whole. */
export async function ensureCluster(
  folders: DeskFolders,
  binaries: Binaries,
  user: ServerUser,
): Promise<Result<null, Problem>> {
  const version = await clusterVersion(folders.cluster);
  if (version === BINARIES_VERSION) return accept(null);
  const path = folders.cluster;
  if (version === 'damaged') return refuse(databaseProblemOf('folder-damaged', { path }));
  if (version !== null)
    return refuse(databaseProblemOf('other-version', { path, found: version, expected: BINARIES_VERSION }));
  const made = `${folders.cluster}.new`;
  await rm(made, { recursive: true, force: true });
  await mkdir(made, { mode: 0o700 });
  const passwordFile = join(made, '..', 'initdb.password');
  await writePassword(folders.deskPassword);
  const password = await writePassword(folders.adminPassword);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user.owner) for (const file of [made, passwordFile]) await chown(file, user.owner.uid, user.owner.gid);
  const failure = await runInitdb(binaries.initdb, user, made, passwordFile);
  await rm(passwordFile, { force: true });
  if (failure !== null) return refuse(initProblem(failure, folders));
  await rename(made, folders.cluster);
  return accept(null);
}

async function clusterVersion(cluster: string): Promise<string | 'damaged' | null> {
  try {
    return (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  } catch {
    return readFile(cluster).then(
      () => 'damaged',
      (error: { code?: unknown }) => (error.code === 'ENOENT' ? null : 'damaged'),
    );
  }
}

async function writePassword(file: string): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  await chmod(file, 0o600);
  return password;
}

/** @returns what initdb said when it failed, or null */
function runInitdb(initdb: string, user: ServerUser, cluster: string, passwordFile: string): Promise<string | null> {
  const settings = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--data-checksums', '--no-instructions'];
  const own = [initdb, '-D', cluster, '-U', ADMIN_ROLE, `--pwfile=${passwordFile}`, ...settings];
  const [command = initdb, ...rest] = [...user.prefix, ...own];
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', ...user.identity });
    let said = '';
    child.stderr.on('data', (piece) => {
      said += String(piece);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? null : said));
  });
}

function initProblem(said: string, folders: DeskFolders): Problem {
  if (/no space left|quota exceeded/i.test(said)) return databaseProblemOf('disk-full');
  if (/permission denied/i.test(said)) return databaseProblemOf('folder-not-enterable', { path: folders.root });
  const detail = said.trim().split('\n').at(-1) ?? 'initdb';
  return databaseProblemOf('start-failed', { detail, log: folders.log });
}

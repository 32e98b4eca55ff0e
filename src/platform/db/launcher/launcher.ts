import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { databaseProblem } from '../problems.ts';
import type { ConnectionOptions } from '../sql.ts';
import { findBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { type DeskFolders, folderProblem, openDeskFolders, removeIfEmpty } from './folders.ts';
import { holdServer, leaveServer } from './holders.ts';
import { findPostmaster, type Postmaster, stopPostmaster } from './postmaster.ts';
import { deskConnection, ensureDeskDatabase } from './roles.ts';
import { chooseServerUser } from './server-user.ts';
import { withStartLock } from './start-lock.ts';
import { startServer } from './start-server.ts';

export type EmbeddedServer = {
  readonly connection: ConnectionOptions;
  /** Keeps the server running until `stop`: one that died, by whatever hand, is started again within seconds. */
  tend(): void;
  stop(): Promise<void>;
};

const TEND_EVERY_MS = 1000;

/**
 * Starts the embedded PostgreSQL of a data folder, or joins the one that runs on it already (another process, or an
 * orphan whose desk was killed). `stop` leaves it running while another process uses it.
 */
export async function startEmbedded(dataDir: string): Promise<Result<EmbeddedServer, Problem>> {
  const folders = await openDeskFolders(dataDir);
  if (!folders.ok) return folders;
  const started = await withStartLock(folders.value, () => join(folders.value)).catch((error) =>
    refuse(databaseProblem(error) ?? folderProblem(error, folders.value.root)),
  );
  if (!started.ok) await removeIfEmpty(folders.value);
  return started;
}

async function join(folders: DeskFolders): Promise<Result<EmbeddedServer, Problem>> {
  const running = await runningServer(folders);
  if (!running.ok) return running;
  await ensureDeskDatabase(folders, running.value);
  const connection = await deskConnection(folders, running.value);
  let holder = await holdServer(connection);
  let pid = running.value.pid;
  let tending: NodeJS.Timeout | null = null;
  let rejoining: Promise<void> | null = null;
  let stopping: Promise<void> | null = null;

  async function rejoin(): Promise<void> {
    if ((await findPostmaster(folders.cluster))?.pid === pid) return;
    const found = await withStartLock(folders, () => runningServer(folders));
    if (!found.ok) return;
    const lost = holder;
    holder = await holdServer(connection);
    pid = found.value.pid;
    await lost.end({ timeout: 1 });
  }

  return accept({
    connection,
    tend() {
      // What fails now (a full disk, a server still recovering) is tried again at the next beat.
      const beat = () => {
        rejoining ??= rejoin()
          .catch(() => {})
          .finally(() => {
            rejoining = null;
          });
      };
      tending ??= setInterval(beat, TEND_EVERY_MS).unref();
    },
    stop() {
      if (tending) clearInterval(tending);
      stopping ??= Promise.resolve(rejoining).then(() => leave(folders, () => leaveServer(holder)));
      return stopping;
    },
  });
}

async function runningServer(folders: DeskFolders): Promise<Result<Postmaster, Problem>> {
  const binaries = await findBinaries();
  if (!binaries.ok) return binaries;
  const user = await chooseServerUser(folders, binaries.value);
  if (!user.ok) return user;
  const running = await findPostmaster(folders.cluster);
  if (running?.ready) return accept(running);
  const cluster = await ensureCluster(folders, binaries.value, user.value);
  return cluster.ok ? startServer(folders, binaries.value, user.value) : cluster;
}

/** On a disk that takes no more the lock cannot be had; the server is then stopped without it, never left behind. */
async function leave(folders: DeskFolders, isLast: () => Promise<boolean>): Promise<void> {
  async function leaveAndStop() {
    if (await isLast()) await stopPostmaster(folders.cluster);
    return accept(null);
  }
  await withStartLock(folders, leaveAndStop).catch(leaveAndStop);
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDeskFolders } from '#platform/db/launcher/folders.ts';
import { findPostmaster, stopPostmaster } from '#platform/db/launcher/postmaster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseFolder: string;
  }
}

let folder = '';

/** One folder for the database server of the whole run; the first test that needs it starts the server. */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'desk-test-'));
  project.provide('databaseFolder', folder);
}

export async function teardown(): Promise<void> {
  const folders = await openDeskFolders(folder);
  if (folders.ok && (await findPostmaster(folders.value.cluster))) await stopPostmaster(folders.value.cluster);
  await rm(folder, { recursive: true, force: true });
}

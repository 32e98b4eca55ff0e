import { randomBytes } from 'node:crypto';
import { link, mkdir, open, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { accessProblem } from '../problems.ts';

const KEY_BYTES = 32;
/** Nobody but the owner. */
const OWNER_ONLY = 0o600;

/**
 * The key of the phone numbers, in a file of its own beside the database and outside every backup. It is made at the
 * first need; once numbers are stored under it, a missing one is never replaced, because they could not be read any more.
 */
export async function readPhoneKey(
  filesDir: string,
  { mayMake }: { readonly mayMake: () => Promise<boolean> },
): Promise<Result<Buffer, Problem>> {
  const file = join(filesDir, 'keys', 'phone.key');
  const found = await readKey(file);
  if (found !== null) return found;
  // Between the two looks another process may have made the key and stored a number under it.
  if (await mayMake()) await makeKey(filesDir, file);
  return (await readKey(file)) ?? refuse(accessProblem('phone-key-missing', { file }));
}

async function readKey(file: string): Promise<Result<Buffer, Problem> | null> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(file);
  } catch (error) {
    if (isMissing(error)) return null;
    return refuse(accessProblem('phone-key-unusable', { file }));
  }
  try {
    const { mode, size } = await handle.stat();
    const isPrivate = (mode & 0o077) === 0;
    if (!isPrivate || size !== KEY_BYTES) return refuse(accessProblem('phone-key-unusable', { file }));
    return accept(await handle.readFile());
  } finally {
    await handle.close();
  }
}

/** Appears whole or not at all; of two processes that make one at the same moment the first one's stands. */
async function makeKey(filesDir: string, file: string): Promise<void> {
  await mkdir(join(filesDir, 'keys'), { recursive: true, mode: 0o700 });
  const making = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(making, randomBytes(KEY_BYTES), { mode: OWNER_ONLY, flag: 'wx', flush: true });
  try {
    await link(making, file);
  } catch (error) {
    if (!(await exists(file))) throw error;
  } finally {
    await unlink(making);
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

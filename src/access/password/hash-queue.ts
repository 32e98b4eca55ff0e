import { hash as argon2, verify as argon2Verify } from '@node-rs/argon2';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { accessProblem } from '../problems.ts';

/** @source OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, 2 passes, 1 lane */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** The hash of a password that nobody has: comparing with it costs what comparing with a real one does. */
export const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$vSLD+toQ6+IJB1W1sVCyCA$7frEiffcmif2yR/NcGg3cyAQCZGbryr5PuMpkdbfiRM';
const WAITING_MAX = 2000;

/**
 * Passwords are hashed one after the other, so that a morning on which everybody logs in never takes the processor from
 * the sheets that come in meanwhile. Whoever finds the queue full is told to come again.
 */
export type HashQueue = {
  hash(password: string): Promise<Result<string, Problem>>;
  verify(passwordHash: string, password: string): Promise<Result<boolean, Problem>>;
};

export function hashQueue({ waitingMax = WAITING_MAX }: { readonly waitingMax?: number } = {}): HashQueue {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function inTurn<Value>(work: () => Promise<Value>): Promise<Result<Value, Problem>> {
    if (waiting >= waitingMax) return refuse(accessProblem('busy'));
    waiting++;
    const done = last.then(work).finally(() => waiting--);
    last = done.catch(() => {});
    return accept(await done);
  }

  return {
    hash: (password) => inTurn(() => argon2(plain(password), ARGON2ID)),
    verify: (passwordHash, password) => inTurn(() => argon2Verify(passwordHash, plain(password))),
  };
}

/** One keyboard writes é as one sign and another as two. */
function plain(password: string): string {
  return password.normalize('NFKC');
}

import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { Tx } from '#platform/db/sql.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import type { AccessDesk } from '../access-desk.ts';
import {
  ADDRESS_FAILURES_MAX,
  addressKey,
  addressWaitMs,
  NAME_FAILURES_MAX,
  nameWaitMs,
  WINDOW_MS,
} from '../domain/throttle.ts';
import { accessProblem } from '../problems.ts';
import { secretHash } from '../secret-tokens.ts';
import {
  type Attempt,
  deleteFailure,
  deleteFailuresLike,
  findAddressFailure,
  insertFailure,
  judgeFailure,
  listNameFailures,
  lockAttempts,
  pruneFailures,
} from '../store/login-failures.ts';

type Desk = Pick<AccessDesk, 'sql' | 'clock'>;
/** Under this every wrong activation code is counted: it is the name of nobody. */
const CODES = secretHash('');
const KEPT_MS = 24 * 3_600_000;
const PRUNED_EVERY = 100;

export function attemptOn(user: string, deviceId: string | null, address: string): Attempt {
  return { nameHash: secretHash(user), deviceId, address: addressKey(address) };
}

/**
 * Opens a try on a name before its password is compared: it counts as a failure from now on, so that many guesses at once
 * are no more guesses than one after the other. To be closed by one of the three functions below.
 */
export async function openAttempt({ sql, clock }: Desk, attempt: Attempt): Promise<Result<number, Problem>> {
  return withTransaction(sql, async (tx) => {
    const at = clock.now();
    await lockAttempts(tx, attempt);
    const since = new Date(at.getTime() - WINDOW_MS);
    const failures = await listNameFailures(tx, attempt, { since, max: NAME_FAILURES_MAX });
    const waitMs = Math.max(nameWaitMs(failures, at), await addressWait(tx, attempt, at));
    if (waitMs > 0) return refuse(mustWait(waitMs));
    const id = await insertFailure(tx, attempt, { at, judged: false });
    if (id % PRUNED_EVERY === 0) await pruneFailures(tx, new Date(at.getTime() - KEPT_MS));
    return accept(id);
  });
}

/** Closes a try whose password was wrong. Past the limit of its address not even that is said. */
export async function failAttempt({ sql, clock }: Desk, attempt: Attempt, id: number): Promise<Problem | null> {
  return withTransaction(sql, async (tx) => {
    const at = clock.now();
    await lockAttempts(tx, attempt);
    const waitMs = await addressWait(tx, attempt, at);
    await judgeFailure(tx, id);
    return waitMs > 0 ? mustWait(waitMs) : null;
  });
}

/** Closes a try whose password was right: its own slips are forgotten. Past the limit of its address it does not pass. */
export async function passAttempt({ sql, clock }: Desk, attempt: Attempt, id: number): Promise<Problem | null> {
  return withTransaction(sql, async (tx) => {
    await lockAttempts(tx, attempt);
    const waitMs = await addressWait(tx, attempt, clock.now());
    await deleteFailure(tx, id);
    if (waitMs > 0) return mustWait(waitMs);
    await deleteFailuresLike(tx, attempt);
    return null;
  });
}

/** Closes a try that was never compared. */
export async function dropAttempt({ sql }: Desk, id: number): Promise<void> {
  await deleteFailure(sql, id);
}

/** Whether an address may still try activation codes. */
export async function codeWait({ sql, clock }: Desk, address: string): Promise<Problem | null> {
  return withTransaction(sql, async (tx) => waitProblem(await addressWait(tx, codeAttempt(address), clock.now())));
}

/** Counts a wrong activation code against its address; past the limit not even that it is wrong is said. */
export async function failCode({ sql, clock }: Desk, address: string): Promise<Problem | null> {
  const attempt = codeAttempt(address);
  return withTransaction(sql, async (tx) => {
    const at = clock.now();
    await lockAttempts(tx, attempt);
    const waitMs = await addressWait(tx, attempt, at);
    await insertFailure(tx, attempt, { at, judged: true });
    return waitProblem(waitMs);
  });
}

function codeAttempt(address: string): Attempt {
  return { nameHash: CODES, deviceId: null, address: addressKey(address) };
}

/** A known device is never made to wait for what strangers do at its address: its own failures are few enough. */
async function addressWait(tx: Tx, { deviceId, address }: Attempt, at: Date): Promise<number> {
  if (deviceId !== null) return 0;
  const since = new Date(at.getTime() - WINDOW_MS);
  return addressWaitMs(await findAddressFailure(tx, address, { since, nth: ADDRESS_FAILURES_MAX }), at);
}

function waitProblem(waitMs: number): Problem | null {
  return waitMs > 0 ? mustWait(waitMs) : null;
}

function mustWait(waitMs: number): Problem {
  return accessProblem('wait', { seconds: Math.ceil(waitMs / 1000) });
}

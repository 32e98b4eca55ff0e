import type { Actor } from '#access/domain/actor.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Problem } from '#kernel/problem.ts';
import { ancestorAt, parseRegionCode } from '#kernel/region-code.ts';
import { parseUuid } from '#kernel/uuid.ts';
import { sha256 } from '#platform/audit/audit-log.ts';
import { type GroupCommit, groupCommit } from '#platform/db/group-commit.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import type { Desk } from '../desk.ts';
import { contentText, type Receipt, type Submission, type SubmissionOutcome, sheetId } from '../domain/submission.ts';
import type { ActRequest } from '../intake/act-request.ts';
import { prepareSubmission, type SubmitOptions } from '../intake/prepare-submission.ts';
import { type ActResult, DefinitionMoved, recordActs } from '../intake/record-acts.ts';
import { resultsProblem } from '../problems.ts';

const BATCH_MAX = 200;
const FLIGHTS_MAX = 2;
const QUEUE_MAX = 20_000;

type Item = { readonly actor: Actor; readonly submission: Submission; readonly options: SubmitOptions };

/** The one way in for result sheets: phone, command line and demo all submit here. */
export type SheetIntake = {
  /** One receipt per submission, in the same order; never fails one because of another. */
  submit(actor: Actor, submissions: readonly Submission[], options?: SubmitOptions): Promise<readonly Receipt[]>;
  drain(): Promise<void>;
};

export function sheetIntake(desk: Desk): SheetIntake {
  const commit: GroupCommit<Item, Receipt> = groupCommit({
    write: (batch) => submitBatch(desk, batch),
    batchMax: BATCH_MAX,
    flightsMax: FLIGHTS_MAX,
    queueMax: QUEUE_MAX,
    // The lock of a transaction is its kabupaten (platform/audit), so batches of different ones go side by side.
    laneOf: ({ submission }) => ancestorAt(submission.region, 'regency'),
  });
  const hand = async (item: Item): Promise<Receipt> =>
    commit.submit(item) ?? refusal(item.submission, desk.clock.now(), resultsProblem('busy'));
  return {
    submit(actor, submissions, options = { replace: false }) {
      const latest = new Map<string, Promise<Receipt>>();
      return Promise.all(
        submissions.map((submission) => {
          const item = { actor, submission: normal(submission), options };
          const sheet = sheetId(item.submission);
          const earlier = latest.get(sheet);
          // Two items for one sheet act in their order, so the later waits: batches in flight may overtake each other.
          const next = () => hand(item);
          const receipt = earlier ? earlier.then(next, next) : next();
          latest.set(sheet, receipt);
          return receipt;
        }),
      );
    },
    drain: () => commit.drain(),
  };
}

/** Writes one batch durably and answers each submission alone. */
export async function submitBatch(desk: Desk, batch: readonly Item[]): Promise<readonly Receipt[]> {
  for (;;) {
    try {
      return await inTransaction(desk.sql, (tx, book) => submitAll(tx, desk.clock, book, batch), desk);
    } catch (error) {
      if (!(error instanceof DefinitionMoved)) throw error;
    }
  }
}

type Book = Awaited<ReturnType<Desk['books']['current']>>;

function inTransaction<Value>(sql: Sql, work: (tx: Tx, book: Book) => Promise<Value>, desk: Desk): Promise<Value> {
  return withTransaction(sql, async (tx) => work(tx, await desk.books.current(tx)));
}

/** Judges and records within a transaction of the caller; a dry run rolls it back. */
export async function submitAll(tx: Tx, clock: Clock, book: Book, batch: readonly Item[]): Promise<readonly Receipt[]> {
  const prepared = batch.map(({ actor, submission, options }) => prepareSubmission(book, actor, submission, options));
  const requests: ActRequest[] = prepared.flatMap((result) => (result.ok ? [result.value] : []));
  const recorded = await recordActs(tx, clock, requests);
  const at = clock.now();
  let next = 0;
  return prepared.map((result, i) => {
    const { submission } = batch[i] as Item;
    return receiptOf(submission, at, result.ok ? (recorded[next++] as ActResult) : result);
  });
}

function receiptOf(submission: Submission, at: Date, result: ActResult): Receipt {
  if (!result.ok) return refusal(submission, at, result.problem);
  const { sheet, revision, outcome, contentHash, recordedAt, rival } = result.value;
  return {
    submission: submission.id,
    sheet,
    revision,
    outcome: outcome as SubmissionOutcome,
    contentHash: contentHash ?? hashOf(submission),
    receivedAt: recordedAt,
    ...(rival === undefined ? {} : { rival }),
  };
}

function refusal(submission: Submission, at: Date, problem: Problem): Receipt {
  return {
    submission: submission.id,
    sheet: sheetId(submission),
    revision: null,
    outcome: 'refused',
    contentHash: hashOf(submission),
    receivedAt: at.toISOString(),
    problem,
  };
}

function hashOf(submission: Submission): string {
  return sha256(contentText(submission, submission.values)).toString('hex');
}

/** Codes without dots are the same codes, and ids in capital letters the same ids. */
function normal(submission: Submission): Submission {
  const region = parseRegionCode(submission.region) ?? submission.region;
  return { ...submission, region, id: parseUuid(submission.id) ?? submission.id };
}

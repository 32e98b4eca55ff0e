import { databaseProblem } from './problems.ts';

/** Many callers, few transactions: requests that arrive while earlier ones are written go together in the next. */
export type GroupCommit<Request, Answer> = {
  /** Answers after the commit of the batch that held the request; null when the queue is full. */
  submit(request: Request): Promise<Answer> | null;
  /** Resolves when everything accepted so far has been answered. */
  drain(): Promise<void>;
};

export type GroupCommitOptions<Request, Answer> = {
  /** Writes one batch in one transaction and answers in the same order; nothing is written when it throws. */
  readonly write: (batch: readonly Request[]) => Promise<readonly Answer[]>;
  readonly batchMax: number;
  readonly flightsMax: number;
  readonly queueMax: number;
  /** What two batches cannot change at the same time; a batch prefers requests whose lane no other flight holds. */
  readonly laneOf?: (request: Request) => unknown;
};

type Waiting<Request, Answer> = {
  request: Request;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/**
 * No timer: an idle desk writes a single request at once, a busy one fills its batches by itself. When a batch fails, it
 * is halved until the request that cannot be written stands alone, so one poisoned row does not fail its neighbours. A
 * database that is gone or full is no row's fault: the whole batch hears it at once, instead of hundreds of tries each.
 */
export function groupCommit<Request, Answer>(
  options: GroupCommitOptions<Request, Answer>,
): GroupCommit<Request, Answer> {
  let queue: Waiting<Request, Answer>[] = [];
  const flights = new Map<Promise<void>, ReadonlySet<unknown>>();
  let depart: Promise<void> | null = null;

  function takeOff(): void {
    while (flights.size < options.flightsMax && queue.length > 0) {
      const batch = board();
      const flight = fly(batch).finally(() => {
        flights.delete(flight);
        takeOff();
      });
      flights.set(flight, new Set(options.laneOf ? batch.map(({ request }) => options.laneOf?.(request)) : []));
    }
  }

  /**
   * Takes the next batch off the queue. Requests of a lane in flight would only wait for its lock, so free ones go first,
   * each lane still in its order; where no lane is free the oldest go, ready to write as soon as the lock is theirs.
   */
  function board(): Waiting<Request, Answer>[] {
    const { laneOf, batchMax } = options;
    if (!laneOf || flights.size === 0) return queue.splice(0, batchMax);
    const held = [...flights.values()];
    const boarded: Waiting<Request, Answer>[] = [];
    const left: Waiting<Request, Answer>[] = [];
    for (const waiting of queue) {
      const lane = laneOf(waiting.request);
      const isFree = boarded.length < batchMax && !held.some((lanes) => lanes.has(lane));
      (isFree ? boarded : left).push(waiting);
    }
    if (boarded.length === 0) return queue.splice(0, batchMax);
    queue = left;
    return boarded;
  }

  async function fly(batch: readonly Waiting<Request, Answer>[]): Promise<void> {
    try {
      const answers = await options.write(batch.map((waiting) => waiting.request));
      for (const [i, waiting] of batch.entries()) waiting.resolve(answers[i] as Answer);
    } catch (error) {
      if (batch.length === 1 || databaseProblem(error)) {
        for (const waiting of batch) waiting.reject(error);
        return;
      }
      const half = Math.ceil(batch.length / 2);
      await fly(batch.slice(0, half));
      await fly(batch.slice(half));
    }
  }

  return {
    submit(request) {
      if (queue.length >= options.queueMax) return null;
      const answer = new Promise<Answer>((resolve, reject) => queue.push({ request, resolve, reject }));
      // Callers of one turn of the event loop share a flight.
      depart ??= Promise.resolve().then(() => {
        depart = null;
        takeOff();
      });
      return answer;
    },
    async drain() {
      while (depart || flights.size > 0 || queue.length > 0) await Promise.all([depart, ...flights.keys()]);
    },
  };
}

export type BenchPerson = { readonly user: string; readonly password: string };
export type BenchSheet = { readonly contest: string; readonly definition: string; readonly station: number };
export type BenchSender = BenchPerson & { readonly village: string; readonly sheets: readonly BenchSheet[] };

/** What the process that plays the phones is told once. */
export type LogInPlan = {
  readonly address: string;
  readonly election: string;
  readonly people: readonly BenchPerson[];
  readonly senders: readonly BenchSender[];
};

/** `enter`: the senders log in, four at a time. `run`: everybody logs in within so many ms while sheets flow. */
export type LogInWish =
  | { readonly kind: 'plan'; readonly plan: LogInPlan }
  | { readonly kind: 'enter' }
  | { readonly kind: 'run'; readonly spreadMs: number; readonly lastsMs: number; readonly sheetsPerS: number };

/** All times are from the moment at which the request was due, so that a server that stands still is not spared. */
export type LogInRun = {
  readonly logInMs: readonly number[];
  readonly tasksMs: readonly number[];
  readonly sheetMs: readonly number[];
  /** from the start of the run to the last log-in */
  readonly allInMs: number;
  /** how much later than due the requests left the phones' own process, at its p99 */
  readonly lateMs: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly errors: readonly string[];
  readonly cpuUs: number;
};

export type LogInReply = { readonly kind: 'done' } | { readonly kind: 'ran'; readonly run: LogInRun };

import type { FastifyInstance } from 'fastify';
import { RIGHTS } from '#access/domain/rights.ts';
import { guardRoutes } from '#access/http/gate.ts';
import type { Contest, Election } from '#elections/domain/election.ts';
import { httpServer } from '#platform/http/server.ts';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import {
  dropLeaseContract,
  type LeaseAnswer,
  type ReceiptAnswer,
  returnSheetContract,
  submitSheetsContract,
  takeLeaseContract,
} from '#results/contract/intake.ts';
import { readTasksContract, type Task, type Tasks } from '#results/contract/tasks.ts';
import type { Desk } from '#results/desk.ts';
import { type Submission, sheetId } from '#results/domain/submission.ts';
import { type ElectionPlan, installElection, plainSheet, submissionOf, testDesk } from '#results/fixtures.ts';
import { intakeRoutes } from '#results/routes/intake.ts';
import { type TestDatabase, testDatabase } from '../../harness/database.ts';
import { type Person, personAt } from '../../harness/people.ts';

const CONTRACTS = [submitSheetsContract, readTasksContract, takeLeaseContract, dropLeaseContract, returnSheetContract];

/** A clock that stands until it is moved. */
export type MovableClock = { now(): Date; move(ms: number): void };

function movableClock(): MovableClock {
  let at = Date.UTC(2024, 10, 27, 6);
  return {
    now: () => new Date(at),
    move: (ms) => {
      at += ms;
    },
  };
}

/** The routes of the phone behind the real gate, on a real database, with people who are logged in. */
export type PhoneDesk = {
  readonly app: FastifyInstance;
  readonly database: TestDatabase;
  readonly desk: Desk;
  readonly clock: MovableClock;
  readonly election: Election;
  person(role: Parameters<typeof personAt>[1]['role'], region: string, name?: string): Promise<Person>;
  /** what a phone of today sends for a station and contest */
  fill(station: string, changes?: Partial<Submission>, contest?: Contest): Submission;
  close(): Promise<void>;
};

export async function phoneDesk(plan: ElectionPlan, seed = 1): Promise<PhoneDesk> {
  const database = await testDatabase();
  const election = await installElection(database.sql, plan);
  const clock = movableClock();
  const desk = { ...testDesk(database.sql, seed), clock };
  const app = await phoneApp(desk, desk);
  return {
    app,
    database,
    desk,
    clock,
    election,
    person: (role, region, name) => personAt(desk, { role, region, ...(name === undefined ? {} : { name }) }),
    fill: (station, changes = {}, contest = election.contests[0] as Contest) =>
      submissionOf({ election, contest, station }, desk.ids.next(), plainSheet([1, 2], [10, 5], 1), changes),
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

/** The gate asks one desk who somebody is; the routes work on the other. */
export async function phoneApp(gate: Desk, desk: Desk): Promise<FastifyInstance> {
  const app = await httpServer();
  app.log.level = 'silent';
  guardRoutes(app, { sql: gate.sql, clock: gate.clock, rights: RIGHTS, contracts: CONTRACTS });
  intakeRoutes(app, { desk, intake: sheetIntake(desk) });
  return app;
}

export async function send(app: FastifyInstance, person: Person, submissions: readonly unknown[]) {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/sheets',
    headers: person.headers,
    payload: { submissions },
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}

/** The receipts of an envelope that is read. */
export async function receiptsOf(
  app: FastifyInstance,
  person: Person,
  ...submissions: readonly unknown[]
): Promise<ReceiptAnswer[]> {
  const { status, body } = await send(app, person, submissions);
  if (status !== 200) throw new Error(`the envelope was answered ${status}: ${JSON.stringify(body)}`);
  return body.receipts;
}

export async function tasksOf(app: FastifyInstance, person: Person, query = ''): Promise<Tasks> {
  const answer = await app.inject({ url: `/api/v1/me/tasks${query}`, headers: person.headers });
  if (answer.statusCode !== 200) throw new Error(`tasks were answered ${answer.statusCode}: ${answer.body}`);
  return answer.json();
}

/** The task of the sheet that a submission is for. */
export async function taskFor(app: FastifyInstance, person: Person, submission: Submission): Promise<Task> {
  const task = (await tasksOf(app, person)).tasks.find(({ id }) => id === sheetId(submission));
  if (!task) throw new Error(`${sheetId(submission)} is no task of ${person.account.name}`);
  return task;
}

export async function ask(
  app: FastifyInstance,
  person: Person,
  method: 'PUT' | 'DELETE' | 'POST',
  path: string,
  payload?: object,
) {
  const answer = await app.inject({
    method,
    url: `/api/v1/sheets/${encodeURIComponent(path.split('/')[0] as string)}/${path.split('/')[1]}`,
    headers: person.headers,
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
}

export async function lease(app: FastifyInstance, person: Person, sheet: string): Promise<LeaseAnswer> {
  const { status, body } = await ask(app, person, 'PUT', `${sheet}/lease`);
  if (status !== 200) throw new Error(`the lease was answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

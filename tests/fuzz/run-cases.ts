import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import type { Sql } from '#platform/db/sql.ts';
import type { RouteContract } from '#platform/http/openapi.ts';
import { CONTRACTS } from '../../src/server.ts';
import { type Asker, type BesiegedDesk, besiegedDesk } from './besieged-desk.ts';
import { type Case, caseOf } from './case-plan.ts';
import { faultsOf, SLOW_MS } from './judge-reply.ts';
import { requestOf } from './send-case.ts';
import { watchContents } from './watch-contents.ts';
import { WRITING_REFUSALS } from './written.ts';

/** The first case of each kind of fault. */
export type Finding = {
  readonly at: number;
  readonly kind: string;
  readonly text: string;
  readonly plan: Case | null;
};
export type Report = {
  cases: number;
  readonly statuses: Map<string, number>;
  /** how many of each route's were accepted */
  readonly accepted: Map<string, number>;
  slowest: { readonly ms: number; readonly route: string };
  readonly findings: Finding[];
  /** what the process held before the first case, and the most that it held later @unit bytes */
  memoryFirst: number;
  memoryMost: number;
};
export type Run = { readonly sql: Sql; readonly cases: number; readonly seed: number };

/** Made once: it costs more than hundreds of cases. */
const CASES = caseOf(CONTRACTS);
const FINDINGS_MAX = 20;
const CHUNK = 500;

/** Sends the cases of a seed one after the other to a desk of their own. The same seed makes the same requests. */
export async function runCases({ sql, cases, seed }: Run): Promise<Report> {
  const desk = await besiegedDesk(sql);
  const report = emptyReport();
  try {
    const send = await caseSender(desk, report);
    report.memoryFirst = process.memoryUsage.rss();
    for (let chunk = 0; report.cases < cases && report.findings.length < FINDINGS_MAX; chunk++) {
      const plans = fc.sample(CASES, { numRuns: CHUNK, seed: seed * 1_000_003 + chunk });
      for (const plan of plans.slice(0, cases - report.cases)) await send(plan);
      report.memoryMost = Math.max(report.memoryMost, process.memoryUsage.rss());
    }
    const alive = await desk.app.inject({ method: 'GET', url: '/readyz' });
    if (alive.statusCode !== 200) addFinding(report, null, ['the server is gone']);
  } finally {
    await desk.stop();
  }
  return report;
}

export function emptyReport(): Report {
  return {
    cases: 0,
    statuses: new Map(),
    accepted: new Map(),
    slowest: { ms: 0, route: '' },
    findings: [],
    memoryFirst: process.memoryUsage.rss(),
    memoryMost: 0,
  };
}

async function caseSender(desk: BesiegedDesk, report: Report): Promise<(plan: Case) => Promise<void>> {
  const contracts = new Map(CONTRACTS.map((contract) => [contract.name, contract]));
  const watch = await watchContents(desk.sql);

  return async (plan) => {
    const contract = contracts.get(plan.route) as RouteContract;
    const asker = askerOf(desk, contract, plan.who);
    if (plan.route === 'sendPhotoPiece' && plan.file % 4 !== 0) {
      addFinding(report, plan, await watch.look());
      await desk.announce(plan.file);
      await watch.start();
    }
    const question = { contract, asker, plan: withNewestPhoto(desk, plan) };
    const { reply, ms } = await ask(desk, question);
    if (ms > report.slowest.ms) report.slowest = { ms: Math.round(ms), route: plan.route };
    count(report.statuses, String(reply.statusCode));
    const isAccepted = reply.statusCode < 300;
    if (isAccepted) count(report.accepted, plan.route);
    const faults = faultsOf(reply, contract);
    if (isAccepted) faults.push(...(await watch.written(plan.route, reply)));
    else if (wroteItsRefusal(reply)) await watch.start();
    else faults.push(...(await watch.unwritten()));
    // A neighbour on the machine can stall any one request.
    if (ms > SLOW_MS && (await ask(desk, question)).ms > SLOW_MS) faults.push(`${Math.round(ms)} ms`);
    addFinding(report, plan, faults);
    report.cases++;
    learn(desk, question.plan, reply);
    const wasLoggedOut = reply.statusCode === 401 && !plan.faults.some((fault) => fault.in === 'cookie');
    if (ms > SLOW_MS || (asker && wasLoggedOut)) {
      if (asker && wasLoggedOut) await desk.comeBack(asker);
      await watch.start();
    }
  };
}

type Question = { readonly contract: RouteContract; readonly asker: Asker | null; readonly plan: Case };

async function ask(desk: BesiegedDesk, question: Question) {
  const request = requestOf(desk, question);
  const started = performance.now();
  const reply = await desk.app.inject(request);
  return { reply, ms: performance.now() - started };
}

/** Mostly somebody who may, so that requests get further than the gate; else anybody, or nobody. */
function askerOf({ askers, operator }: BesiegedDesk, { access, name }: RouteContract, who: number): Asker | null {
  if (who < 4) return null;
  const isOfPhone =
    ['sheets.submit', 'self.hand-in', 'sheets.lease', 'self.use'].includes(access) && name !== 'endSession';
  if (who < 70) return isOfPhone ? operator : (askers[access === 'sheets.return' ? 2 : 1] as Asker);
  return askers[who % askers.length] as Asker;
}

function withNewestPhoto({ pool }: BesiegedDesk, plan: Case): Case {
  const newest = pool.photo.at(-1);
  if (plan.route !== 'sendPhotoPiece' || plan.file % 4 === 0 || !newest) return plan;
  return { ...plan, params: { id: newest } };
}

function wroteItsRefusal(reply: LightMyRequestResponse): boolean {
  return reply.statusCode >= 400 && [...WRITING_REFUSALS].some((code) => reply.body.includes(code));
}

type Given = {
  readonly id: string;
  readonly activationCode: string;
  readonly made: readonly { readonly id: string; readonly activationCode: string }[];
  readonly session: { readonly id: string };
  readonly device: { readonly id: string };
};

/** Ids that the desk gave out are asked for later. */
function learn(desk: BesiegedDesk, { route, params }: Case, reply: LightMyRequestResponse): void {
  if (route === 'sendPhotoPiece' && reply.statusCode === 204) desk.keep('shown', params.id as string);
  if (reply.statusCode !== 200 || !LEARNED_FROM.has(route)) return;
  const given = reply.json() as Given;
  if (route === 'createPhoto') desk.keep('photo', given.id);
  if (route === 'renewCode') desk.keep('code', given.activationCode);
  if (route === 'createAccounts' || route === 'importAccounts')
    for (const { id, activationCode } of given.made) {
      desk.keep('account', id);
      desk.keep('code', activationCode);
    }
  if (route === 'activate' || route === 'logIn') {
    desk.keep('session', given.session.id);
    desk.keep('device', given.device.id);
  }
}

const LEARNED_FROM = new Set(['createPhoto', 'renewCode', 'createAccounts', 'importAccounts', 'activate', 'logIn']);

function addFinding(report: Report, plan: Case | null, faults: readonly string[]): void {
  for (const text of faults) {
    const kind = text.replace(/\d+/g, 'n').slice(0, 80);
    if (report.findings.some((finding) => finding.kind === kind)) continue;
    report.findings.push({ at: report.cases, kind, text, plan });
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

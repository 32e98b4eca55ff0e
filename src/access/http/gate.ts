import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '#kernel/clock.ts';
import type { Problem } from '#kernel/problem.ts';
import { invariant } from '#kernel/result.ts';
import type { Sql } from '#platform/db/sql.ts';
import type { RouteContract } from '#platform/http/openapi.ts';
import { sendProblem } from '#platform/http/problem-reply.ts';
import type { LiveSession } from '../domain/live-session.ts';
import { hasPermission, PERMISSIONS, type Permission, type Rights } from '../domain/rights.ts';
import { accessProblem } from '../problems.ts';
import { type SessionBook, sessionBook } from '../session-book.ts';
import { readCookie, SESSION_COOKIE } from './cookies.ts';
import { isForeignChange } from './foreign-change.ts';

export type GateOptions = {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly rights: Rights;
  readonly contracts: readonly RouteContract[];
};
/** As the outbox of the phone names it. */
const ACCOUNT_HEADER = 'desk-account';

type Rule = 'public' | 'machine' | Permission;

/**
 * Stands before every route of the server. What a route asks for is its contract's `access`; pages and assets need
 * none, and a route under /api without a contract does not come into being. To be called before any route is registered.
 */
export function guardRoutes(app: FastifyInstance, { sql, clock, rights, contracts }: GateOptions): SessionBook {
  const rules = new Map(contracts.map((contract) => [`${contract.method} ${contract.path}`, ruleOf(contract)]));
  const sessions = sessionBook({ sql, clock });
  const ruleFor = (method: string, path: string) =>
    rules.get(`${method} ${path}`) ?? (method === 'HEAD' ? rules.get(`GET ${path}`) : undefined);

  app.decorateRequest('liveSession', null);
  app.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat())
      invariant(ruleFor(name, url) || !isApi(url), `route ${name} ${url} stands in a contract`);
  });
  app.addHook('onRequest', async (request, reply) => {
    const path = request.routeOptions.url;
    if (path === undefined) return;
    const rule = ruleFor(request.method, path);
    const problem = await refusal(request, rule ?? (isApi(path) ? 'none' : 'public'));
    if (problem) return sendProblem(reply, problem);
  });
  return sessions;

  async function refusal(request: FastifyRequest, rule: Rule | 'none'): Promise<Problem | null> {
    if (isForeignChange(request)) return accessProblem('foreign-origin');
    if (rule === 'none') return accessProblem('no-right');
    if (rule === 'public') return null;
    if (rule === 'machine') return isOwnMachine(request) ? null : accessProblem('machine-only');
    const token = readCookie(request, SESSION_COOKIE);
    request.liveSession = token === null ? null : await sessions.find(token);
    if (request.liveSession === null || isForAnother(request, request.liveSession))
      return accessProblem('log-in-needed');
    return hasPermission(rights, request.liveSession.actor, rule) ? null : accessProblem('no-right');
  }
}

/** A phone says whose things it hands in; under a session that has become another person's they are not taken. */
function isForAnother({ headers }: FastifyRequest, { account }: LiveSession): boolean {
  return headers[ACCOUNT_HEADER] !== undefined && headers[ACCOUNT_HEADER] !== account.id;
}

function ruleOf({ name, access }: RouteContract): Rule {
  const known = access === 'public' || access === 'machine' || (PERMISSIONS as readonly string[]).includes(access);
  invariant(known, `contract ${name} asks for a permission of the table of rights, not “${access}”`);
  return access as Rule;
}

function isApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/');
}

/** Whoever watches the service from its own machine; what a proxy hands on comes from elsewhere. */
function isOwnMachine({ socket, headers }: FastifyRequest): boolean {
  const peer = socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  const isLoopback = peer === '::1' || peer.startsWith('127.');
  return isLoopback && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
}

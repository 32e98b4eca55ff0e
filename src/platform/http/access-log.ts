import type { FastifyInstance } from 'fastify';
import { httpMetrics } from './metrics.ts';

/** Structured logs on standard error: standard output belongs to the answers of commands. */
export function logOptions() {
  return {
    level: process.env.DESK_LOG ?? 'info',
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    stream: process.stderr,
  };
}

/**
 * One line per answer: the route's pattern, never the address, the query, the peer or a header, so that no name, code or
 * key of a person reaches the log.
 */
export function logResponses(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    httpMetrics.duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    const level =
      route.startsWith('/assets') || route === '/healthz' || route === '/readyz' || route === '/metrics'
        ? 'debug'
        : 'info';
    request.log[level]({ method: request.method, route, status: reply.statusCode, ms }, 'answered');
  });
}

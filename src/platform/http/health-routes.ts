import type { FastifyInstance } from 'fastify';
import { databaseProblem, databaseProblemOf } from '#platform/db/problems.ts';
import type { Sql } from '#platform/db/sql.ts';
import { httpMetrics } from './metrics.ts';
import { sendProblem } from './problem-reply.ts';

/** Alive (the process answers) and ready (the database does too) are two questions. */
export function healthRoutes(app: FastifyInstance, { sql }: { readonly sql: Sql }): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await sql`select 1`;
      return { status: 'ready' };
    } catch (error) {
      return sendProblem(reply, databaseProblem(error) ?? databaseProblemOf('lost'));
    }
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(httpMetrics.registry.contentType).send(await httpMetrics.registry.metrics()),
  );
}

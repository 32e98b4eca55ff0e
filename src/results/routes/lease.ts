import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { sessionOf } from '#access/http/request-actor.ts';
import { sendProblem } from '#platform/http/problem-reply.ts';
import { dropLease } from '../commands/drop-lease.ts';
import { takeLease } from '../commands/take-lease.ts';
import { dropLeaseContract, type LeaseAnswer, takeLeaseContract } from '../contract/intake.ts';
import type { Desk } from '../desk.ts';
import { authorNames } from '../reading/author-names.ts';
import { findSheet } from '../reading/find-sheet.ts';

export function leaseRoutes(server: FastifyInstance, desk: Desk): void {
  const app = server.withTypeProvider<TypeBoxTypeProvider>();

  app.put(takeLeaseContract.path, { schema: { params: takeLeaseContract.params } }, async (request, reply) => {
    const { actor } = sessionOf(request);
    const sheet = await findSheet(desk, actor, request.params.id);
    if (!sheet.ok) return sendProblem(reply, sheet.problem);
    const lease = await takeLease(desk, actor, sheet.value.at);
    const nameOf = await authorNames(desk.sql, [lease.holder]);
    const answer: LeaseAnswer = {
      mine: lease.holder === actor.id,
      by: nameOf(lease.holder),
      until: lease.until.toISOString(),
    };
    return answer;
  });

  app.delete(dropLeaseContract.path, { schema: { params: dropLeaseContract.params } }, async (request, reply) => {
    const { actor } = sessionOf(request);
    const sheet = await findSheet(desk, actor, request.params.id);
    if (!sheet.ok) return sendProblem(reply, sheet.problem);
    await dropLease(desk, actor, sheet.value.at);
    return reply.status(204).send();
  });
}

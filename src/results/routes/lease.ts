import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '#access/domain/actor.ts';
import { enteringActors } from '#access/domain/rights.ts';
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
    const sheet = await findToFill(desk, actor, request.params.id);
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
    const sheet = await findToFill(desk, actor, request.params.id);
    if (!sheet.ok) return sendProblem(reply, sheet.problem);
    await dropLease(desk, actor, sheet.value.at);
    return reply.status(204).send();
  });
}

/** In whatever role the person enters there, as the sheet will be taken, too. */
async function findToFill(desk: Desk, actor: Actor, id: string): ReturnType<typeof findSheet> {
  const found = await findSheet(desk, actor, id);
  for (const entering of found.ok ? [] : enteringActors(actor)) {
    const other = await findSheet(desk, entering, id);
    if (other.ok) return other;
  }
  return found;
}

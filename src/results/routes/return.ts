import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { actorOf } from '#access/http/request-actor.ts';
import { sendProblem } from '#platform/http/problem-reply.ts';
import { returnSheet } from '../commands/return-sheet.ts';
import { returnSheetContract } from '../contract/intake.ts';
import type { Desk } from '../desk.ts';
import { findSheet } from '../reading/find-sheet.ts';

export function returnRoute(server: FastifyInstance, desk: Desk): void {
  const app = server.withTypeProvider<TypeBoxTypeProvider>();
  const { path, params, body } = returnSheetContract;
  app.post(path, { schema: { params, body } }, async (request, reply) => {
    const actor = actorOf(request);
    const found = await findSheet(desk, actor, request.params.id);
    if (!found.ok) return sendProblem(reply, found.problem);
    const { id, revision, reason } = request.body;
    const returned = await returnSheet(desk, actor, { id, key: found.value.key, revision }, { reason });
    if (!returned.ok) return sendProblem(reply, returned.problem);
    const { act, sheet, outcome, state, recordedAt } = returned.value;
    return { act, sheet, outcome, state, revision: returned.value.revision, recordedAt };
  });
}

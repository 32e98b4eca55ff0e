import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { changePassword } from '../commands/change-password.ts';
import { chooseAssignment } from '../commands/choose-assignment.ts';
import { notePending } from '../commands/note-pending.ts';
import {
  changePasswordContract,
  chooseAssignmentContract,
  putPendingContract,
  readMeContract,
} from '../contract/entry.ts';
import { sendRefusal } from '../http/refuse.ts';
import { sessionOf } from '../http/request-actor.ts';
import { describeMe } from '../reading/describe-person.ts';
import type { EntryDesk } from './entry.ts';

/** What people read and change about themselves. */
export function selfRoutes(server: FastifyInstance, desk: EntryDesk): void {
  const app = server.withTypeProvider<TypeBoxTypeProvider>();

  app.get(readMeContract.path, async (request, reply) =>
    reply.header('cache-control', 'no-store').send(describeMe(desk, sessionOf(request))),
  );

  app.put(
    chooseAssignmentContract.path,
    { schema: { body: chooseAssignmentContract.body } },
    async (request, reply) => {
      const session = sessionOf(request);
      const chosen = await chooseAssignment(desk, { session, no: request.body.no });
      if (!chosen.ok) return sendRefusal(reply, chosen.problem);
      return reply.header('cache-control', 'no-store').send(describeMe(desk, chosen.value));
    },
  );

  app.put(changePasswordContract.path, { schema: { body: changePasswordContract.body } }, async (request, reply) => {
    const { current, next } = request.body;
    const changed = await changePassword(desk, { session: sessionOf(request), current, next, address: request.ip });
    return changed.ok ? reply.status(204).send() : sendRefusal(reply, changed.problem);
  });

  app.put(putPendingContract.path, { schema: { body: putPendingContract.body } }, async (request, reply) => {
    const { oldestAt, ...said } = request.body;
    const pending = { ...said, oldestAt: momentOf(oldestAt) };
    await notePending(desk, { session: sessionOf(request), pending });
    return reply.status(204).send();
  });
}

const LATEST_MS = Date.UTC(2100, 0);

/** A phone's clock may say anything; what cannot be a moment of our time is not kept. */
function momentOf(text: string | undefined): Date | null {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return ms >= 0 && ms < LATEST_MS ? new Date(ms) : null;
}

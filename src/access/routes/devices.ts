import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { endDevice } from '../commands/end-device.ts';
import { endSession } from '../commands/end-session.ts';
import {
  endDeviceContract,
  endSessionContract,
  listDevicesContract,
  listSessionsContract,
} from '../contract/sessions.ts';
import { hasPermission } from '../domain/rights.ts';
import { SESSION_COOKIE, setCookie } from '../http/cookies.ts';
import { sendRefusal } from '../http/refuse.ts';
import { actorOf, sessionOf } from '../http/request-actor.ts';
import { accessProblem } from '../problems.ts';
import { findVisible } from '../reading/find-visible.ts';
import { listDevices, listSessions } from '../reading/list-devices.ts';
import type { EntryDesk } from './entry.ts';

/** Sessions and the devices they run on: one's own, and those of one's region. */
export function deviceRoutes(server: FastifyInstance, desk: EntryDesk): void {
  const app = server.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    listSessionsContract.path,
    { schema: { querystring: listSessionsContract.query } },
    async (request, reply) => {
      const { actor, id } = sessionOf(request);
      const whose = request.query.account ?? actor.id;
      if (whose !== actor.id && !hasPermission(desk.rights, actor, 'devices.read'))
        return sendRefusal(reply, accessProblem('no-right'));
      const account = await findVisible(desk, actor, whose);
      if (!account.ok) return sendRefusal(reply, account.problem);
      const sessions = await listSessions(desk, { account: account.value, current: id });
      return reply.header('cache-control', 'no-store').send({ sessions });
    },
  );

  app.delete(endSessionContract.path, { schema: { params: endSessionContract.params } }, async (request, reply) => {
    const { actor, id } = sessionOf(request);
    const session = request.params.id === 'current' ? id : request.params.id;
    const ended = await endSession(desk, { actor, session });
    if (!ended.ok) return sendRefusal(reply, ended.problem);
    if (session === id)
      setCookie(reply, { name: SESSION_COOKIE, value: '', maxAgeSeconds: 0, secure: desk.secureCookies });
    return reply.status(204).send();
  });

  app.get(listDevicesContract.path, { schema: { querystring: listDevicesContract.query } }, async (request, reply) => {
    const devices = await listDevices(desk, { actor: actorOf(request), account: request.query.account });
    if (!devices.ok) return sendRefusal(reply, devices.problem);
    return reply.header('cache-control', 'no-store').send(devices.value);
  });

  app.delete(endDeviceContract.path, { schema: { params: endDeviceContract.params } }, async (request, reply) => {
    const ended = await endDevice(desk, { actor: actorOf(request), device: request.params.id });
    return ended.ok ? reply.status(204).send() : sendRefusal(reply, ended.problem);
  });
}

import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { AccessDesk } from '../access-desk.ts';
import { addAssignment } from '../commands/add-assignment.ts';
import { createAccounts } from '../commands/create-accounts.ts';
import { endAccount } from '../commands/end-account.ts';
import { endAssignment } from '../commands/end-assignment.ts';
import { readPhone } from '../commands/read-phone.ts';
import { renewCode } from '../commands/renew-code.ts';
import {
  addAssignmentContract,
  createAccountsContract,
  endAccountContract,
  endAssignmentContract,
  listAccountsContract,
  readPhoneContract,
  renewCodeContract,
} from '../contract/accounts.ts';
import { sendRefusal } from '../http/refuse.ts';
import { actorOf } from '../http/request-actor.ts';
import { describeAssignment } from '../reading/describe-person.ts';
import { listPeople } from '../reading/list-people.ts';

/** Accounts of one's region: who is there, who comes, who goes. Answers with codes, names or numbers are kept nowhere. */
export function accountRoutes(server: FastifyInstance, desk: AccessDesk): void {
  const app = server.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    listAccountsContract.path,
    { schema: { querystring: listAccountsContract.query } },
    async (request, reply) => {
      const page = await listPeople(desk, { actor: actorOf(request), ...request.query });
      if (!page.ok) return sendRefusal(reply, page.problem);
      return reply.header('cache-control', 'no-store').send(page.value);
    },
  );

  app.post(createAccountsContract.path, { schema: { body: createAccountsContract.body } }, async (request, reply) => {
    const rows = request.body.accounts.map((account, index) => ({ ...account, row: index + 1 }));
    const created = await createAccounts(desk, { actor: actorOf(request), rows });
    if (!created.ok) return sendRefusal(reply, created.problem);
    return reply.header('cache-control', 'no-store').send(created.value);
  });

  app.post(renewCodeContract.path, { schema: { params: renewCodeContract.params } }, async (request, reply) => {
    const renewed = await renewCode(desk, { actor: actorOf(request), account: request.params.id });
    if (!renewed.ok) return sendRefusal(reply, renewed.problem);
    const { user, activationCode, codeExpiresAt } = renewed.value;
    const answer = { user, activationCode, codeExpiresAt: codeExpiresAt.toISOString() };
    return reply.header('cache-control', 'no-store').send(answer);
  });

  app.post(
    endAccountContract.path,
    { schema: { params: endAccountContract.params, body: endAccountContract.body } },
    async (request, reply) => {
      const { reason } = request.body;
      const ended = await endAccount(desk, { actor: actorOf(request), account: request.params.id, reason });
      return ended.ok ? reply.status(204).send() : sendRefusal(reply, ended.problem);
    },
  );

  app.post(
    addAssignmentContract.path,
    { schema: { params: addAssignmentContract.params, body: addAssignmentContract.body } },
    async (request, reply) => {
      const input = { actor: actorOf(request), account: request.params.id, ...request.body };
      const added = await addAssignment(desk, input);
      return added.ok ? reply.send(describeAssignment(desk.regions, added.value)) : sendRefusal(reply, added.problem);
    },
  );

  app.delete(
    endAssignmentContract.path,
    { schema: { params: endAssignmentContract.params } },
    async (request, reply) => {
      const { id, no } = request.params;
      const ended = await endAssignment(desk, { actor: actorOf(request), account: id, no });
      return ended.ok ? reply.status(204).send() : sendRefusal(reply, ended.problem);
    },
  );

  app.get(readPhoneContract.path, { schema: { params: readPhoneContract.params } }, async (request, reply) => {
    const phone = await readPhone(desk, { actor: actorOf(request), account: request.params.id });
    if (!phone.ok) return sendRefusal(reply, phone.problem);
    return reply.header('cache-control', 'no-store').send({ phone: phone.value });
  });
}

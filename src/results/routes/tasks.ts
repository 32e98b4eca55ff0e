import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { sessionOf } from '#access/http/request-actor.ts';
import type { FormProfile } from '#elections/domain/form-profile.ts';
import { sendTagged } from '#platform/http/etag.ts';
import { sendProblem } from '#platform/http/problem-reply.ts';
import { readTasksContract } from '../contract/tasks.ts';
import type { Desk } from '../desk.ts';
import { readTasks } from '../reading/tasks/read-tasks.ts';
import { hashedForms } from '../reading/tasks/task-definitions.ts';
import { taskRegion } from '../reading/tasks/task-region.ts';

export type TasksDeps = { readonly desk: Desk; readonly forms: ReadonlyMap<string, FormProfile> };

export function tasksRoute(server: FastifyInstance, { desk, forms }: TasksDeps): void {
  const app = server.withTypeProvider<TypeBoxTypeProvider>();
  const hashed = hashedForms(forms);
  app.get(readTasksContract.path, { schema: { querystring: readTasksContract.query } }, async (request, reply) => {
    const { actor, account } = sessionOf(request);
    const within = taskRegion(actor, request.query.region);
    if (!within.ok) return sendProblem(reply, within.problem);
    const tasks = await readTasks(desk.sql, await desk.books.current(desk.sql), {
      actor,
      accountName: account.name,
      within: within.value,
      have: new Set(request.query.have?.split(',')),
      forms: hashed,
      at: desk.clock.now(),
    });
    if (!tasks.ok) return sendProblem(reply, tasks.problem);
    // The time of the answer is no news, so the tag leaves it out.
    const { asOf, ...rest } = tasks.value;
    const news = JSON.stringify(rest);
    return sendTagged(request, reply, `{"asOf":${JSON.stringify(asOf)},${news.slice(1)}`, news);
  });
}

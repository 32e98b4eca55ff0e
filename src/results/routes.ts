import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result } from '#kernel/result.ts';
import { sendTagged } from '#platform/http/etag.ts';
import { sendProblem } from '#platform/http/problem-reply.ts';
import {
  listSheetsContract,
  readSheetContract,
  readSheetPictureContract,
  readTallyContract,
} from './contract/sheets.ts';
import type { Desk } from './desk.ts';
import { resultsProblem } from './problems.ts';
import { findContestOf } from './reading/find-contest.ts';
import { listSheets } from './reading/list-sheets.ts';
import { findSlot, readSheet, type Slot } from './reading/read-sheet.ts';
import type { RegencyCache } from './reading/regency-cache.ts';
import { tallyAnswers } from './reading/tally-answers.ts';

export type ResultsDeps = {
  readonly desk: Desk;
  readonly cache: RegencyCache;
  /** draws the paper of a sheet of the synthetic demo; null where there is none */
  readonly drawPicture: (slot: Slot) => string | null;
};

export function resultRoutes(server: FastifyInstance, { desk, cache, drawPicture }: ResultsDeps): void {
  const app = server.withTypeProvider<TypeBoxTypeProvider>();
  const { sql } = desk;
  const tallies = tallyAnswers({ sql, cache });

  app.get(readTallyContract.path, { schema: { querystring: readTallyContract.query } }, async (request, reply) => {
    const { election, contest, region, children = false } = request.query;
    const found = findContestOf(await desk.books.current(sql), contest, election);
    if (!found.ok) return sendProblem(reply, found.problem);
    const tally = await tallies.read({ ...found.value, region, children });
    return tally.ok ? sendTagged(request, reply, tally.value) : sendProblem(reply, tally.problem);
  });

  app.get(listSheetsContract.path, { schema: { querystring: listSheetsContract.query } }, async (request, reply) => {
    const { election, contest, limit = 50, ...question } = request.query;
    const found = findContestOf(await desk.books.current(sql), contest, election);
    if (!found.ok) return sendProblem(reply, found.problem);
    return answer(request, reply, await listSheets(sql, { ...found.value, ...question, limit }));
  });

  app.get(readSheetContract.path, { schema: { params: readSheetContract.params } }, async (request, reply) => {
    const slot = await findSlot(sql, await desk.books.current(sql), request.params.id);
    if (!slot.ok) return sendProblem(reply, slot.problem);
    const history = await readSheet(sql, slot.value);
    if (!history.ok) return sendProblem(reply, history.problem);
    const picture =
      drawPicture(slot.value) === null
        ? null
        : `${readSheetContract.path.replace(':id', encodeURIComponent(request.params.id))}/picture`;
    return answer(request, reply, accept({ ...history.value, picture }));
  });

  app.get(
    readSheetPictureContract.path,
    { schema: { params: readSheetPictureContract.params } },
    async (request, reply) => {
      const slot = await findSlot(sql, await desk.books.current(sql), request.params.id);
      const drawn = slot.ok ? drawPicture(slot.value) : null;
      if (drawn === null)
        return sendProblem(reply, slot.ok ? resultsProblem('no-picture', { sheet: request.params.id }) : slot.problem);
      reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
      return reply.type('image/svg+xml; charset=utf-8').header('cache-control', 'private, max-age=3600').send(drawn);
    },
  );
}

function answer(request: FastifyRequest, reply: FastifyReply, result: Result<unknown, Problem>): FastifyReply {
  return result.ok ? sendTagged(request, reply, JSON.stringify(result.value)) : sendProblem(reply, result.problem);
}

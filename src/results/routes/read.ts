import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#access/domain/actor.ts';
import { hasPermission, type Rights } from '#access/domain/rights.ts';
import { actorOf } from '#access/http/request-actor.ts';
import { scopedBook } from '#elections/scoped-book.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result } from '#kernel/result.ts';
import { sendTagged } from '#platform/http/etag.ts';
import { sendProblem } from '#platform/http/problem-reply.ts';
import {
  listSheetsContract,
  readSheetContract,
  readSheetPictureContract,
  readTallyContract,
} from '../contract/sheets.ts';
import type { Desk } from '../desk.ts';
import { resultsProblem } from '../problems.ts';
import { findContestOf } from '../reading/find-contest.ts';
import { listSheets } from '../reading/list-sheets.ts';
import { regionAsked, seenScope } from '../reading/question-scope.ts';
import { findSlot, readSheet, type Slot } from '../reading/read-sheet.ts';
import type { RegencyCache } from '../reading/regency-cache.ts';
import { tallyAnswers } from '../reading/tally-answers.ts';

export type ResultsDeps = {
  readonly desk: Desk;
  readonly rights: Rights;
  readonly cache: RegencyCache;
  /** draws the paper of a sheet of the synthetic demo; null where there is none */
  readonly drawPicture: (slot: Slot) => string | null;
};

export function resultRoutes(server: FastifyInstance, { desk, rights, cache, drawPicture }: ResultsDeps): void {
  const app = server.withTypeProvider<TypeBoxTypeProvider>();
  const { sql } = desk;
  const tallies = tallyAnswers({ sql, cache });
  const bookFor = async (actor: Actor) => scopedBook(await desk.books.current(sql), actor);

  app.get(readTallyContract.path, { schema: { querystring: readTallyContract.query } }, async (request, reply) => {
    const { election, contest, region, children = false } = request.query;
    const actor = actorOf(request);
    const found = findContestOf(await bookFor(actor), contest, election);
    if (!found.ok) return sendProblem(reply, found.problem);
    const asked = regionAsked(actor, found.value.election, found.value.contest, region);
    if (!asked.ok) return sendProblem(reply, asked.problem);
    const withTotals = hasPermission(rights, actor, 'totals.read');
    const tally = await tallies.read({ ...found.value, region: asked.value, children, withTotals });
    return tally.ok ? sendTagged(request, reply, tally.value) : sendProblem(reply, tally.problem);
  });

  app.get(listSheetsContract.path, { schema: { querystring: listSheetsContract.query } }, async (request, reply) => {
    const { election, contest, region, limit = 50, ...question } = request.query;
    const actor = actorOf(request);
    const found = findContestOf(await bookFor(actor), contest, election);
    if (!found.ok) return sendProblem(reply, found.problem);
    const asked = regionAsked(actor, found.value.election, found.value.contest, region);
    if (!asked.ok) return sendProblem(reply, asked.problem);
    const seen = seenScope(found.value.election, actor);
    return answer(
      request,
      reply,
      await listSheets(sql, { ...found.value, ...question, region: asked.value, seen, limit }),
    );
  });

  app.get(readSheetContract.path, { schema: { params: readSheetContract.params } }, async (request, reply) => {
    const slot = await findSlot(sql, await bookFor(actorOf(request)), request.params.id, actorOf(request));
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
      const slot = await findSlot(sql, await bookFor(actorOf(request)), request.params.id, actorOf(request));
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

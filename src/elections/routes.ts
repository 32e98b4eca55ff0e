import type { FastifyInstance } from 'fastify';
import { actorOf } from '#access/http/request-actor.ts';
import { NATIONAL } from '#kernel/region-code.ts';
import { zoneName } from '#kernel/time.ts';
import type { Sql } from '#platform/db/sql.ts';
import { sendTagged } from '#platform/http/etag.ts';
import { regionTree } from '#regions/load-regions.ts';
import { type ElectionAnswer, listElectionsContract } from './contract.ts';
import type { Election } from './domain/election.ts';
import type { BookKeeper } from './election-book.ts';
import { scopedBook } from './scoped-book.ts';

export function electionRoutes(
  app: FastifyInstance,
  { sql, books }: { readonly sql: Sql; readonly books: BookKeeper },
): void {
  app.get(listElectionsContract.path, async (request, reply) => {
    const book = scopedBook(await books.current(sql), actorOf(request));
    return sendTagged(request, reply, JSON.stringify({ elections: book.elections.map(electionAnswer) }));
  });
}

function electionAnswer(election: Election): ElectionAnswer {
  const { electionNo: _no, version: _version, borders: _borders, regions, contests, ...rest } = election;
  const tree = regionTree().in(election.regionEdition);
  return {
    ...rest,
    regions: [...regions],
    timeZoneName: zoneName(election.timeZone),
    contests: contests.map(({ id, kind, area, form, candidates, rounds, definitionHash }) => ({
      id,
      kind,
      area,
      areaName: area === NATIONAL ? 'Indonesia' : (tree.find(area)?.name ?? area),
      form,
      definition: definitionHash,
      candidates: [...candidates],
      rounds: rounds.map(({ round, opened, stations }) => ({ round, opened, stations: [...stations] })),
    })),
  };
}

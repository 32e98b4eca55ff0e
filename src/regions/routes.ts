import { brotliDecompressSync } from 'node:zlib';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { Sql } from '#platform/db/sql.ts';
import { sendTagged } from '#platform/http/etag.ts';
import { sendProblem } from '#platform/http/problem-reply.ts';
import { listRegionsContract, type RegionAnswer, readRegionContract, readRegionMapContract } from './contract.ts';
import { type ListedRegion, listRegions } from './list-regions.ts';
import { findMap, usualLayer } from './map-files.ts';
import { regionsProblem } from './problems.ts';
import { requireArea, requireRegion } from './require-region.ts';
import { findRemoteAmong } from './store.ts';

/** A day: maps change with a new version of the product only, and the tag finds that out. */
const MAP_AGE_MAX_SECONDS = 86_400;

export function regionRoutes(server: FastifyInstance, { sql }: { readonly sql: Sql }): void {
  const app = server.withTypeProvider<TypeBoxTypeProvider>();

  app.get(listRegionsContract.path, { schema: { querystring: listRegionsContract.query } }, async (request, reply) => {
    const list = listRegions(request.query);
    if (!list.ok) return sendProblem(reply, list.problem);
    return sendTagged(
      request,
      reply,
      JSON.stringify({ ...list.value, regions: await withRemoteMarks(sql, list.value.regions) }),
    );
  });

  app.get(
    readRegionContract.path,
    { schema: { params: readRegionContract.params, querystring: readRegionContract.query } },
    async (request, reply) => {
      const region = requireRegion(request.params.code, request.query.edition);
      if (!region.ok) return sendProblem(reply, region.problem);
      const [answer] = await withRemoteMarks(sql, [region.value]);
      return sendTagged(request, reply, JSON.stringify(answer));
    },
  );

  app.get(
    readRegionMapContract.path,
    { schema: { params: readRegionMapContract.params, querystring: readRegionMapContract.query } },
    async (request, reply) => {
      const area = requireArea(request.params.code);
      if (!area.ok) return sendProblem(reply, area.problem);
      const layer = request.query.layer ?? usualLayer(area.value);
      const map = findMap(area.value, layer);
      if (map === null) return sendProblem(reply, regionsProblem('no-map', { region: area.value, layer }));
      reply
        .header('etag', map.etag)
        .header('vary', 'accept-encoding')
        .header('cache-control', `public, max-age=${MAP_AGE_MAX_SECONDS}`);
      if (request.headers['if-none-match']?.includes(map.etag)) return reply.code(304).send();
      reply.type('application/json');
      const takesBrotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
      return takesBrotli
        ? reply.header('content-encoding', 'br').send(map.packed)
        : reply.send(brotliDecompressSync(map.packed));
    },
  );
}

async function withRemoteMarks(sql: Sql, regions: readonly ListedRegion[]): Promise<RegionAnswer[]> {
  const villages = regions.filter((region) => region.level === 'village').map((region) => region.code);
  const remote = await findRemoteAmong(sql, villages);
  return regions.map(({ above, ...region }) => ({
    ...region,
    otherNames: [...region.otherNames],
    editions: [...region.editions],
    ...(above ? { above: [...above] } : {}),
    ...(region.level === 'village' ? { remote: remote.has(region.code) } : {}),
  }));
}

import type { FastifyInstance } from 'fastify';
import { rehearsalPictures } from '#demo/pictures.ts';
import { listElectionsContract } from '#elections/contract.ts';
import { electionRoutes } from '#elections/routes.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { healthContracts } from '#platform/http/health-contract.ts';
import { healthRoutes } from '#platform/http/health-routes.ts';
import { openApiDocument, type RouteContract } from '#platform/http/openapi.ts';
import { servePages } from '#platform/http/pages.ts';
import { httpProblem } from '#platform/http/problems.ts';
import { httpServer } from '#platform/http/server.ts';
import { listRegionsContract, readRegionContract, readRegionMapContract } from '#regions/contract.ts';
import { regionRoutes } from '#regions/routes.ts';
import { listSheetsContract, readSheetContract, readSheetPictureContract, readTallyContract } from '#results/contract.ts';
import type { Desk } from '#results/desk.ts';
import { regencyCache } from '#results/regency-cache.ts';
import { resultRoutes } from '#results/routes.ts';

/** Everything that the server answers, as data. */
export const CONTRACTS: readonly RouteContract[] = [
  ...healthContracts,
  listElectionsContract,
  listRegionsContract,
  readRegionContract,
  readRegionMapContract,
  readTallyContract,
  listSheetsContract,
  readSheetContract,
  readSheetPictureContract,
];

const PAGES = { '/': 'desk.html', '/lapor': 'lapor.html' };
const VERSION = '0.1.0';

/** Puts the desk's rooms behind one server, not yet listening. */
export async function deskServer(desk: Desk): Promise<FastifyInstance> {
  const app = await httpServer();
  healthRoutes(app, desk);
  electionRoutes(app, desk);
  regionRoutes(app, desk);
  resultRoutes(app, { desk, cache: regencyCache(desk.sql), drawPicture: rehearsalPictures() });
  app.get('/api/v1/openapi.json', async () => openApiDocument(CONTRACTS, VERSION));
  await servePages(app, PAGES);
  return app;
}

export type Listening = { readonly address: string; close(): Promise<void> };

/** Opens the desk on this machine only; others are let in when accounts and rights exist. */
export async function startServer(desk: Desk, { host, port }: { host: string; port: number }): Promise<Result<Listening, Problem>> {
  if (host !== '127.0.0.1' && host !== 'localhost' && host !== '::1') return refuse(httpProblem('loopback-only', { host }));
  const app = await deskServer(desk);
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') return refuse(httpProblem('port-taken', { port }));
    if (code === 'EACCES') return refuse(httpProblem('port-forbidden', { port }));
    throw error;
  }
  const bound = app.addresses()[0]?.port ?? port;
  const shown = host === '::1' ? '[::1]' : host;
  return accept({ address: `http://${shown}:${bound}`, close: () => app.close() });
}

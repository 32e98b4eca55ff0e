import type { FastifyInstance } from 'fastify';
import { ACCESS_CONTRACTS } from '#access/contract/access-contracts.ts';
import { RIGHTS, type Rights } from '#access/domain/rights.ts';
import { guardRoutes } from '#access/http/gate.ts';
import { type HashQueue, hashQueue } from '#access/password/hash-queue.ts';
import { accessRoutes } from '#access/routes.ts';
import { rehearsalPictures } from '#demo/pictures.ts';
import { listElectionsContract } from '#elections/contract.ts';
import { electionRoutes } from '#elections/routes.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { healthContracts } from '#platform/http/health-contract.ts';
import { healthRoutes } from '#platform/http/health-routes.ts';
import { openApiContract, openApiDocument, type RouteContract } from '#platform/http/openapi.ts';
import { PAGES_FOLDER, servePages } from '#platform/http/pages.ts';
import { httpProblem } from '#platform/http/problems.ts';
import { limitRequests, REQUEST_LIMITS, type RequestLimits } from '#platform/http/request-limits.ts';
import { httpServer } from '#platform/http/server.ts';
import { listRegionsContract, readRegionContract, readRegionMapContract } from '#regions/contract.ts';
import { regionLookup } from '#regions/region-lookup.ts';
import { regionRoutes } from '#regions/routes.ts';
import { type SheetIntake, sheetIntake } from '#results/commands/submit-sheets.ts';
import {
  dropLeaseContract,
  returnSheetContract,
  submitSheetsContract,
  takeLeaseContract,
} from '#results/contract/intake.ts';
import {
  askPhotoOffsetContract,
  createPhotoContract,
  readPhotoContract,
  sendPhotoPieceContract,
} from '#results/contract/photos.ts';
import {
  listSheetsContract,
  readSheetContract,
  readSheetPictureContract,
  readTallyContract,
} from '#results/contract/sheets.ts';
import { readTasksContract } from '#results/contract/tasks.ts';
import type { Desk } from '#results/desk.ts';
import { regencyCache } from '#results/reading/regency-cache.ts';
import { intakeRoutes } from '#results/routes/intake.ts';
import { photoRoutes } from '#results/routes/photos.ts';
import { resultRoutes } from '#results/routes/read.ts';

/** Everything that the server answers, as data. */
export const CONTRACTS: readonly RouteContract[] = [
  ...healthContracts,
  openApiContract,
  ...ACCESS_CONTRACTS,
  listElectionsContract,
  listRegionsContract,
  readRegionContract,
  readRegionMapContract,
  readTallyContract,
  listSheetsContract,
  readSheetContract,
  readSheetPictureContract,
  submitSheetsContract,
  returnSheetContract,
  takeLeaseContract,
  dropLeaseContract,
  readTasksContract,
  createPhotoContract,
  askPhotoOffsetContract,
  sendPhotoPieceContract,
  readPhotoContract,
];

const PAGES = { '/': { file: 'desk.html' }, '/lapor': { file: 'lapor.html', asks: readTasksContract.path } };
const VERSION = '0.1.0';

export type ServerOptions = {
  /** the https address at which people on other machines open the desk; null: this machine only */
  readonly origin: URL | null;
  /** another table of rights than the product's own: for the tests that plant changes in it */
  readonly rights: Rights;
  readonly limits: RequestLimits;
  /** the way in for sheets, where the process has one already */
  readonly intake: SheetIntake;
  readonly passwords: HashQueue;
  /** the built pages; another folder is another version of them */
  readonly pagesFolder: string;
};
const DEFAULTS: Omit<ServerOptions, 'intake' | 'passwords'> = {
  origin: null,
  rights: RIGHTS,
  limits: REQUEST_LIMITS,
  pagesFolder: PAGES_FOLDER,
};

/** Puts the desk's rooms behind one server, not yet listening. */
export async function deskServer(desk: Desk, options: Partial<ServerOptions> = {}): Promise<FastifyInstance> {
  const { origin, rights, limits, intake, passwords, pagesFolder } = {
    ...DEFAULTS,
    intake: sheetIntake(desk),
    passwords: hashQueue(),
    ...options,
  };
  const app = await httpServer({ origin });
  const sessions = guardRoutes(app, { sql: desk.sql, clock: desk.clock, rights, contracts: CONTRACTS });
  await limitRequests(app, limits, (request) => request.liveSession?.account.id ?? null);
  healthRoutes(app, desk);
  accessRoutes(app, { ...desk, regions: regionLookup, rights, sessions, passwords, secureCookies: origin !== null });
  electionRoutes(app, desk);
  regionRoutes(app, desk);
  resultRoutes(app, { desk, rights, cache: regencyCache(desk.sql), drawPicture: rehearsalPictures() });
  intakeRoutes(app, { desk, intake });
  photoRoutes(app, { desk });
  app.addHook('onClose', () => intake.drain());
  app.get(openApiContract.path, async () => openApiDocument(CONTRACTS, VERSION));
  await servePages(app, PAGES, pagesFolder);
  return app;
}

export type Listening = { readonly address: string; close(): Promise<void> };
export type ListenAt = { readonly host: string; readonly port: number } & Partial<ServerOptions>;

/** Opens the desk: to this machine, or to others by way of the https address of a proxy. */
export async function startServer(
  desk: Desk,
  { host, port, ...options }: ListenAt,
): Promise<Result<Listening, Problem>> {
  if (!isLoopback(host) && !options.origin) return refuse(httpProblem('loopback-only', { host }));
  const app = await deskServer(desk, options);
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') return refuse(httpProblem('port-taken', { port }));
    if (code === 'EACCES') return refuse(httpProblem('port-forbidden', { port }));
    throw error;
  }
  const bound = app.server.address();
  const shown = host === '::1' ? '[::1]' : host;
  const address = `http://${shown}:${typeof bound === 'object' ? (bound?.port ?? port) : port}`;
  return accept({ address, close: () => app.close() });
}

export function isLoopback(host: string): boolean {
  return host === '127.0.0.1' || host === 'localhost' || host === '::1';
}

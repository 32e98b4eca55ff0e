import type { FastifyInstance } from 'fastify';
import { loadDemo } from '#demo/load-demo.ts';
import { rehearsalPictures } from '#demo/pictures.ts';
import { listElectionsContract } from '#elections/contract.ts';
import { electionRoutes } from '#elections/routes.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { type CliCommand, wrongUse } from '#platform/cli/command.ts';
import { write } from '#platform/cli/run-cli.ts';
import type { Database } from '#platform/db/connect.ts';
import { healthContracts } from '#platform/http/health-contract.ts';
import { healthRoutes } from '#platform/http/health-routes.ts';
import { openApiDocument, type RouteContract } from '#platform/http/openapi.ts';
import { servePages } from '#platform/http/pages.ts';
import { httpProblem } from '#platform/http/problems.ts';
import { httpServer } from '#platform/http/server.ts';
import { listRegionsContract, readRegionContract, readRegionMapContract } from '#regions/contract.ts';
import { regionRoutes } from '#regions/routes.ts';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import {
  listSheetsContract,
  readSheetContract,
  readSheetPictureContract,
  readTallyContract,
} from '#results/contract/sheets.ts';
import type { Desk } from '#results/desk.ts';
import { regencyCache } from '#results/reading/regency-cache.ts';
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
export async function startServer(
  desk: Desk,
  { host, port }: { host: string; port: number },
): Promise<Result<Listening, Problem>> {
  if (!isLoopback(host)) return refuse(httpProblem('loopback-only', { host }));
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
  const bound = app.server.address();
  const shown = host === '::1' ? '[::1]' : host;
  const address = `http://${shown}:${typeof bound === 'object' ? (bound?.port ?? port) : port}`;
  return accept({ address, close: () => app.close() });
}

function isLoopback(host: string): boolean {
  return host === '127.0.0.1' || host === 'localhost' || host === '::1';
}

export type ServeContext = {
  readonly desk: () => Promise<Desk>;
  readonly database: () => Promise<Pick<Database, 'tend'>>;
};

const PORT_DEFAULT = '8080';

export const serveCommand: CliCommand<ServeContext> = {
  name: 'serve',
  positionals: [],
  options: {
    host: { type: 'string', describe: 'alamat (127.0.0.1)', value: 'H' },
    port: { type: 'string', describe: 'port; 0 = yang bebas', value: 'N' },
    demo: { type: 'boolean', describe: 'isi dengan data peragaan, di ./data-demo' },
  },
  describe: 'menjalankan desk: API dan halaman',
  async run({ desk: open, database }, args) {
    const port = parsePort(args.text('port') ?? PORT_DEFAULT);
    if (port === null) return wrongUse(`Port “${args.text('port')}” bukan angka 0 sampai 65535.`);
    const host = args.text('host') ?? '127.0.0.1';
    if (!isLoopback(host)) return refuse(httpProblem('loopback-only', { host }));
    const stopped = stopSignal();
    const desk = await open();
    (await database()).tend();
    const intake = sheetIntake(desk);
    if (args.flag('demo')) {
      const loaded = await loadDemo(desk, intake);
      if (!loaded.ok) return loaded;
    }
    const server = await startServer(desk, { host, port });
    if (!server.ok) return server;
    await write(`ready ${server.value.address}\n`);
    await stopped;
    await server.value.close();
    await intake.drain();
    return accept({ json: { stopped: true }, exit: 0, text: '', written: true });
  },
};

function parsePort(text: string): number | null {
  return /^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null;
}

/** How somebody asks the process to end: a service manager, Ctrl-C, or a terminal that closes. */
export const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Resolves when asked to end; asking twice is no different. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of STOP_SIGNALS) process.on(signal, () => resolve());
  });
}

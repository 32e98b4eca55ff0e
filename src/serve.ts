import type { AccessContext } from '#access/cli.ts';
import { hashQueue } from '#access/password/hash-queue.ts';
import { DEMO_PASSWORD, DEMO_PEOPLE, loadDemoPeople } from '#demo/demo-people.ts';
import { loadDemo } from '#demo/load-demo.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { type CliCommand, wrongUse } from '#platform/cli/command.ts';
import { write } from '#platform/cli/run-cli.ts';
import type { Database } from '#platform/db/connect.ts';
import { httpProblem } from '#platform/http/problems.ts';
import { removeStaleUploads } from '#results/commands/remove-stale-uploads.ts';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import type { Desk } from '#results/desk.ts';
import { isLoopback, startServer } from './server.ts';

export type ServeContext = AccessContext & {
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
    origin: { type: 'string', describe: 'alamat https tempat orang membuka desk, lewat proksi', value: 'URL' },
    demo: { type: 'boolean', describe: 'isi dengan data peragaan, di ./data-demo' },
  },
  describe: 'menjalankan desk: API dan halaman',
  async run({ desk: open, database, access }, args) {
    const port = parsePort(args.text('port') ?? PORT_DEFAULT);
    if (port === null) return wrongUse(`Port “${args.text('port')}” bukan angka 0 sampai 65535.`);
    const host = args.text('host') ?? '127.0.0.1';
    const origin = parseOrigin(args.text('origin'));
    if (!origin.ok) return origin;
    if (args.flag('demo') && origin.value !== null) return refuse(httpProblem('demo-stays-here'));
    if (!isLoopback(host) && origin.value === null) return refuse(httpProblem('loopback-only', { host }));
    const stopped = stopSignal();
    const desk = await open();
    (await database()).tend();
    const intake = sheetIntake(desk);
    const passwords = hashQueue();
    await removeStaleUploads(desk);
    if (args.flag('demo')) {
      const loaded = await loadDemo(desk, intake);
      if (!loaded.ok) return loaded;
      await loadDemoPeople({ ...(await access()), passwords });
      writePeople();
    }
    const server = await startServer(desk, { host, port, origin: origin.value, intake, passwords });
    if (!server.ok) return server;
    await write(`ready ${server.value.address}\n`);
    await stopped;
    await server.value.close();
    return accept({ json: { stopped: true }, exit: 0, text: '', written: true });
  },
};

/** Who can log in to the demo; standard output is for the line that scripts wait for. */
function writePeople(): void {
  const lines = DEMO_PEOPLE.map(({ user, role, region }) => `  ${user.padEnd(14)} ${role.padEnd(18)} ${region}`);
  process.stderr.write(`Akun peragaan, kata sandi semuanya ${DEMO_PASSWORD}:\n${lines.join('\n')}\n`);
}

function parsePort(text: string): number | null {
  return /^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null;
}

function parseOrigin(text: string | undefined): Result<URL | null, Problem> {
  if (text === undefined) return accept(null);
  const origin = URL.parse(text);
  const isPlain =
    origin?.protocol === 'https:' && origin.pathname === '/' && origin.search === '' && origin.hash === '';
  return isPlain ? accept(origin) : refuse(httpProblem('wrong-origin', { origin: text }));
}

/** How somebody asks the process to end: a service manager, Ctrl-C, or a terminal that closes. */
export const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Resolves when asked to end; asking twice is no different. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of STOP_SIGNALS) process.on(signal, () => resolve());
  });
}

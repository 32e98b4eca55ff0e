import { loadDemo } from '#demo/load-demo.ts';
import { accept } from '#kernel/result.ts';
import { type CliCommand, wrongUse } from '#platform/cli/command.ts';
import { write } from '#platform/cli/run-cli.ts';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import type { Desk } from '#results/desk.ts';
import { startServer } from './server.ts';

export type ServeContext = { readonly desk: () => Promise<Desk> };

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
  async run({ desk: open }, args) {
    const port = parsePort(args.text('port') ?? PORT_DEFAULT);
    if (port === null) return wrongUse(`Port “${args.text('port')}” bukan angka 0 sampai 65535.`);
    const stopped = stopSignal();
    const desk = await open();
    const intake = sheetIntake(desk);
    if (args.flag('demo')) {
      const loaded = await loadDemo(desk, intake);
      if (!loaded.ok) return loaded;
    }
    const server = await startServer(desk, { host: args.text('host') ?? '127.0.0.1', port });
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

/** Resolves when somebody asks the process to end: a service manager, a terminal that closes, or Ctrl-C. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

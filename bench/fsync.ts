import { parseArgs } from 'node:util';
import { withBenchFolder } from './lib/bench-folder.ts';
import { measureFsync } from './lib/fsync-time.ts';
import { sayMachine } from './lib/say.ts';

const { values } = parseArgs({ options: { folder: { type: 'string' } } });

await withBenchFolder(values.folder, async (folder) => sayMachine(measureFsync(folder)));

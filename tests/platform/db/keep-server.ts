// A process that uses the embedded server of a folder until its input ends.
import { startEmbedded } from '#platform/db/launcher/launcher.ts';

const started = await startEmbedded(process.argv[2] ?? '');
if (!started.ok) throw new Error(started.problem.message.en);
process.stdout.write('ready\n');
process.stdin.resume();
process.stdin.on('end', () => started.value.stop());

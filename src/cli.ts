import { enableCompileCache } from 'node:module';

// Most of a short command's time is reading the program itself; the second start finds it compiled.
enableCompileCache();
const { runCommandLine } = await import('./command-line.ts');

process.exitCode = await runCommandLine(process.argv.slice(2));

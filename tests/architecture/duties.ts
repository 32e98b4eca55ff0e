import { code, type Files, sources, type Violations } from './files.ts';
import { importsOfTests } from './imports.ts';

/** Every entry of a contract says who may use it, and a feature registers no path that its contract does not hold. */
export function routesWithoutAccess(files: Files): Violations {
  return sources(files).flatMap(([path, text]) => {
    if (/\/contract(\.ts$|\/)/.test(path)) return entriesWithoutAccess(path, code(text));
    if (!/\/routes(\.ts$|\/)/.test(path) || path.startsWith('src/platform/')) return [];
    const literals = code(text).matchAll(/\.(?:get|post|put|patch|delete|head|route)\(\s*(['"`]\/[^'"`]*)/g);
    return [...literals].map((match) => `${path}: route ${match[1]?.slice(1)} is not in a contract`);
  });
}

function entriesWithoutAccess(path: string, text: string): Violations {
  const entries = text.split(/(?=\bmethod:\s*['"])/).slice(1);
  return entries
    .filter((entry) => !/\baccess:\s*\S/.test(entry))
    .map((entry) => `${path}: ${/path:\s*['"`]([^'"`]*)/.exec(entry)?.[1] ?? 'an entry'} has no access rule`);
}

/** A command is tested by its own name, not only by way of another. */
export function commandsWithoutTest(files: Files): Violations {
  const tested = new Set(importsOfTests(files).map(({ to }) => to));
  return sources(files)
    .filter(([path]) => /^src\/[^/]+\/commands\/[^/]+\.ts$/.test(path) && !tested.has(path))
    .map(([path]) => `${path} is imported by no test`);
}

export const SOURCE_LINES_MAX = 400;
export const TEST_LINES_MAX = 800;

export function filesTooLong(files: Files): Violations {
  return [...files]
    .filter(([path]) => /\.(ts|svelte|mjs)$/.test(path))
    .map(([path, text]) => ({
      path,
      lines: linesOf(text),
      max: path.startsWith('tests/') ? TEST_LINES_MAX : SOURCE_LINES_MAX,
    }))
    .filter(({ lines, max }) => lines > max)
    .map(({ path, lines, max }) => `${path} has ${lines} lines, more than ${max}`);
}

/** Lengths of the source files that hold code, shortest first; a file that only re-exports counts for nothing. */
export function sourceLengths(files: Files): number[] {
  return sources(files)
    .filter(([, text]) => /\S/.test(code(text).replace(/^export (?:type )?(?:\*|\{[^}]*\}) from .*$/gm, '')))
    .map(([, text]) => linesOf(text))
    .sort((a, b) => a - b);
}

function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

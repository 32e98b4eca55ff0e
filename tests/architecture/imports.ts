import { posix } from 'node:path';
import { code, type Files, sources } from './files.ts';

export type Import = { readonly from: string; readonly to: string };

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]+)\1/g;

/** Every import of src, with a path inside the repository where it names a file and as written where it does not. */
export function importsOf(files: Files): Import[] {
  return sources(files).flatMap(([from, text]) =>
    [...code(text).matchAll(IMPORT)].map((match) => ({ from, to: resolve(from, match[2] ?? '') })),
  );
}

export function importsOfTests(files: Files): Import[] {
  return [...files]
    .filter(([path]) => path.startsWith('tests/'))
    .flatMap(([from, text]) =>
      [...text.matchAll(IMPORT)].map((match) => ({ from, to: resolve(from, match[2] ?? '') })),
    );
}

function resolve(from: string, name: string): string {
  if (name.startsWith('#')) return `src/${name.slice(1)}`;
  if (name.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), name.replace(/\?.*$/, '')));
  return name;
}

/** The room of a file of src; the composition roots lie directly in src and are none. */
export function roomOf(path: string): string | null {
  const parts = path.split('/');
  return parts[0] === 'src' && parts.length > 2 ? (parts[1] ?? null) : null;
}

/** Everything that the chosen files load, directly or through others, each with a file that imports it. */
export function reachedFrom(files: Files, isStart: (path: string) => boolean): ReadonlyMap<string, string> {
  const imports = importsOf(files);
  const reached = new Map<string, string>();
  const waiting = imports.filter(({ from }) => isStart(from));
  for (let edge = waiting.pop(); edge; edge = waiting.pop()) {
    const { from, to } = edge;
    if (reached.has(to)) continue;
    reached.set(to, from);
    waiting.push(...imports.filter((next) => next.from === to));
  }
  return reached;
}

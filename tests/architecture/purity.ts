import { code, type Files, isFixture, sources, type Violations } from './files.ts';
import { reachedFrom } from './imports.ts';

const IMPURE: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bDate\(\)/],
  ['randomness', /\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b|\brandomBytes\b/],
  ['the network', /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b/],
  ['the process', /\bprocess\./],
  ['SQL', /\b(?:sql|tx)\s*(?:<[^`;]*>)?\s*`/],
];

const NOT_FOR_DOMAIN = /^node:|^src\/platform\/|^src\/[^/]+\/(store|commands|routes|cli|web)(\/|\.)|^src\/[^/]+$/;

function isPure(path: string): boolean {
  return (/^src\/[^/]+\/domain[/.]/.test(path) || path.startsWith('src/kernel/')) && !isFixture(path);
}

export function impureDomain(files: Files): Violations {
  const words = sources(files)
    .filter(([path]) => isPure(path))
    .flatMap(([path, text]) =>
      IMPURE.filter(([, pattern]) => pattern.test(code(text))).map(([name]) => `${path} uses ${name}`),
    );
  const imports = [...reachedFrom(files, isPure)]
    .filter(([to]) => NOT_FOR_DOMAIN.test(to))
    .map(([to, from]) => `${from} brings ${to} into a domain`);
  return [...words, ...imports];
}

const STATEMENT =
  /`\s*(?:select\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s|truncate\s|copy\s+\w+\s|lock\s+table\s)/i;

/** SQL has one place per feature: `store.ts`, or a folder `store/` once that has grown too long. */
export function sqlOutsideStore(files: Files): Violations {
  return sources(files)
    .filter(([path]) => !path.startsWith('src/platform/') && !/\/store(\.ts$|\/)/.test(path))
    .filter(([, text]) => /\b(?:sql|tx)\s*(?:<[^`;]*>)?\s*`/.test(code(text)) || STATEMENT.test(code(text)))
    .map(([path]) => `${path} holds SQL`);
}

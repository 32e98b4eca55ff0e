import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Texts of the repository by path from its root, so that a test can plant a file that does not exist. */
export type Files = ReadonlyMap<string, string>;
/** What is broken and where; an empty list is a rule that holds. */
export type Violations = readonly string[];

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const READ = /\.(ts|svelte|mjs|sql)$/;

export function readFiles(folders: readonly string[], names: RegExp = READ): Map<string, string> {
  const files = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of readdirSync(`${ROOT}${folder}`, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !names.test(entry.name)) continue;
      const path = `${entry.parentPath}/${entry.name}`;
      files.set(path.slice(ROOT.length), readFileSync(path, 'utf8'));
    }
  }
  return files;
}

export function sources(files: Files): [path: string, text: string][] {
  return [...files].filter(([path]) => path.startsWith('src/') && /\.(ts|svelte)$/.test(path));
}

export function isFixture(path: string): boolean {
  return /\/fixtures[^/]*\.ts$|\/fixtures\//.test(path);
}

/** The text without comments; a quoted text that looks like one is rare enough here, and only ever hides less. */
export function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1');
}

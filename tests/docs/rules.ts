import { posix } from 'node:path';

/** The repository as the rules see it: texts by path, and the paths of everything that exists. */
export type Repository = {
  readonly texts: ReadonlyMap<string, string>;
  readonly paths: ReadonlySet<string>;
};
export type Violations = readonly string[];

/** What a running desk or a build makes: named in the documents, absent from a fresh clone. */
const MADE_LATER = /^(data\/desk|data-demo|dist|node_modules)(\/|$)/;
const PATH_IN_CODE = /^(?:src|tests|docs|tools|bench|data|migrations|\.ci)\/[\w./-]*$/;

/** Links and paths of the documents that lead nowhere. */
export function brokenLinks({ texts, paths }: Repository): Violations {
  return documents(texts).flatMap(([document, text]) => {
    const prose = withoutFences(text);
    const links = [...prose.matchAll(/\]\(<?([^)>\s]+)>?(?:\s+"[^"]*")?\)/g)]
      .map((match) => match[1] ?? '')
      .filter((link) => !/^(https?:|mailto:|#)/.test(link))
      .map((link) => posix.normalize(posix.join(posix.dirname(document), link.replace(/[#?].*$/, ''))));
    const named = [...prose.matchAll(/`([^`\n]+)`/g)]
      .map((match) => match[1] ?? '')
      .filter((path) => PATH_IN_CODE.test(path));
    return [...links, ...named]
      .map((path) => path.replace(/\/$/, ''))
      .filter((path) => !paths.has(path) && !MADE_LATER.test(path))
      .map((path) => `${document}: ${path} does not exist`);
  });
}

/** Commands in code fences that neither npm nor the desk knows. */
export function unknownCommands({ texts }: Repository): Violations {
  const scripts = (JSON.parse(texts.get('package.json') ?? '{}') as { scripts?: Record<string, string> }).scripts ?? {};
  const cli = [...texts]
    .filter(([path]) => /^src\/((cli|server)\.ts$|.*\/cli(-[a-z]+)?(\.ts$|\/))/.test(path))
    .map(([, text]) => text)
    .join('\n');
  const isQuoted = (words: string) => new RegExp(`['"\`]${words}(?:['"\`]| )`).test(cli);
  return documents(texts).flatMap(([document, text]) =>
    fences(text).flatMap((line) => {
      const script = /^(?:\$ )?(?:\w+=\S+ )*npm (?:run (?:-s |--silent )?)?([\w:-]+)/.exec(line)?.[1];
      const unknownScript = script && !['ci', 'install'].includes(script) && !(script in scripts);
      const words = /^(?:\$ )?(?:npm run (?:-s |--silent )?desk --|desk) ([a-z]+)(?: ([a-z]+)(?=\s|$))?/.exec(line);
      const [, verb = '', noun = ''] = words ?? [];
      const isKnown =
        !words || isQuoted(`${verb} ${noun}`.trim()) || (isQuoted(verb) && (noun === '' || isQuoted(noun)));
      return [
        ...(unknownScript ? [`${document}: package.json has no script ${script}`] : []),
        ...(isKnown ? [] : [`${document}: the desk has no command ${`${verb} ${noun}`.trim()}`]),
      ];
    }),
  );
}

/** Dependencies that no decision page gives a reason for. */
export function unexplainedDependencies({ texts }: Repository): Violations {
  const manifest = JSON.parse(texts.get('package.json') ?? '{}') as Record<string, Record<string, string> | undefined>;
  const decisions = [...texts]
    .filter(([path]) => path.startsWith('docs/decisions/'))
    .map(([, text]) => text)
    .join('\n');
  return ['dependencies', 'optionalDependencies', 'devDependencies']
    .flatMap((kind) => Object.keys(manifest[kind] ?? {}))
    .filter((name) => !decisions.includes(`\`${name}\``))
    .map((name) => `${name} has no reason in docs/decisions`);
}

const LAW = /@law\b[ \t]*([A-Za-z]+\d*)?/g;

/** Legal rules in the source that the register does not hold; `none` says that a number is the desk's own choice. */
export function unknownLaws({ texts }: Repository): Violations {
  const register = new Set(
    [...(texts.get('docs/law/register.md') ?? '').matchAll(/^\| *([A-Z]+\d+) *\|/gm)].map((match) => match[1]),
  );
  return lawTags(texts)
    .filter(({ id }) => id !== 'unverified' && id !== 'none' && !register.has(id))
    .map(({ path, id }) => `${path}: @law ${id} is not in docs/law/register.md`);
}

export function lawTags(texts: ReadonlyMap<string, string>): { readonly path: string; readonly id: string }[] {
  return [...texts]
    .filter(([path]) => /^src\/.*\.(ts|svelte)$/.test(path))
    .flatMap(([path, text]) => [...text.matchAll(LAW)].map((match) => ({ path, id: match[1] ?? '' })));
}

/** Terms that the glossary explains twice, in whatever spelling. */
export function repeatedTerms({ texts }: Repository): Violations {
  const rows = (texts.get('docs/glossary.md') ?? '').match(/^\|.*\|$/gm) ?? [];
  const terms = rows
    .map((row) => row.split('|')[1]?.replace(/[*`]/g, '').trim() ?? '')
    .filter(
      (term, index) =>
        term !== '' && !/^:?-+:?$/.test(term) && !/^:?-+/.test(rows[index + 1]?.split('|')[1]?.trim() ?? ''),
    );
  const spelling = (term: string) => term.toLowerCase().replace(/[\s_-]+/g, '');
  return terms.filter((term, index) => terms.findIndex((other) => spelling(other) === spelling(term)) !== index);
}

export function documents(texts: ReadonlyMap<string, string>): [path: string, text: string][] {
  return [...texts].filter(([path]) => path.endsWith('.md') && (path.startsWith('docs/') || !path.includes('/')));
}

function withoutFences(text: string): string {
  return text.replace(/^ *```[\s\S]*?^ *```/gm, '');
}

function fences(text: string): string[] {
  return [...text.matchAll(/^ *```[^\n]*\n([\s\S]*?)^ *```/gm)]
    .flatMap((match) => (match[1] ?? '').split('\n'))
    .map((line) => line.trim());
}

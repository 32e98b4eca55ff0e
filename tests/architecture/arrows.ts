import { type Files, isFixture, sources, type Violations } from './files.ts';
import { importsOf, reachedFrom, roomOf } from './imports.ts';

const GROUND = ['kernel', 'platform', 'access', 'regions', 'elections'];
const FEATURES = ['results', 'forms', 'incidents', 'logistics', 'staffing', 'funding', 'meetings'];

/** Which rooms a room may look into, besides itself. Features never see each other: they meet by id, or higher up. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  platform: ['kernel'],
  access: ['kernel', 'platform'],
  regions: ['kernel', 'platform', 'access'],
  elections: ['kernel', 'platform', 'access', 'regions'],
  ...Object.fromEntries(FEATURES.map((feature) => [feature, GROUND])),
  reports: [...GROUND, ...FEATURES],
  situation: [...GROUND, ...FEATURES, 'reports'],
  publishing: [...GROUND, ...FEATURES, 'reports'],
  integrity: ['kernel', 'platform', 'access'],
  demo: [...GROUND, 'results'],
};

export function forbiddenArrows(files: Files): Violations {
  const unknown = sources(files)
    .filter(([path]) => roomOf(path) !== null && !MAY_IMPORT[roomOf(path) ?? ''])
    .map(([path]) => `${path}: not a room of the design`);
  const arrows = importsOf(files)
    .filter(({ from, to }) => to.startsWith('src/') && roomOf(from) !== null && roomOf(from) !== roomOf(to))
    .filter(({ from, to }) => !MAY_IMPORT[roomOf(from) ?? '']?.includes(roomOf(to) ?? ''))
    .map(({ from, to }) => `${from} imports ${to}`);
  return [...unknown, ...arrows];
}

/** Each circle of files once, as its members in order. */
export function importCircles(files: Files): Violations {
  const next = new Map<string, string[]>();
  for (const { from, to } of importsOf(files)) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const circles: string[] = [];
  function visit(path: string, way: readonly string[]): void {
    const at = way.indexOf(path);
    if (at >= 0) circles.push([...way.slice(at), path].join(' → '));
    if (at >= 0 || done.has(path)) return;
    for (const to of next.get(path) ?? []) visit(to, [...way, path]);
    done.add(path);
  }
  for (const path of next.keys()) visit(path, []);
  return circles;
}

const BROWSER = /^src\/.*\/web\/|^src\/(desk|lapor|operator|wall|service-worker)\.ts$/;
const SERVER_ONLY = /^src\/.*\/(store|commands)(\/|\.ts$)|^node:/;

/** What a browser loads, followed through every import. */
export function serverCodeInBrowser(files: Files): Violations {
  const reached = reachedFrom(files, (path) => BROWSER.test(path));
  return [...reached]
    .filter(([to]) => SERVER_ONLY.test(to))
    .map(([to, from]) => `${from} brings ${to} into the browser`);
}

export function fixturesInSource(files: Files): Violations {
  return importsOf(files)
    .filter(({ from, to }) => isFixture(to) && !isFixture(from))
    .map(({ from, to }) => `${from} imports ${to}`);
}

import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ASSETS = 'assets/lapor';
const HASHED = /-[\w-]{8}\.js$/;
const TEXT = /\.(js|html|webmanifest)$/;

/**
 * The built pages once more as another version: its scripts have other contents under other names, everything that names
 * them follows, and the service worker bears another version. Scripts of the version before are not in it.
 */
export function makeNextBuild(from: string, to: string, mark: string): void {
  cpSync(from, to, { recursive: true });
  for (const name of filesIn(to)) if (name.endsWith('.br')) rmSync(join(to, name));
  for (const script of readdirSync(join(to, ASSETS)).filter((name) => HASHED.test(name))) {
    const next = script.replace(HASHED, `-${hashOf(`${script} ${mark}`).slice(0, 8)}.js`);
    for (const name of filesIn(to).filter((name) => TEXT.test(name))) change(join(to, name), script, next);
    writeFileSync(join(to, ASSETS, script), `${readFileSync(join(to, ASSETS, script), 'utf8')}\n/* ${mark} */\n`);
    renameSync(join(to, ASSETS, script), join(to, ASSETS, next));
  }
  const worker = readFileSync(join(to, 'sw.js'), 'utf8');
  const [, version] = /\bpage-([0-9a-f]{16})\b/.exec(worker) ?? [];
  if (version === undefined) throw new Error('the service worker bears no version');
  change(join(to, 'sw.js'), version, hashOf(`${version} ${mark}`).slice(0, 16));
}

/** The first script that a page of this build asks for. */
export function scriptOf(build: string): string {
  const [, script] = /src="([^"]*\/lapor-[\w-]+\.js)"/.exec(readFileSync(join(build, 'lapor.html'), 'utf8')) ?? [];
  if (script === undefined) throw new Error(`the page of ${build} has no script`);
  return script;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' });
}

function change(path: string, from: string, to: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(from, to));
}

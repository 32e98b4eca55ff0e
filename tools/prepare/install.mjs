import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether node_modules holds what the lock file says; npm writes its own list at the very end of an install. */
export function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === null) throw new Error('package-lock.json is missing');
  if (present === null) return false;
  return Object.entries(wanted).every(([path, { version, optional, peer }]) => {
    if (path === '') return true;
    const found = present[path];
    // Packages of other platforms are in the lock but never installed.
    return found ? found.version === version : Boolean(optional || peer);
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  }
}

const KEPT =
  /^npm_config_(registry|.*:registry|cache|ca|cafile|proxy|https_proxy|noproxy|strict_ssl|userconfig|globalconfig|prefix)$/i;

/** The environment for an npm inside npm: without the outer one's options (`-s`, `--omit`), with the way to the network. */
export function npmEnvironment(environment) {
  const kept = Object.entries(environment).filter(
    ([name]) => !/^npm_(config|lifecycle|package)_/i.test(name) || KEPT.test(name),
  );
  return Object.fromEntries(kept);
}

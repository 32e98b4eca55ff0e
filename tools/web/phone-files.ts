/** What the phone's page needs beside its script: its style inside the page, a manifest, icons, the service worker. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { build } from 'vite';

export type PhonePage = {
  readonly root: string;
  /** folder that holds the built page */
  readonly made: string;
  readonly page: string;
  readonly name: string;
  readonly shortName: string;
};

const ICON_PIXELS = [192, 512];
const THEME_COLOUR = '#0e6d70';
const PAPER_COLOUR = '#fbfaf6';

export function assetsFolder(page: string): string {
  return `assets/${page}`;
}

/** The order matters: the worker lists the files as they are at last, and its version is the hash of them all. */
export async function addPhoneFiles(phone: PhonePage): Promise<void> {
  inlineStyle(phone);
  await drawManifest(phone);
  await buildServiceWorker(phone);
}

/** One request less before the first screen. The server allows exactly this text by its hash. */
function inlineStyle({ made, page }: PhonePage): void {
  const path = join(made, `${page}.html`);
  const html = readFileSync(path, 'utf8').replace(/<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g, (_, file) => {
    const style = readFileSync(join(made, file), 'utf8').trim();
    rmSync(join(made, file));
    return `<style>${style}</style>`;
  });
  writeFileSync(path, html);
}

async function drawManifest({ root, made, page, name, shortName }: PhonePage): Promise<void> {
  const folder = assetsFolder(page);
  const vector = readFileSync(join(root, 'src/platform/web/icon.svg'));
  const drawn = readdirSync(join(made, folder)).find((name) => /^icon-.*\.svg$/.test(name));
  const icons = [{ src: `/${folder}/${drawn}`, type: 'image/svg+xml', sizes: 'any' }];
  for (const pixels of ICON_PIXELS) {
    const src = keepHashed(made, folder, `icon-${pixels}.png`, await drawMaskable(vector, pixels));
    icons.push({ src, type: 'image/png', sizes: `${pixels}x${pixels}` });
  }
  const manifest = {
    id: `/${page}`,
    name,
    short_name: shortName,
    lang: 'id',
    start_url: `/${page}`,
    scope: `/${page}`,
    display: 'standalone',
    background_color: PAPER_COLOUR,
    theme_color: THEME_COLOUR,
    icons: icons.map((icon) => ({ ...icon, purpose: icon.sizes === 'any' ? 'any' : 'any maskable' })),
  };
  writeFileSync(join(made, `${page}.webmanifest`), JSON.stringify(manifest));
}

/** The drawing within the safe middle, on its own colour to the edge, so that any mask of a phone fits. */
async function drawMaskable(vector: Buffer, pixels: number): Promise<Buffer> {
  const inner = Math.round(pixels * 0.8);
  const edge = Math.floor((pixels - inner) / 2);
  const rest = pixels - inner - edge;
  return sharp(vector, { density: 72 * (pixels / 16) })
    .resize(inner, inner)
    .extend({ top: edge, left: edge, bottom: rest, right: rest, background: THEME_COLOUR })
    .flatten({ background: THEME_COLOUR })
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
}

function keepHashed(made: string, folder: string, name: string, content: Buffer): string {
  const file = name.replace('.', `-${hashOf([content]).slice(0, 8)}.`);
  writeFileSync(join(made, folder, file), content);
  return `/${folder}/${file}`;
}

async function buildServiceWorker({ root, made, page }: PhonePage): Promise<void> {
  const files = filesToKeep(made, page);
  const version = hashOf(files.flatMap(({ address, path }) => [address, readFileSync(path)])).slice(0, 16);
  await build({
    configFile: false,
    root: join(root, 'src'),
    logLevel: 'warn',
    define: {
      PAGE: JSON.stringify(`/${page}`),
      FILES: JSON.stringify(files.map(({ address }) => address)),
      FOLDER: JSON.stringify(`/${assetsFolder(page)}/`),
      VERSION: JSON.stringify(version),
    },
    build: {
      outDir: made,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: join(root, 'src/platform/web/service-worker.ts'),
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
  });
}

/** Everything that the page needs without signal; the drawn icons are the system's business. */
function filesToKeep(made: string, page: string): { address: string; path: string }[] {
  const folder = assetsFolder(page);
  const assets = readdirSync(join(made, folder)).filter((name) => !name.endsWith('.png'));
  return [
    { address: `/${page}`, path: join(made, `${page}.html`) },
    { address: `/${page}.webmanifest`, path: join(made, `${page}.webmanifest`) },
    ...assets.sort().map((name) => ({ address: `/${folder}/${name}`, path: join(made, folder, name) })),
  ];
}

function hashOf(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

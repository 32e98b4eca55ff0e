import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { ROOT } from '../architecture/files.ts';

/** The paper form on a page of its own, under the headers that the desk sends with its pages. */
export type PaperFormSite = { readonly address: string; close(): Promise<void> };

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const POLICY = "default-src 'self'; img-src 'self' data: blob:; worker-src 'self'; object-src 'none'";

export async function openPaperFormSite(): Promise<PaperFormSite> {
  const folder = mkdtempSync(join(tmpdir(), 'paper-form-'));
  await build({
    configFile: false,
    root: join(ROOT, 'tests/journeys/paper-form'),
    logLevel: 'error',
    plugins: [svelte({ configFile: false, emitCss: true })],
    build: { outDir: folder, emptyOutDir: true, target: 'es2022', modulePreload: false, assetsInlineLimit: 0 },
    worker: { format: 'es' },
  });
  const server = createServer((request, reply) => {
    const { pathname } = new URL(request.url ?? '/', 'http://desk');
    try {
      const body = readFileSync(join(folder, pathname === '/' ? 'index.html' : pathname));
      reply.setHeader('content-type', TYPES[extname(pathname === '/' ? '.html' : pathname)] ?? 'text/html');
      reply.setHeader('content-security-policy', POLICY);
      reply.end(body);
    } catch {
      reply.statusCode = 404;
      reply.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

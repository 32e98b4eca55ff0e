import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Where the pages of this version are built. */
export const PAGES_FOLDER = join(import.meta.dirname, '../../../dist/web');
const YEAR_SECONDS = 31_536_000;

export type ServedPage = {
  readonly file: string;
  /** what the page asks first: the browser is told beside the page, a whole turn of the line earlier than by its script */
  readonly asks?: string;
};

/** The built pages of a folder: one HTML shell per address, and hashed files that never change under their name. */
export async function servePages(
  app: FastifyInstance,
  pages: Readonly<Record<string, ServedPage>>,
  folder: string,
): Promise<void> {
  if (!existsSync(folder)) return serveUnbuilt(app, pages);
  await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true });
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    decorateReply: false,
    index: false,
    immutable: true,
    maxAge: YEAR_SECONDS * 1000,
  });
  for (const [address, { file, asks }] of Object.entries(pages)) {
    const styles = stylesOf(join(folder, file));
    app.get(address, (request, reply) => {
      allowOnPage(reply, styles());
      // Only where a person opens it: the copy that a service worker keeps must ask nothing by itself.
      if (asks && request.headers['sec-fetch-dest'] === 'document')
        reply.header('link', `<${asks}>; rel=preload; as=fetch; crossorigin`);
      return reply.header('cache-control', 'no-cache').sendFile(file);
    });
  }
  for (const file of unhashedFiles(folder)) {
    app.get(`/${file}`, (_request, reply) => reply.header('cache-control', 'no-cache').sendFile(file));
  }
}

/** The hashes of the page as it stands on the disk now: it may be built anew under a running server. */
function stylesOf(path: string): () => readonly string[] {
  let seen = { changedAt: Number.NaN, styles: styleHashes('') };
  return () => {
    const changedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN;
    if (changedAt !== seen.changedAt && !Number.isNaN(changedAt))
      seen = { changedAt, styles: styleHashes(readFileSync(path, 'utf8')) };
    return seen.styles;
  };
}

/** A page may carry its style inside itself: then exactly that text is allowed, by its hash, and nothing else. */
function styleHashes(html: string): string[] {
  const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1] as string);
  return styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
}

/** Such a page is one that works by itself: it also has workers, and shows pictures that it has just taken. */
function allowOnPage(reply: FastifyReply, styles: readonly string[]): void {
  if (styles.length === 0) return;
  const policy = String(reply.getHeader('content-security-policy') ?? '')
    .replace("style-src 'self'", `style-src 'self' ${styles.join(' ')}`)
    .replace("img-src 'self'", "img-src 'self' blob:");
  reply.header('content-security-policy', policy);
}

/** Manifests and service workers, whose address must stay the same. */
function unhashedFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => /\.(js|webmanifest)$/.test(name));
}

function serveUnbuilt(app: FastifyInstance, pages: Readonly<Record<string, ServedPage>>): void {
  const text =
    '<!doctype html><html lang="id"><meta charset="utf-8"><title>Desk</title><p>Halaman belum dibangun. Jalankan: npm start</p></html>';
  for (const address of Object.keys(pages))
    app.get(address, (_request, reply) => reply.type('text/html; charset=utf-8').send(text));
}

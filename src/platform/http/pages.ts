import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const WEB_FOLDER = join(import.meta.dirname, '../../../dist/web');
const YEAR_SECONDS = 31_536_000;

/** The built pages: one HTML shell per address, and hashed files that never change under their name. */
export async function servePages(app: FastifyInstance, pages: Readonly<Record<string, string>>): Promise<void> {
  if (!existsSync(WEB_FOLDER)) return serveUnbuilt(app, pages);
  await app.register(fastifyStatic, { root: WEB_FOLDER, serve: false });
  await app.register(fastifyStatic, {
    root: join(WEB_FOLDER, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    decorateReply: false,
    index: false,
    immutable: true,
    maxAge: YEAR_SECONDS * 1000,
  });
  for (const [address, file] of Object.entries(pages)) {
    app.get(address, (_request, reply) => reply.header('cache-control', 'no-cache').sendFile(file));
  }
}

function serveUnbuilt(app: FastifyInstance, pages: Readonly<Record<string, string>>): void {
  const text =
    '<!doctype html><html lang="id"><meta charset="utf-8"><title>Desk</title><p>Halaman belum dibangun. Jalankan: npm start</p></html>';
  for (const address of Object.keys(pages))
    app.get(address, (_request, reply) => reply.type('text/html; charset=utf-8').send(text));
}

import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a desk and, once released, serves its phone page as the next version of itself. */
export type NewerVersion = { readonly address: string; release(): void; [Symbol.asyncDispose](): Promise<void> };

export async function openNewerVersion(desk: string): Promise<NewerVersion> {
  let isReleased = false;
  const proxy = createServer((incoming, reply) => {
    // Unpacked, so that the two files can be changed as text; the desk guards its own name.
    const headers = { ...incoming.headers, host: new URL(desk).host, 'accept-encoding': 'identity' };
    if (headers.origin) headers.origin = desk;
    // An answer that only says "the same as before" could not become another.
    delete headers['if-none-match'];
    delete headers['if-modified-since'];
    const asked = request(desk + incoming.url, { method: incoming.method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const { etag, 'content-length': _length, 'transfer-encoding': _encoding, ...kept } = answer.headers;
        const next = isReleased ? nextVersion(incoming.url ?? '', Buffer.concat(parts)) : null;
        reply.writeHead(answer.statusCode ?? 500, next ? kept : { ...kept, ...(etag ? { etag } : {}) });
        reply.end(next ?? Buffer.concat(parts));
      });
    });
    asked.on('error', () => reply.destroy());
    incoming.pipe(asked);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    release() {
      isReleased = true;
    },
    async [Symbol.asyncDispose]() {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

/** Another hash in the service worker, a mark on the page; null for everything else. */
function nextVersion(path: string, body: Buffer): Buffer | null {
  const text = body.toString();
  if (path === '/sw.js') return Buffer.from(text.replace(/(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])/, 'f'.repeat(16)));
  return path === '/lapor' ? Buffer.from(text.replace('id="lapor"', 'id="lapor" data-version="next"')) : null;
}

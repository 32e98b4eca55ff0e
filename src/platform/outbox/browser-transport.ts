import type { Json } from '#kernel/canonical-json.ts';
import { withTimeLimit } from '#platform/web/time-limit.ts';
import type { Transport, TransportReply, TransportRequest } from './transport.ts';

type Headings = Readonly<Record<string, string>>;

const JSON_LIMIT_MS = 30_000;
/** A piece of 32 kB takes 4 s at 64 kbit/s; a cell shared by a whole village may be ten times slower. */
const PIECE_LIMIT_MS = 60_000;
const PACKED_FROM_CHARACTERS = 400;

/** Asks this page's own server. Whatever is thrown (no signal, time out, a redirect elsewhere) is no answer. */
export function browserTransport(ask: typeof fetch = (...request) => fetch(...request)): Transport {
  return async (request) => {
    try {
      const options = await fetchOptions(request);
      const limitMs = request.body instanceof Uint8Array ? PIECE_LIMIT_MS : JSON_LIMIT_MS;
      return await withTimeLimit(limitMs, async (signal) => replyOf(await ask(request.path, { ...options, signal })));
    } catch {
      return null;
    }
  };
}

async function fetchOptions({ method, headers, body }: TransportRequest): Promise<RequestInit> {
  const content = body instanceof Uint8Array ? { body, headers: {} } : await jsonContent(body);
  return {
    method,
    ...content,
    headers: { accept: 'application/json', ...content.headers, ...headers },
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
  };
}

/** Packed where the browser can: a sheet of all boxes goes in half the bytes, twenty in a tenth. */
async function jsonContent(json: Json | undefined): Promise<Pick<RequestInit, 'body'> & { headers: Headings }> {
  if (json === undefined) return { headers: {} };
  const body = JSON.stringify(json);
  const headers = { 'content-type': 'application/json' };
  if (body.length < PACKED_FROM_CHARACTERS || !('CompressionStream' in globalThis)) return { body, headers };
  const packing = new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'));
  return { body: await new Response(packing).arrayBuffer(), headers: { ...headers, 'content-encoding': 'gzip' } };
}

/** The body is read to its end before the answer counts: a receipt that broke off on the way is none. */
async function replyOf(response: Response): Promise<TransportReply> {
  const text = await response.text();
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    header: (name) => response.headers.get(name),
    json: isJson ? parsed(text) : null,
  };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

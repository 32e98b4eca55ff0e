import type { Json } from '#kernel/canonical-json.ts';
import type { Transport, TransportReply, TransportRequest } from './transport.ts';

const JSON_LIMIT_MS = 30_000;
/** A piece of 32 kB takes 4 s at 64 kbit/s; a cell shared by a whole village may be ten times slower. */
const PIECE_LIMIT_MS = 60_000;

/** Asks this page's own server. Whatever is thrown (no signal, time out, a redirect elsewhere) is no answer. */
export function browserTransport(ask: typeof fetch = (...request) => fetch(...request)): Transport {
  return async (request) => {
    try {
      return await replyOf(await ask(request.path, fetchOptions(request)));
    } catch {
      return null;
    }
  };
}

function fetchOptions({ method, headers, body }: TransportRequest): RequestInit {
  const isPiece = body instanceof Uint8Array;
  const type = body === undefined || isPiece ? {} : { 'content-type': 'application/json' };
  return {
    method,
    headers: { accept: 'application/json', ...type, ...headers },
    ...(body === undefined ? {} : { body: isPiece ? body : JSON.stringify(body) }),
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.timeout(isPiece ? PIECE_LIMIT_MS : JSON_LIMIT_MS),
  };
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

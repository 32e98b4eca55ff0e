import type { Text } from '#kernel/problem.ts';
import { LOG_IN_NEEDED, tellLogInNeeded } from './log-in-needed.ts';
import { withTimeLimit } from './time-limit.ts';

/** What a wish to the server may come to; nothing is thrown. */
export type Sent<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | Refused
  | { readonly kind: 'locked' }
  | { readonly kind: 'unreachable' };
export type Refused = {
  readonly kind: 'refused';
  readonly code: string;
  readonly message: Text;
  /** seconds until another try makes sense, where the server names them */
  readonly waitSeconds: number | null;
};
export type Method = 'POST' | 'PUT' | 'DELETE';

const TIME_LIMIT_MS = 60_000;

/** Sends JSON, or a file as it is; a server without words of its own counts as unreachable. */
export async function sendJson<Value>(method: Method, path: string, body?: unknown): Promise<Sent<Value>> {
  const headers: Record<string, string> = { accept: 'application/json' };
  const isFile = body instanceof Blob;
  if (body !== undefined && !isFile) headers['content-type'] = 'application/json';
  try {
    const content = body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) };
    return await withTimeLimit(TIME_LIMIT_MS, async (signal): Promise<Sent<Value>> => {
      const reply = await fetch(path, { method, headers, ...content, cache: 'no-store', signal });
      const text = await reply.text();
      const answer: unknown = text === '' ? undefined : JSON.parse(text);
      return reply.ok ? { kind: 'done', value: answer as Value } : refusalOf(answer, reply.headers.get('retry-after'));
    });
  } catch {
    return { kind: 'unreachable' };
  }
}

function refusalOf(answer: unknown, retryAfter: string | null): Sent<never> {
  const { code, detail, detail_en } = (answer ?? {}) as { code?: string; detail?: string; detail_en?: string };
  if (!detail) return { kind: 'unreachable' };
  if (code === LOG_IN_NEEDED) {
    tellLogInNeeded();
    return { kind: 'locked' };
  }
  const waitSeconds = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null;
  return { kind: 'refused', code: code ?? '', message: { id: detail, en: detail_en ?? detail }, waitSeconds };
}
